import type { Comparison, Level, Model } from '../model/model.ts';
import type { Dialect, Expression } from './expression.ts';

/** A level with its condition: as written in the file, and read. The `else` level has none. */
export type SplinkLevel = Level & { readonly sql: string; readonly condition?: Expression };

/** A comparison whose levels have conditions. */
export type SplinkComparison = Omit<Comparison, 'levels'> & { readonly levels: readonly SplinkLevel[] };

/** A rule that proposes pairs: as written and read; `explode` names list columns of which one value must agree. */
export type SplinkRule = {
  readonly sql: string;
  readonly condition: Expression;
  readonly explode: readonly string[];
};

/** The settings of a Splink model that are neither parameters nor rules (linkage.md 5.1). */
export type SplinkSettings = {
  readonly uniqueIdColumn: string;
  readonly sourceDatasetColumn: string;
  readonly emConvergence: number;
  readonly maxIterations: number;
  readonly retainMatchingColumns: boolean;
  readonly retainIntermediateColumns: boolean;
  readonly additionalColumns: readonly string[];
  readonly termFrequencyPrefix: string;
  readonly gammaPrefix: string;
  readonly linkerUid?: string;
};

/** A Splink model, read: the shared model with conditions, rules and settings. */
export type SplinkModel = Omit<Model, 'comparisons'> & {
  readonly dialect: Dialect;
  readonly comparisons: readonly SplinkComparison[];
  readonly rules: readonly SplinkRule[];
  readonly settings: SplinkSettings;
};
