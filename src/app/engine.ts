import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import type { DecidedPairs, PriorDecisions } from '../linkage/decide/decidedPairs.ts';
import type { Estimates, Objective, Thresholds } from '../linkage/decide/thresholds.ts';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import type { TrainedModel } from '../linkage/train/pairSpace.ts';

/**
 * The matching engine as the use-cases see it. It runs on worker threads (`src/jobs`), which `app` may not know, so
 * whoever composes the application hands it in.
 */
export type Engine = (
  input: {
    readonly records: EncodedRecords;
    readonly settings: EngineSettings;
    readonly decisions: PriorDecisions;
    readonly crosswalk: readonly (readonly [left: number, right: number])[];
  },
  options: {
    readonly onProgress: (step: EngineStep, done: number, total: number) => void;
    readonly signal: AbortSignal;
  },
) => Promise<EngineResult>;

export type EngineStep = 'plan' | 'block' | 'train' | 'score' | 'decide';

export interface EngineSettings {
  readonly assignment: 'one_to_one' | 'one_to_many' | 'many_to_many';
  readonly objective: Objective;
  /** Hold twins and pairs of different sex and first name for a person. */
  readonly cautious: boolean;
}

export interface EngineResult {
  readonly pairs: DecidedPairs;
  readonly plan: {
    readonly comparisons: readonly PlannedComparison[];
    readonly passes: readonly unknown[];
  };
  readonly model: TrainedModel;
  readonly thresholds: Thresholds;
  readonly estimates: Estimates;
  readonly possiblePairs: number;
  readonly comparedPairs: number;
  readonly timings: Readonly<Record<EngineStep, number>>;
}
