/** A value in runs: what the other side has too, and what it has otherwise. */
export interface Run {
  readonly text: string;
  readonly differs: boolean;
}

export type DifferenceVerdict = 'equal' | 'similar' | 'different' | 'missing';

/** How two values of one field compare, in words that a reviewer can say aloud. */
export interface Difference {
  readonly verdict: DifferenceVerdict;
  /** Empty when equal. */
  readonly words: string;
  readonly left: readonly Run[];
  readonly right: readonly Run[];
}

export const whole = (text: string, differs: boolean): readonly Run[] =>
  text === '' ? [] : [{ text, differs }];

/** Both values are the same text. */
export const equalValues = (text: string): Difference => ({
  verdict: 'equal',
  words: '',
  left: whole(text, false),
  right: whole(text, false),
});

/** One or both are not recorded, which is no evidence either way. */
export const missingValue = (left: string, right: string): Difference => ({
  verdict: 'missing',
  words: left === '' && right === '' ? 'not recorded in either system' : 'not recorded on one side',
  left: whole(left, false),
  right: whole(right, false),
});
