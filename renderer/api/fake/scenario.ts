import type { ListView } from '../../../src/app/contract/lists.ts';

/** What the made-up project holds and how it behaves. */
export interface Scenario {
  /** No month imported. */
  readonly empty: boolean;
  readonly locked: boolean;
  /** The preparation of an import was left. */
  readonly held: boolean;
  readonly nearMatches: number;
  readonly mismatches: number;
  /** Pairs of each queue decided before the window opens. */
  readonly decided: number;
  readonly listRows: number;
  readonly listState: ListView['state'];
  /** Months of the outcome series. */
  readonly points: number;
  /** Methods, by how they begin, that never answer. */
  readonly silent: readonly string[];
  /** Methods, by how they begin, that are refused. */
  readonly failing: readonly string[];
}

export const fullScenario: Scenario = {
  empty: false,
  locked: false,
  held: false,
  nearMatches: 412,
  mismatches: 37,
  decided: 768,
  listRows: 1_482,
  listState: 'draft',
  points: 10,
  silent: [],
  failing: [],
};
