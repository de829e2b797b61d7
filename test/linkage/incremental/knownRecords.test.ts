import { expect, it } from 'vitest';
import { matchRecords } from '../../../src/jobs/link.ts';
import type { FieldSpec } from '../../../src/linkage/encode/recordBuilder.ts';
import { fingerprints } from '../../../src/linkage/incremental/fingerprints.ts';
import { knownRecords } from '../../../src/linkage/incremental/knownRecords.ts';
import { FILE_SETTINGS } from '../../../src/linkage/matching.ts';
import { encoded, type MadeUpRecord } from '../madeUpRecords.ts';

const fields: readonly FieldSpec[] = [
  { name: 'last', role: 'last_name' },
  { name: 'born', role: 'dob' },
];
const people = Array.from(
  { length: 200 },
  (_, i): MadeUpRecord => [`P${i}`, [`LOPEZ${i}`, `1990-0${1 + (i % 9)}-1${i % 10}`]],
);
const others = Array.from({ length: 60 }, (_none, i): MadeUpRecord => [`N${i}`, [`TRAN${i}`, '1980-02-03']]);

it.each([
  ['in their order', people],
  ['behind a wide gap', [...people.slice(0, 10), ...people.slice(90)]],
  ['behind many new ones', [...people.slice(0, 10), ...others, ...people.slice(10)]],
  ['in place of others', people.map((person, i) => (i % 7 === 0 ? others[i / 7]! : person))],
  ['in another order', [...people.slice(50).reverse(), ...people.slice(0, 50)]],
])('SLO-10: records are known again %s', async (_order, next) => {
  const settings = FILE_SETTINGS;
  const { memory } = await matchRecords(
    { records: encoded(fields, people, others), settings, remember: true },
    { threads: 1 },
  );
  const records = encoded(fields, next, others);
  const { before, after } = knownRecords(records, fingerprints(records), memory!);
  const expected = [
    ...next.map(([id]) => people.findIndex(([old]) => old === id)),
    ...others.map((_person, i) => people.length + i),
  ];
  expect([...before]).toEqual(expected);
  expect([...after]).toEqual(Array.from(after, (_record, old) => expected.indexOf(old)));
});
