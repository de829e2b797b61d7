import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { Database } from './driver.ts';
import { stillThere } from './extractColumns.ts';
import { KeyTable } from './keyTable.ts';
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
  /** Settles a row and marks its key as seen. */
  standing(row: Row): Standing;
  /** The record of a row that has settled as unchanged. */
  recordOf(row: RowIdentity): number | undefined;
  /** Record ids of the extract before that were not replaced and do not stand in this one, once every row has been asked about. */
  left(): readonly number[];
}

/** The number of a key that the extract before did not have. */
const newKey = 0xffff_ffff;

const fresh = { is: 'fresh' } as const;
const unchanged = { is: 'unchanged' } as const;
const followed = { is: 'followed' } as const;
const repeated = { is: 'repeated' } as const;

/** Before a kind's first import nothing is known; rows repeated inside the file are found by `repeatedKey` afterwards. */
export const nothingKnown: KnownRows = {
  standing: () => fresh,
  recordOf: () => undefined,
  left: () => [],
};

/** Whether two rows of the kind's table have the same key; for a table that holds one import, with its key index. */
export function repeatedKey(db: Database, kind: ExtractKindName): boolean {
  const key = extractKind(kind).key.join(', ');
  return db.prepare(`SELECT 1 FROM ${kind} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`).get() !== undefined;
}

/** What became of a row of the extract before. */
const notSeen = 0;
const same = 1;
const replaced = 2;
const ended = 3;

/**
 * The rows of a kind's newest import, by key, with a hash of their content: about 45 bytes a row. Keys that an earlier
 * import had and the newest did not are looked up in the table when they come back.
 *
 * `sinceFields` are dates that the source has no column for, so that reading makes them from the month of the report:
 * such a row goes on for as long as it says the same, and keeps the date of the first month.
 */
export function knownRows(
  db: Database,
  kind: ExtractKindName,
  sinceFields: readonly string[] = [],
): KnownRows {
  const { key, fields } = extractKind(kind);
  const named = key.filter((name) => !sinceFields.includes(name));
  const dated = key.filter((name) => sinceFields.includes(name));
  const placeOf = (name: string): number => fields.findIndex((field) => field.name === name);
  const keyPlaces = key.map(placeOf);
  const datedPlaces = dated.map(placeOf);

  const table = new KeyTable();
  const ids: number[] = [];
  const contents: number[] = [];
  const since: number[][] = datedPlaces.map(() => []);
  const all = named.map((_name, index) => index);
  const rows = db
    .prepare<[number], [number, number, ...(string | number | null)[]]>(
      `SELECT record_id, content, ${[...named, ...dated].join(', ')} FROM ${kind} WHERE last_import = ?`,
    )
    .raw()
    .iterate(stillThere);
  for (const [id, content, ...values] of rows) {
    const text = joinedValues(values, all);
    table.add(keyHigh(text), keyLow(text), ids.length);
    ids.push(id);
    contents.push(content);
    for (const [index, days] of since.entries()) days.push(Number(values[named.length + index]));
  }
  const became = new Uint8Array(ids.length);

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

  return {
    standing({ values, keyHigh: high, keyLow: low, content }) {
      const slot = table.add(high, low, newKey);
      if (slot === undefined) {
        const recordId = cameBack?.get(keyPlaces.map((at) => values[at]));
        return recordId === undefined ? fresh : { is: 'changed', recordId };
      }
      if (slot === newKey || became[slot] !== notSeen) return repeated;
      if (contents[slot] === content) {
        became[slot] = same;
        return unchanged;
      }
      if (since.some((days, index) => days[slot] !== values[datedPlaces[index]!])) {
        became[slot] = ended;
        return followed;
      }
      became[slot] = replaced;
      return { is: 'changed', recordId: ids[slot]! };
    },
    recordOf: ({ keyHigh: high, keyLow: low }) => ids[table.add(high, low, newKey) ?? newKey],
    left: () => ids.filter((_id, slot) => became[slot] === notSeen || became[slot] === ended),
  };
}
