import type { ExtractKindName } from '../domain/extract.ts';
import type { CandidateSource } from './candidates.ts';
import type { ListColumnId } from './columns.ts';
import type { Condition } from './conditions/condition.ts';

/**
 * A list as data (requirements.md "Exact list definitions", 1.6): where counties disagree, another definition says
 * so, never an `if`. Plain JSON, so that a version can be stored with every list it made and run again.
 */
export interface ListDefinition {
  /** "LA-Mutual" */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Requirement ids it answers. */
  readonly requirements: readonly string[];
  /** What a row is, for people: "parent or caretaker relative and child". Never two units in one list (OCM-3). */
  readonly unit: string;
  /** The definition in the county's words. */
  readonly words: string;
  readonly purpose: string;
  /** Stem of file names, "mutual-clients-la". */
  readonly fileStem: string;
  /** Extracts without which the list cannot be made for a month. */
  readonly requires: readonly ExtractKindName[];
  readonly branches: readonly Branch[];
  /** Who would be on the list but is left out and counted, in this order. */
  readonly exclusions: readonly Condition[];
  readonly columns: readonly ListColumnId[];
  readonly sort: readonly ListColumnId[];
  /** Footer about using people's information with respect (LA-11). */
  readonly respectfulUse: string;
  readonly notes: readonly string[];
  /** Both departments approve a definition before its lists are used (LA-11). */
  readonly approvals: {
    readonly childWelfare: Approval | null;
    readonly cashAid: Approval | null;
  };
}

export interface Approval {
  readonly name: string;
  readonly title: string;
  /** ISO day. */
  readonly on: string;
}

/** One way onto a list, marked on each of its rows. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  /** Whom it looks at. */
  readonly from: CandidateSource;
  /** All must hold on the day. */
  readonly conditions: readonly Condition[];
}
