/** Which pairs a run looks at: within one file, between files, or both (linkage.md 5.1). */
export type LinkType = 'dedupe_only' | 'link_only' | 'link_and_dedupe';

/** `null`: a value is missing, no evidence. `test`: a condition. `else`: whatever no condition took. */
export type LevelRole = 'null' | 'test' | 'else';

/** How a level's weight is corrected for how common the value is (linkage.md 6.2). */
export type TermFrequency = {
  /** Name of the column whose value frequencies are used. */
  readonly column: string;
  /** Share of the correction that counts: 0 none, 1 all of it. */
  readonly weight: number;
  /** A frequency below this is taken as this, so that a unique misspelling is not read as strong evidence. */
  readonly minimumU: number;
  /** Use this level's own u as the base, not the u of the exact level of the same comparison. */
  readonly disableExactDetection: boolean;
};

/** One answer a comparison can give, with how often it is given for matches (m) and for non-matches (u). */
export type Level = {
  readonly label: string;
  readonly role: LevelRole;
  /** Share of this level among matching pairs without a null; absent when never trained or never observed. */
  readonly m?: number;
  /** Share of this level among non-matching pairs without a null; absent when never trained or never observed. */
  readonly u?: number;
  /** A fixed probability is left alone by training. */
  readonly fixM: boolean;
  readonly fixU: boolean;
  /** When the condition is plain equality of columns (joined by AND), these columns; otherwise absent. */
  readonly exactColumns?: readonly string[];
  readonly termFrequency?: TermFrequency;
};

/**
 * A question put to every pair. Levels stand in the order they are tried: the null level first, `else` last.
 * The level of a pair is written γ: −1 for the null level, the others count down to 0 for `else` (linkage.md 6.1).
 */
export type Comparison = {
  readonly name: string;
  readonly description: string;
  /** Every record column the conditions read. */
  readonly columns: readonly string[];
  readonly levels: readonly Level[];
};

/** A Fellegi–Sunter model: how likely a match is before looking, and what each comparison adds. */
export type Model = {
  readonly linkType: LinkType;
  /** Probability that two random records match. */
  readonly lambda: number;
  readonly comparisons: readonly Comparison[];
  /** The rules that propose pairs, as text; a pair belongs to the first that holds (linkage.md 6.8). */
  readonly blockingRules: readonly string[];
};

/** γ of the level that says a value is missing. */
export const NULL_LEVEL = -1;

/** Levels that carry evidence, ordered by γ: index 0 is `else`. */
export function levelsByGamma(comparison: Comparison): readonly Level[] {
  return comparison.levels.filter((level) => level.role !== 'null').toReversed();
}

/** The level a γ stands for, or undefined for the null level and for a γ the comparison does not have. */
export function levelOfGamma(comparison: Comparison, gamma: number): Level | undefined {
  return gamma === NULL_LEVEL ? undefined : levelsByGamma(comparison)[gamma];
}
