import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import { contentHash } from './contentHash.ts';
import type { Database } from './driver.ts';

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
  standing(values: readonly (string | number | null)[], raw: string): Standing;
  /** Record ids of the extract before that were not found unchanged: changed or absent. */
  notUnchanged(): Iterable<number>;
  /** Keys of the extract before that did not arrive. */
  absent(): number;
}

const fresh = { is: 'fresh' } as const;
const unchanged = { is: 'unchanged' } as const;
const repeated = { is: 'repeated' } as const;

/**
 * The rows of a kind's newest import, by key, with a hash of their content: about 100 bytes a row. Keys that an
 * earlier import had and the newest did not are looked up in the table when they come back.
 */
export function knownRows(db: Database, kind: ExtractKindName, previousImport: number | null): KnownRows {
  const { key, fields } = extractKind(kind);
  const keyAt = key.map((name) => fields.findIndex((field) => field.name === name));
  const slots = new Map<string, number>();
  const ids: number[] = [];
  let hashes = new Int32Array(2 * 1024);
  let older = false;

  if (previousImport !== null) {
    const rows = db
      .prepare<[], [number, number, string, ...(string | number | null)[]]>(
        `SELECT record_id, last_import, raw, ${key.join(', ')} FROM ${kind} WHERE superseded_import IS NULL`,
      )
      .raw()
      .iterate();
    for (const [id, lastImport, raw, ...keyValues] of rows) {
      if (lastImport !== previousImport) {
        older = true;
        continue;
      }
      const slot = ids.length;
      if (2 * slot + 2 > hashes.length) {
        const larger = new Int32Array(2 * hashes.length);
        larger.set(hashes);
        hashes = larger;
      }
      contentHash(raw, hashes, 2 * slot);
      slots.set(keyValues.map((value) => value ?? '').join(separator), slot);
      ids.push(id);
    }
  }

  /** 0 not seen, 1 unchanged, 2 changed; new keys have no slot of their own and are marked in the map. */
  const seen = new Uint8Array(ids.length);
  const newKey = -1;
  const arrived = new Int32Array(2);
  const cameBack = older
    ? db
        .prepare<unknown[], number>(
          `SELECT record_id FROM ${kind} WHERE ${key.map((name) => `${name} IS ?`).join(' AND ')} AND superseded_import IS NULL`,
        )
        .pluck()
    : undefined;

  return {
    standing(values, raw) {
      let text = '';
      for (let i = 0; i < keyAt.length; i++) text += (i === 0 ? '' : separator) + (values[keyAt[i]!] ?? '');
      const slot = slots.get(text);
      if (slot === undefined) {
        slots.set(text, newKey);
        const recordId = cameBack?.get(keyAt.map((at) => values[at]));
        return recordId === undefined ? fresh : { is: 'changed', recordId };
      }
      if (slot === newKey || seen[slot] !== 0) return repeated;
      contentHash(raw, arrived, 0);
      if (arrived[0] === hashes[2 * slot] && arrived[1] === hashes[2 * slot + 1]) {
        seen[slot] = 1;
        return unchanged;
      }
      seen[slot] = 2;
      return { is: 'changed', recordId: ids[slot]! };
    },
    *notUnchanged() {
      for (let slot = 0; slot < seen.length; slot++) if (seen[slot] !== 1) yield ids[slot]!;
    },
    absent: () => seen.reduce((count, state) => count + (state === 0 ? 1 : 0), 0),
  };
}
