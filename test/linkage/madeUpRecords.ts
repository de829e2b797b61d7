import type { EncodedRecords } from '../../src/linkage/encode/encodedRecords.ts';
import { type FieldSpec, RecordBuilder, type RecordExtras } from '../../src/linkage/encode/recordBuilder.ts';

/** A made-up record: its id, its cells in the order of the fields, and what goes with them. */
export type MadeUpRecord = readonly [id: string, cells: readonly string[], extras?: RecordExtras];

/** Encodes made-up records of one file, or of two when `right` is given. Dates are written YYYY-MM-DD. */
export function encoded(
  fields: readonly FieldSpec[],
  left: readonly MadeUpRecord[],
  right?: readonly MadeUpRecord[],
): EncodedRecords {
  const builder = new RecordBuilder(fields, right === undefined ? 'dedupe' : 'link');
  for (const [id, cells, extras] of left) builder.add(id, cells, 'YYYY-MM-DD', extras);
  if (right !== undefined) {
    builder.startRight();
    for (const [id, cells, extras] of right) builder.add(id, cells, 'YYYY-MM-DD', extras);
  }
  return builder.finish();
}

export const nameFields: readonly FieldSpec[] = [
  { name: 'first', role: 'first_name' },
  { name: 'last', role: 'last_name' },
  { name: 'born', role: 'dob' },
];
