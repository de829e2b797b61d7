import type { Clusters } from './assign/clusters.ts';
import type { Assignment } from './assign/oneToOne.ts';
import type { BlockIndex } from './block/blockIndex.ts';
import type { BlockingBudget, ChosenPass } from './block/choosePasses.ts';
import type { PlannedComparison } from './compare/comparisonPlan.ts';
import type { HouseholdedPairs, PriorDecisions } from './decide/decidedPairs.ts';
import type { Estimates, Objective, Thresholds } from './decide/thresholds.ts';
import type { EncodedRecords } from './encode/encodedRecords.ts';
import type { SupportModel } from './household/householdEvidence.ts';
import type { MatchMemory } from './incremental/matchMemory.ts';
import type { FullRunReason, StandingPlan } from './incremental/standingPlan.ts';
import type { TrainedModel } from './train/pairSpace.ts';

/** How to match; everything has a default that fits the data. */
export type MatchSettings = {
  readonly assignment: Assignment;
  /** `balance`: most correct links against wrong and missed ones. `precision`: few wrong links first. */
  readonly objective: Objective;
  /**
   * Hold twins and pairs of different sex and first name for a person (domain.md 7.3); without it, only where their SSN
   * or CIN is another one too.
   */
  readonly cautious: boolean;
  readonly budget?: Partial<BlockingBudget>;
  /** Lowest log2 odds at which a pair is kept, when more than those that could link are wanted. */
  readonly floor?: number;
  /** A model trained before; without it one is trained on these records. */
  readonly model?: TrainedModel;
  /** The choices of an earlier run over like records; without them they are made for these. */
  readonly plan?: StandingPlan;
};

export const FILE_SETTINGS: MatchSettings = {
  assignment: 'one_to_one',
  objective: { kind: 'balance' },
  cautious: false,
};

export type MatchInput = {
  readonly records: EncodedRecords;
  readonly settings: MatchSettings;
  /** People's decisions, as pairs of record numbers (left, then right; in one file the lower first). */
  readonly decisions?: PriorDecisions;
  /** Pairs that an id crosswalk joins. */
  readonly crosswalk?: readonly (readonly [left: number, right: number])[];
  /** Pairs to be scored and kept whatever their weight, to be explained. */
  readonly inspect?: readonly (readonly [left: number, right: number])[];
  /** What the run before kept: its plan and model stand, and only what has changed since is compared. */
  readonly before?: MatchMemory;
  /**
   * Per record the number that the run before gave to the same row, of which all is compared as it was; −1 for none
   * known. Given only when values of all tables but those of names have the numbers they had.
   */
  readonly sameRows?: Int32Array;
  /** Whether the result is to hold what the next run needs to compare only what has changed. */
  readonly remember?: boolean;
};

export type MatchOptions = {
  readonly onProgress?: (step: MatchStep, done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly threads?: number;
  /** Given the result's memory as soon as the pairs are weighed, so that it can be written while they are decided. */
  readonly onMemory?: (memory: MatchMemory) => void;
};

export type MatchStep = 'plan' | 'block' | 'train' | 'score' | 'decide';

/** What was chosen from the roles and the data, as plain data to print and keep. */
export type MatchPlan = {
  readonly comparisons: readonly PlannedComparison[];
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  readonly passes: readonly (ChosenPass & { readonly skipped: BlockIndex['skipped'] })[];
  readonly budget: BlockingBudget;
};

export type MatchResult = {
  readonly pairs: HouseholdedPairs;
  readonly plan: MatchPlan;
  readonly model: TrainedModel;
  /** How household support was weighed; absent when the records name no households. */
  readonly support?: SupportModel;
  readonly thresholds: Thresholds;
  readonly estimates: Estimates;
  readonly possiblePairs: number;
  /** Pairs compared, each once; those that are carried from the run before are not among them. */
  readonly comparedPairs: number;
  /** Given when there was a run before. */
  readonly sinceBefore?: SinceBefore;
  /** Given when asked for. */
  readonly memory?: MatchMemory;
  /** Milliseconds a step took; not part of the result proper. */
  readonly timings: Readonly<Record<MatchStep, number>>;
  /** One file only. */
  readonly clusters?: Clusters;
};

/** What a run made of the memory of the one before: carried what stands, or compared everything, and why. */
export type SinceBefore =
  | {
      readonly kind: 'carried';
      /** Records that are new or have changed; that are gone or have changed. */
      readonly changed: number;
      readonly gone: number;
      /** Unchanged records compared again, since a value became rarer or the size guard came to hold. */
      readonly again: number;
      /** Pairs taken over from the run before. */
      readonly pairs: number;
    }
  | { readonly kind: 'full'; readonly reason: FullRunReason };

/**
 * The engine as those see it who only want a match: `src/jobs` runs it on worker threads, and whoever composes the
 * program hands it to the use-cases.
 */
export type MatchEngine = (input: MatchInput, options?: MatchOptions) => Promise<MatchResult>;
