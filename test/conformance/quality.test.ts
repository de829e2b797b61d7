import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../src/jobs/link.ts';
import { LINK } from '../../src/linkage/decide/decidedPairs.ts';
import { RecordBuilder } from '../../src/linkage/encode/recordBuilder.ts';
import { FILE_SETTINGS } from '../../src/linkage/matching.ts';
import { parseRoleMap, recordFields } from '../../src/linkage/roles/roleMap.ts';
import { type Row, sharedRows } from './goldenFiles.ts';

/** The role maps that a user would write: nothing else is told to the engine (linkage.md 0). */
const febrl = {
  id: 'rec_id',
  columns: {
    given_name: 'first_name',
    surname: 'last_name',
    street_number: 'house_number',
    address_1: 'street',
    address_2: 'street',
    suburb: 'city',
    postcode: 'zip',
    state: 'state',
    date_of_birth: { role: 'dob', format: 'YYYYMMDD' },
    soc_sec_id: 'identifier',
  },
};
const fake = {
  id: 'unique_id',
  columns: {
    first_name: 'first_name',
    surname: 'last_name',
    dob: { role: 'dob', format: 'YYYY-MM-DD' },
    city: 'city',
    email: 'email',
  },
};
const namesAndDate = ({ id, columns }: { id: string; columns: object }) => ({
  id,
  columns: Object.fromEntries(
    Object.entries(columns).filter(([name]) =>
      ['given_name', 'first_name', 'surname', 'date_of_birth', 'dob'].includes(name),
    ),
  ),
});

const febrlPerson = (row: Row): string => (row['rec_id'] ?? '').split('-')[1]!;
const fakePerson = (row: Row): string => row['cluster']!;

/** F1 and wrong links of the pairs that are decided to link. */
async function linked(
  roles: object,
  personOf: (row: Row) => string,
  left: readonly Row[],
  right?: readonly Row[],
) {
  const map = parseRoleMap(JSON.stringify(roles));
  const fields = recordFields(map);
  const builder = new RecordBuilder(fields, right === undefined ? 'dedupe' : 'link');
  const format = fields.find(({ role }) => role === 'dob')!.leftFormat!;
  const people: string[] = [];
  const add = (row: Row): void => {
    builder.add(
      row[map.left.id]!,
      fields.map(({ leftColumn }) => row[leftColumn] ?? ''),
      format,
    );
    people.push(personOf(row));
  };
  left.forEach(add);
  if (right !== undefined) builder.startRight();
  right?.forEach(add);
  const records = builder.finish();
  const { pairs } = await matchRecords({ records, settings: FILE_SETTINGS });

  const counts = new Map<string, [left: number, right: number]>();
  people.forEach((person, record) => {
    const count = counts.get(person) ?? [0, 0];
    count[record < records.leftRows ? 0 : 1]++;
    counts.set(person, count);
  });
  const truth = [...counts.values()].reduce(
    (sum, [l, r]) => sum + (right === undefined ? (l * (l - 1)) / 2 : l * r),
    0,
  );
  let correct = 0;
  let wrong = 0;
  pairs.decision.forEach((decision, i) => {
    if (decision !== LINK) return;
    if (people[pairs.left[i]!] === people[pairs.right[i]!]) correct++;
    else wrong++;
  });
  return { f1: (2 * correct) / (correct + wrong + truth), wrong };
}

const rows = (file: string) => sharedRows(`data/${file}`, true);

describe('decisions on public data, from a role map only', () => {
  it('FEBRL 4, two files: F1 .9999 or better and no wrong link', async () => {
    const { f1, wrong } = await linked(
      febrl,
      febrlPerson,
      rows('febrl/dataset4a.csv'),
      rows('febrl/dataset4b.csv'),
    );
    expect(f1).toBeGreaterThanOrEqual(0.9999);
    expect(wrong).toBe(0);
  });

  it('FEBRL 1: F1 1.000', async () => {
    expect((await linked(febrl, febrlPerson, rows('febrl/dataset1.csv'))).f1).toBe(1);
  });

  it('FEBRL 2: F1 at least .9972, the reference', async () => {
    expect((await linked(febrl, febrlPerson, rows('febrl/dataset2.csv'))).f1).toBeGreaterThanOrEqual(0.9972);
  });

  it('fake 1000: F1 above .862, the reference, by far', async () => {
    expect((await linked(fake, fakePerson, rows('fake1000/fake_1000.csv'))).f1).toBeGreaterThan(0.95);
  });

  it('names and date of birth alone', async () => {
    const pair = await linked(
      namesAndDate(febrl),
      febrlPerson,
      rows('febrl/dataset4a.csv'),
      rows('febrl/dataset4b.csv'),
    );
    expect(pair.f1).toBeGreaterThan(0.975);
    expect((await linked(namesAndDate(febrl), febrlPerson, rows('febrl/dataset2.csv'))).f1).toBeGreaterThan(
      0.94,
    );
    expect((await linked(namesAndDate(fake), fakePerson, rows('fake1000/fake_1000.csv'))).f1).toBeGreaterThan(
      0.87,
    );
  });
});
