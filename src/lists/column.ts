import type { CivilDay } from '../domain/civilDate.ts';
import type { ListFacts } from '../store/facts/facts.ts';
import type { Candidate } from './candidates.ts';
import type { Branch } from './definition.ts';

export type ListColumnKind = 'text' | 'identifier' | 'date' | 'number' | 'badge';

/** A row as its columns see it. */
export interface RowView {
  readonly branch: Branch;
  readonly candidate: Candidate;
  readonly facts: ListFacts;
  readonly day: CivilDay;
}

export interface ListColumnDefinition {
  readonly label: string;
  readonly kind: ListColumnKind;
  /** Characters. */
  readonly width: number;
  /** Shown masked in the window; files have it in full. */
  readonly masked?: true;
  readonly description: string;
  readonly source: string;
  /** Text; dates as ISO text; empty = not recorded. */
  value(row: RowView): string;
}
