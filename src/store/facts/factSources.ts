import type { CivilDay } from '../../domain/civilDate.ts';
import { lastDay } from '../../domain/month.ts';
import type { Month } from '../../domain/month.ts';
import type { ExtractKindName } from '../../domain/extract.ts';
import { extractKinds } from '../../domain/extract.ts';
import { newestImport } from '../imports.ts';
import type { ImportRecord } from '../imports.ts';
import { knownNow } from '../knowledge.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ReadStore } from '../store.ts';

/** The import of each kind that a month's facts are read from: the month's own or, where there is none, an earlier one. */
export interface FactSources {
  readonly month: Month;
  /** What is to be known; imports, decisions and changes of the index that came later are not read. */
  readonly known: Knowledge;
  readonly imports: ReadonlyMap<ExtractKindName, ImportRecord>;
}

export function factSources(store: ReadStore, month: Month, known: Knowledge = knownNow(store)): FactSources {
  const imports = new Map<ExtractKindName, ImportRecord>();
  for (const { kind } of extractKinds) {
    const newest = newestImport(store, kind, month, known.newestImport);
    if (newest !== undefined) imports.set(kind, newest);
  }
  return { month, known, imports };
}

/** The kinds among those named that have no extract of the month itself. */
export function missingKinds(
  { month, imports }: FactSources,
  kinds: readonly ExtractKindName[],
): readonly ExtractKindName[] {
  return kinds.filter((kind) => imports.get(kind)?.month !== month);
}

/** The day that the kinds named can speak for: the last day of the month, or the oldest extract's day before it. */
export function factsDay({ month, imports }: FactSources, kinds: readonly ExtractKindName[]): CivilDay {
  const days = kinds.flatMap((kind) => imports.get(kind)?.asOf ?? []);
  return Math.min(lastDay(month), ...days);
}

/** Number of the import to read a kind from; 0, which no row has, when there is none. */
export function importOf({ imports }: FactSources, kind: ExtractKindName): number {
  return imports.get(kind)?.importId ?? 0;
}

/** SQL for "this row stood in import `:parameter`", for a table's alias. */
export const presentIn = (alias: string, parameter: string): string =>
  `${alias}.first_import <= :${parameter} AND ${alias}.last_import >= :${parameter}`;

/** SQL for "in effect on some day of [:since, :day]", by half-open dates. */
export const inWindow = (from: string, to: string): string =>
  `${from} <= :day AND (${to} IS NULL OR ${to} > :since) AND (${to} IS NULL OR ${to} > ${from})`;

/** A set of keys as one parameter for `json_each`. */
export const keyList = (keys: Iterable<string | number>): string => JSON.stringify([...keys]);

/** Rows by one of their keys, in the order of the rows. */
export function groupedBy<Row, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, readonly Row[]>;
/** What is wanted of the rows, likewise. */
export function groupedBy<Row, Key, Value>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
  valueOf: (row: Row) => Value,
): ReadonlyMap<Key, readonly Value[]>;
export function groupedBy<Row, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
  valueOf: (row: Row) => unknown = (row) => row,
): ReadonlyMap<Key, readonly unknown[]> {
  const groups = new Map<Key, unknown[]>();
  for (const row of rows) {
    const [key, value] = [keyOf(row), valueOf(row)];
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
