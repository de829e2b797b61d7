import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { Database } from './driver.ts';
import { stillThere } from './extractColumns.ts';
import { KeyTable } from './keyTable.ts';
import type { StoodBefore } from './stoodBefore.ts';
import { type KeptKnown, keepKnown, keptKnown, KnownTable, notSeen, renewed } from './knownTable.ts';
import { joinedValues, keyHigh, keyLow, type RowIdentity } from './rowIdentity.ts';

/** How a row of an arriving extract stands to the extract before it. */
export type Standing =
  | { readonly is: 'fresh' }
  | { readonly is: 'unchanged' }
  | { readonly is: 'changed'; readonly recordId: number }
  /** Says something else than the month before, from this month on: the older row was right until then. */
  | { readonly is: 'followed' }
  | { readonly is: 'repeated' };

type Row = RowIdentity & { readonly values: readonly (string | number | null)[] };

export interface KnownRows {
  /** Settles a row and marks its key as seen; unless it is unchanged or repeated, it becomes the record `recordId`. */
  standing(row: Row, recordId: number): Standing;
  /** The record in which a row stands, once it is settled. */
  recordOf(row: RowIdentity): number | undefined;
  /** Record ids of the extract before that were not replaced and do not stand in this one, once every row has been asked about. */
  left(): readonly number[];
  /** By what another thread can tell beforehand that a row is unchanged; undefined when nothing is known. */
  readonly stood: StoodBefore | undefined;
  /** Keeps what is known now for the next import, once every row has been asked about. */
  keep(importId: number): void;
}

/** Earlier than any day; the day of a kind whose key has none. */
const noDay = Number.MIN_SAFE_INTEGER;

const fresh = { is: 'fresh' } as const;
const unchanged = { is: 'unchanged' } as const;
const followed = { is: 'followed' } as const;
const repeated = { is: 'repeated' } as const;

/** Whether two rows of the kind's table have the same key; for a table that holds one import, with its key index. */
export function repeatedKey(db: Database, kind: ExtractKindName): boolean {
  const key = extractKind(kind).key.join(', ');
  return db.prepare(`SELECT 1 FROM ${kind} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`).get() !== undefined;
}

/**
 * The rows of a kind's newest import, by key, with a hash of their content: about 50 bytes a row. Keys that an earlier
 * import had and the newest did not are looked up in the table when they come back. Before a kind's first import
 * nothing is known, and rows repeated inside the file are found by `repeatedKey` afterwards.
 *
 * `sinceFields` are dates that the source has no column for, so that reading makes them from the month of the report:
 * such a row goes on for as long as it says the same, and keeps the date of the first month.
 */
export function knownRows(
  db: Database,
  kind: ExtractKindName,
  previousImport: number | null,
  sinceFields: readonly string[] = [],
): KnownRows {
  const { key, fields } = extractKind(kind);
  const placeOf = (name: string): number => fields.findIndex((field) => field.name === name);
  const keyPlaces = key.map(placeOf);
  const dated = key.filter((name) => sinceFields.includes(name));
  const datedPlaces = dated.map(placeOf);
  const dayPlace = fields.findIndex(({ name, type }) => type === 'date' && key.includes(name));

  const known: KeptKnown =
    previousImport === null
      ? { table: new KnownTable(dated.length), latestDay: noDay }
      : (keptKnown(db, kind, previousImport, dated) ?? knownByRows(db, kind, dated));
  const { table } = known;
  let { latestDay } = known;
  const numbers = previousImport === null ? undefined : new KeyTable(table.length);
  const before = table.length;
  for (let number = 0; number < before; number++) {
    numbers!.add(table.keyHigh(number), table.keyLow(number), number);
  }
  const ended: number[] = [];

  // only a third import can bring back what the second did not have
  const older =
    db.prepare<[string], number>('SELECT count(*) FROM import WHERE kind = ?').pluck().get(kind)! > 2;
  const cameBack = older
    ? db
        .prepare<unknown[], number>(
          `SELECT record_id FROM ${kind} WHERE ${key.map((name) => `${name} IS ?`).join(' AND ')} AND superseded_import IS NULL`,
        )
        .pluck()
    : undefined;
  const latestBefore = latestDay;
  const dayOf = (values: Row['values']): number => (dayPlace < 0 ? noDay : Number(values[dayPlace] ?? noDay));
  /** The record of a key that the extract before did not have. */
  const recordBefore = (values: Row['values']): number | undefined =>
    // what begins later than anything before it was never there
    dayOf(values) > latestBefore ? undefined : cameBack?.get(keyPlaces.map((at) => values[at]));

  return {
    standing(row, recordId) {
      const { keyHigh: high, keyLow: low, content } = row;
      const number = numbers?.add(high, low, table.length);
      if (number !== undefined) {
        if (table.became(number) !== notSeen) return repeated;
        if (table.content(number) === content) {
          table.see(number);
          return unchanged;
        }
      }
      // unpacked for rows that are written only
      const { values } = row;
      const day = dayOf(values);
      if (day > latestDay) latestDay = day;
      const since = datedPlaces.map((at) => Number(values[at]));
      const renewing = { keyHigh: high, keyLow: low, content, recordId, since };
      if (number === undefined) {
        table.add(renewing, renewed);
        const earlier = recordBefore(values);
        return earlier === undefined ? fresh : { is: 'changed', recordId: earlier };
      }
      const earlier = table.recordId(number);
      const goesOn = since.every((from, index) => table.since(number, index) === from);
      table.put(number, renewing, renewed);
      if (goesOn) return { is: 'changed', recordId: earlier };
      ended.push(earlier);
      return followed;
    },
    recordOf({ keyHigh: high, keyLow: low }) {
      const number = numbers?.get(high, low);
      return number === undefined ? undefined : table.recordId(number);
    },
    left() {
      const left = [...ended];
      for (let number = 0; number < before; number++) {
        if (table.became(number) === notSeen) left.push(table.recordId(number));
      }
      // neighbours in the table are changed one after the other
      return left.sort((a, b) => a - b);
    },
    stood: numbers === undefined ? undefined : { places: numbers.places, contents: table.contents() },
    keep(importId) {
      keepKnown(db, kind, importId, dated, { table, latestDay });
    },
  };
}

/** What is known of a kind's newest import, read from all of its rows. */
function knownByRows(db: Database, kind: ExtractKindName, dated: readonly string[]): KeptKnown {
  const { key, fields } = extractKind(kind);
  const named = key.filter((name) => !dated.includes(name));
  const all = named.map((_name, index) => index);
  const table = new KnownTable(dated.length);
  const rows = db
    .prepare<[number], [number, number, ...(string | number | null)[]]>(
      `SELECT record_id, content, ${[...named, ...dated].join(', ')} FROM ${kind} WHERE last_import = ?`,
    )
    .raw()
    .iterate(stillThere);
  for (const [recordId, content, ...values] of rows) {
    const text = joinedValues(values, all);
    const since = values.slice(named.length).map(Number);
    table.add({ keyHigh: keyHigh(text), keyLow: keyLow(text), content, recordId, since }, notSeen);
  }
  const day = fields.find(({ name, type }) => type === 'date' && key.includes(name))?.name;
  const latestDay =
    day === undefined
      ? undefined
      : db.prepare<[], number | null>(`SELECT max(${day}) FROM ${kind}`).pluck().get();
  return { table, latestDay: latestDay ?? noDay };
}
