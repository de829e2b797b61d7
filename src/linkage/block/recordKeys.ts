import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { sharedInt32 } from '../encode/sharedArrays.ts';
import type { BlockingPass, KeyForm, KeyPart } from './blockingPass.ts';
import { keyOfValue, keysOfValues } from './keyOfValue.ts';

/** Records and the keys they stand under in one pass; a record with several names stands under several. 0 is no key. */
export type KeyEntries = { readonly records: Int32Array; readonly keys: Int32Array };

/** Where the mixing of a key starts. */
const START = 0x2545f491;

const mix = (hash: number, key: number): number => {
  let mixed = Math.imul(hash ^ key, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x85ebca77);
};

/** Gives the numbers that stand for the values of a column in a key, worked out once a column and form. */
export type KeySource = (part: KeyPart) => Int32Array;

/** A source of keys over records that remembers what it has worked out. */
export function keySource(records: EncodedRecords): KeySource {
  const known = new Map<string, Int32Array>();
  return ({ column, form }) => {
    const { table } = records.columns[column]!;
    const name = `${table} ${form}`;
    const keys = known.get(name) ?? keysOfValues(records.tables[table]!, form);
    known.set(name, keys);
    return keys;
  };
}

/** As `keySource`, for a few records whose tables have many values that none of them has. */
export function fewKeysSource(records: EncodedRecords): KeySource {
  const known = new Map<string, Int32Array>();
  return ({ column, form }) => {
    const { table } = records.columns[column]!;
    const name = `${table} ${form}`;
    const keys = known.get(name) ?? keysOfUsed(records, table, form);
    known.set(name, keys);
    return keys;
  };
}

function keysOfUsed({ columns, tables }: EncodedRecords, place: number, form: KeyForm): Int32Array {
  const table = tables[place]!;
  const keys = new Int32Array(table.compact.length);
  for (const column of columns) {
    if (column.table !== place) continue;
    const { values } = column;
    for (let record = 0; record < values.length; record++) {
      const value = values[record]!;
      if (value >= 0 && keys[value] === 0) keys[value] = keyOfValue(table, value, form);
    }
  }
  return keys;
}

/** The key of every record in a pass, 0 where a part is missing. Unlike keys are the same by chance once in 2^32. */
export function recordKeys(
  records: EncodedRecords,
  pass: BlockingPass,
  source: KeySource = keySource(records),
): Int32Array {
  const keys = sharedInt32(records.rows).fill(pass.parts.length === 0 ? 1 : START);
  for (const part of pass.parts) addPart(records, part, source(part), keys);
  return keys;
}

const inEitherOrder = (one: number, other: number): number =>
  other === 0 ? 0 : mix(Math.min(one, other), Math.max(one, other));

function addPart(records: EncodedRecords, part: KeyPart, ofValue: Int32Array, keys: Int32Array): void {
  const { values } = records.columns[part.column]!;
  const other = part.otherColumn === undefined ? undefined : records.columns[part.otherColumn]!.values;
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === 0) continue;
    const value = values[i]!;
    let key = value < 0 ? 0 : ofValue[value]!;
    if (other !== undefined && key !== 0) {
      const otherValue = other[i]!;
      key = inEitherOrder(key, otherValue < 0 ? 0 : ofValue[otherValue]!);
    }
    const mixed = key === 0 ? 0 : mix(keys[i]!, key);
    keys[i] = key !== 0 && mixed === 0 ? 1 : mixed;
  }
}

/**
 * The entries of a pass that is tried with all names: every record that has a key, once with its own name and once
 * with each other name. `columns` are the given and the family name.
 */
export function otherNameEntries(
  records: EncodedRecords,
  pass: BlockingPass,
  given: number,
  family: number,
): KeyEntries {
  const { otherNames } = records;
  const own = recordKeys(records, pass);
  const total = otherNames === undefined ? 0 : otherNames.first.length;
  const entryRecords = sharedInt32(records.rows + total);
  const keys = sharedInt32(records.rows + total);
  const tables = pass.parts.map((part) =>
    keysOfValues(records.tables[records.columns[part.column]!.table]!, part.form),
  );
  let at = 0;
  for (let record = 0; record < records.rows; record++) {
    entryRecords[at] = record;
    keys[at++] = own[record]!;
    if (otherNames === undefined) continue;
    for (let row = otherNames.starts[record]!; row < otherNames.starts[record + 1]!; row++) {
      let key = START;
      pass.parts.forEach((part, i) => {
        const value =
          part.column === given
            ? otherNames.first[row]!
            : part.column === family
              ? otherNames.last[row]!
              : records.columns[part.column]!.values[record]!;
        const partKey = value < 0 ? 0 : tables[i]![value]!;
        if (key === 0 || partKey === 0) key = 0;
        else key = mix(key, partKey) || 1;
      });
      entryRecords[at] = record;
      keys[at++] = key;
    }
  }
  return { records: entryRecords, keys };
}
