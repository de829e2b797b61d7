import { LinkdeskError } from '../../domain/error.ts';
import { sharedInt32 } from '../encode/sharedArrays.ts';
import type { LinkType } from '../model/model.ts';
import { ColumnStore } from './columnStore.ts';
import { compareText, textOf, type Value } from './value.ts';

/** One file of records: `name` is its source dataset; each column holds one value a record. */
export type SplinkTable = {
  readonly name: string;
  readonly columns: ReadonlyMap<string, readonly Value[]>;
};

/** All files of a run, stacked, so that a record is one index. */
export type Records = {
  readonly count: number;
  readonly columns: ColumnStore;
  /** Name of each file, and the index of its file for each record. */
  readonly sources: readonly string[];
  readonly sourceOf: Int32Array;
  /** Identifier of each record within its file. */
  readonly ids: readonly string[];
  /**
   * Place of each record in the order that decides which of two is the left one: by id; with two linked files the file
   * whose name comes first is left (linkage.md 6.8).
   */
  readonly rank: Int32Array;
  /** Place of each record by id, composite among several files; the first of a cluster names it (linkage.md 6.9). */
  readonly idOrder: Int32Array;
};

/**
 * Stacks the files of a run. An empty text is a missing value, as it is when a file is read.
 * @throws LinkdeskError COLUMN_MISSING when a file has no id column, FILES_MISSING when linking fewer than two files,
 * RECORD_ID_TWICE when an id occurs twice in a file.
 */
export function stackRecords(tables: readonly SplinkTable[], linkType: LinkType, idColumn: string): Records {
  if (tables.length < (linkType === 'link_only' ? 2 : 1)) {
    throw new LinkdeskError(
      'FILES_MISSING',
      `A model of the kind ${linkType} needs more files than were given.`,
    );
  }
  const names = [...new Set(tables.flatMap(({ columns }) => [...columns.keys()]))];
  const sizes = tables.map((table) => idsOf(table, idColumn).length);
  const columns = new Map(
    names.map((name) => {
      const values = tables.flatMap((table, index) => {
        const column = table.columns.get(name);
        return column === undefined
          ? Array.from<Value>({ length: sizes[index]! }).fill(null)
          : column.map(present);
      });
      return [name, values];
    }),
  );
  const ids = tables.flatMap((table) => idsOf(table, idColumn));
  const sourceOf = sharedInt32(ids.length);
  let start = 0;
  sizes.forEach((size, index) => {
    sourceOf.fill(index, start, start + size);
    start += size;
  });
  const sources = tables.map(({ name }) => name);
  const idOrder = placesById(ids, sources, sourceOf);
  const rank =
    linkType === 'link_only' && tables.length === 2
      ? placesOf(ids.length, (a, b) => compareText(sources[sourceOf[a]!]!, sources[sourceOf[b]!]!) || a - b)
      : idOrder;
  return {
    count: ids.length,
    columns: ColumnStore.of(ids.length, columns),
    sources,
    sourceOf,
    ids,
    rank,
    idOrder,
  };
}

function present(value: Value): Value {
  return value === '' ? null : value;
}

function idsOf(table: SplinkTable, idColumn: string): readonly string[] {
  const column = table.columns.get(idColumn);
  if (column === undefined) {
    throw new LinkdeskError(
      'COLUMN_MISSING',
      `The file "${table.name}" has no column "${idColumn}", which the model names as the id of a record.`,
    );
  }
  const ids = column.map((value) => (value === null ? '' : textOf(value)));
  if (new Set(ids).size === ids.length) return ids;
  throw new LinkdeskError(
    'RECORD_ID_TWICE',
    `In the file "${table.name}" the column "${idColumn}" holds the same id more than once. Every record needs its own.`,
  );
}

/** One file: by id, as numbers when all ids are whole numbers. Several: by `source-__-id` as text (linkage.md 6.8). */
function placesById(ids: readonly string[], sources: readonly string[], sourceOf: Int32Array): Int32Array {
  if (sources.length > 1) {
    const composites = ids.map((id, record) => compositeId(sources[sourceOf[record]!]!, id));
    return placesOf(ids.length, (a, b) => compareText(composites[a]!, composites[b]!));
  }
  const numeric = ids.every((id) => /^-?\d{1,15}$/.test(id));
  return placesOf(ids.length, (a, b) =>
    numeric ? Number(ids[a]) - Number(ids[b]) : compareText(ids[a]!, ids[b]!),
  );
}

/** The place of each record when all are sorted by `compare`. */
function placesOf(count: number, compare: (a: number, b: number) => number): Int32Array {
  const places = sharedInt32(count);
  Int32Array.from({ length: count }, (_, record) => record)
    .sort(compare)
    .forEach((record, place) => {
      places[record] = place;
    });
  return places;
}

/** The id of a record among several files, as Splink writes it (linkage.md 6.8). */
export function compositeId(source: string, id: string): string {
  return `${source}-__-${id}`;
}

/** What decides whether two records may form a pair. */
export type RecordOrder = Pick<Records, 'rank' | 'sourceOf'>;

/** Whether two records, the left one first in order, may form a pair under a link type. */
export function mayPair(records: RecordOrder, linkType: LinkType, left: number, right: number): boolean {
  if (records.rank[left]! >= records.rank[right]!) return false;
  return linkType !== 'link_only' || records.sourceOf[left] !== records.sourceOf[right];
}

/** How many pairs a link type allows in all: every accuracy and λ is a share of these (linkage.md 6.5). */
export function possiblePairs(linkType: LinkType, sizes: readonly number[]): number {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (linkType !== 'link_only') return (all * (all - 1)) / 2;
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  return (all * all - squares) / 2;
}

/** The number of records of each file. */
export function sizesOf(records: Records): readonly number[] {
  const sizes = records.sources.map(() => 0);
  for (const source of records.sourceOf) sizes[source]!++;
  return sizes;
}
