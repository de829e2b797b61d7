/** Which numbers an option takes: in words for its sentence, and as a test. */
export type NumbersTaken = { readonly words: string; readonly isFit: (value: number) => boolean };

export const wholeFrom = (least: number): NumbersTaken => ({
  words: `a whole number from ${least} up`,
  isFit: (value) => Number.isSafeInteger(value) && value >= least,
});

export const wholeBetween = (least: number, most: number): NumbersTaken => ({
  words: `a whole number from ${least} to ${most}`,
  isFit: (value) => Number.isInteger(value) && value >= least && value <= most,
});

export const anyProbability: NumbersTaken = {
  words: 'a number from 0 to 1',
  isFit: (value) => value >= 0 && value <= 1,
};

/** Nothing is expected to be right always, and what is right never is not wanted. */
export const openShare: NumbersTaken = {
  words: 'a number above 0 and below 1',
  isFit: (value) => value > 0 && value < 1,
};

export const shareAboveNone: NumbersTaken = {
  words: 'a number above 0 and up to 1',
  isFit: (value) => value > 0 && value <= 1,
};
