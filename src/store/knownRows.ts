import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { Database } from './driver.ts';
import { stillThere } from './extractColumns.ts';

/** Joins key values; does not occur in any (intake keeps control characters out). */
const separator = '\u001f';

/** How a row of an arriving extract stands to the extract before it. */
export type Standing =
  | { readonly is: 'fresh' }
  | { readonly is: 'unchanged' }
  | { readonly is: 'changed'; readonly recordId: number }
  | { readonly is: 'repeated' };

export interface KnownRows {
  /** Settles a row and marks its key as seen. */
  standing(values: readonly (string | number | null)[], content: number): Standing;
  /** Record ids of the extract before whose keys did not arrive, once every row has been asked about. */
  absent(): readonly number[];
}

const fresh = { is: 'fresh' } as const;
const unchanged = { is: 'unchanged' } as const;
const repeated = { is: 'repeated' } as const;

/** Before a kind's first import nothing is known; rows repeated inside the file are found by `repeatedKey` afterwards. */
export const nothingKnown: KnownRows = { standing: () => fresh, absent: () => [] };

/** Whether two rows of the kind's table have the same key; for a table that holds one import, with its key index. */
export function repeatedKey(db: Database, kind: ExtractKindName): boolean {
  const key = extractKind(kind).key.join(', ');
  return db.prepare(`SELECT 1 FROM ${kind} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`).get() !== undefined;
}

/**
 * The rows of a kind's newest import, by key, with a hash of their content: about 100 bytes a row. Keys that an
 * earlier import had and the newest did not are looked up in the table when they come back.
 */
export function knownRows(db: Database, kind: ExtractKindName): KnownRows {
  const { key, fields } = extractKind(kind);
  const keyAt = key.map((name) => fields.findIndex((field) => field.name === name));
  const slots = new Map<string, number>();
  const ids: number[] = [];
  const contents: number[] = [];
  let older = false;

  const rows = db
    .prepare<[], [number, number, number, ...(string | number | null)[]]>(
      `SELECT record_id, last_import, content, ${key.join(', ')} FROM ${kind} WHERE superseded_import IS NULL`,
    )
    .raw()
    .iterate();
  for (const [id, lastImport, content, ...keyValues] of rows) {
    if (lastImport !== stillThere) {
      older = true;
      continue;
    }
    slots.set(keyValues.map((value) => value ?? '').join(separator), ids.length);
    contents.push(content);
    ids.push(id);
  }

  /** 0 not seen, 1 unchanged, 2 changed; new keys have no slot of their own and are marked in the map. */
  const seen = new Uint8Array(ids.length);
  const newKey = -1;
  const cameBack = older
    ? db
        .prepare<unknown[], number>(
          `SELECT record_id FROM ${kind} WHERE ${key.map((name) => `${name} IS ?`).join(' AND ')} AND superseded_import IS NULL`,
        )
        .pluck()
    : undefined;

  return {
    standing(values, content) {
      let text = '';
      for (let i = 0; i < keyAt.length; i++) text += (i === 0 ? '' : separator) + (values[keyAt[i]!] ?? '');
      const slot = slots.get(text);
      if (slot === undefined) {
        slots.set(text, newKey);
        const recordId = cameBack?.get(keyAt.map((at) => values[at]));
        return recordId === undefined ? fresh : { is: 'changed', recordId };
      }
      if (slot === newKey || seen[slot] !== 0) return repeated;
      if (contents[slot] === content) {
        seen[slot] = 1;
        return unchanged;
      }
      seen[slot] = 2;
      return { is: 'changed', recordId: ids[slot]! };
    },
    absent: () => ids.filter((_id, slot) => seen[slot] === 0),
  };
}
