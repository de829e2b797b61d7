import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { mostFound } from '../../src/app/lookUpPersons.ts';
import { findPersons, type PersonQuery } from '../../src/register/findPersons.ts';
import { soundKeys } from '../../src/register/soundKey.ts';
import { closeStore, createStoreFile, openReadStoreFile, openStoreFile } from '../../src/store/open.ts';
import { nameWriter } from '../../src/store/indexedNames.ts';
import { personWriter } from '../../src/store/persons.ts';
import { transaction } from '../../src/store/transaction.ts';
import { type MadeUpPerson, peopleMaker } from './madeUpPeople.ts';

/**
 * Makes a common client index of so many made-up persons and measures look-ups in it, on a connection that was just
 * opened. Says the times as JSON, in milliseconds. Arguments: folder, persons.
 */
const [folder, count] = [process.argv[2]!, Number(process.argv[3])];
const project = join(folder, 'index');
const dataKey = randomBytes(32);
createStoreFile(project, dataKey, {
  storeId: '00000000-0000-4000-8000-000000000000',
  name: 'Bench',
  county: '34',
  synthetic: true,
  createdAt: '2026-11-05T10:00:00.000Z',
});

const every = Math.max(1, Math.floor(count / 300));
const asked: { readonly id: number; readonly person: MadeUpPerson; readonly cin: string }[] = [];
const maker = peopleMaker(11, count);
fillIndex();
const store = openReadStoreFile(project, dataKey);
const of = (
  queries: readonly PersonQuery[],
  finds: (found: ReadonlySet<number>, asked: number) => boolean,
) => {
  const times = queries.map((query, index) => {
    const started = performance.now();
    // as many as the window asks for
    const found = findPersons(store, { ...query, limit: mostFound });
    const took = performance.now() - started;
    if (!finds(new Set(found.map(({ personId }) => personId)), asked[index]!.id)) {
      throw new Error(`the person was not found by ${JSON.stringify(query)}`);
    }
    return took;
  });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
  return { median: at(0.5), most: at(0.95), longest: at(1) };
};
const itself = (found: ReadonlySet<number>, id: number): boolean => found.has(id);
const somebody = (found: ReadonlySet<number>): boolean => found.size > 0;
const nobody = (found: ReadonlySet<number>): boolean => found.size === 0;
const misspeltName = ({ last, first }: MadeUpPerson): string => `${misspelt(last)}, ${first}`;
const results = {
  cwin: of(
    asked.map(({ id }) => ({ text: indexed(id) })),
    itself,
  ),
  ssn: of(
    asked.map(({ person }) => ({ text: person.ssn })),
    itself,
  ),
  cin: of(
    asked.map(({ cin }) => ({ text: cin })),
    itself,
  ),
  name: of(
    asked.map(({ person }) => ({ text: misspeltName(person) })),
    somebody,
  ),
  nameAndBirth: of(
    asked.map(({ person }) => ({ text: misspeltName(person), birthDate: dayOf(person.birth) })),
    itself,
  ),
  surname: of(
    asked.map(({ person }) => ({ text: person.last })),
    somebody,
  ),
  nobody: of(
    asked.map(({ person }) => ({ text: `${person.ssn.slice(0, 8)}x` })),
    nobody,
  ),
};
closeStore(store);
process.stdout.write(JSON.stringify(results));

/** One letter doubled. */
function misspelt(name: string): string {
  return name.slice(0, 3) + name.slice(2);
}
function dayOf(birth: string): number {
  return Math.floor(Date.parse(birth) / 86_400_000);
}

function indexed(id: number): string {
  return String(100_000_000 + id);
}

function fillIndex(): void {
  const filling = openStoreFile(project, dataKey, { reviewer: 'Bench' });
  const { db } = filling;
  db.pragma('foreign_keys = OFF');
  const tables = "('person', 'person_record', 'person_name', 'external_id')";
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ${tables} AND sql IS NOT NULL`,
    )
    .all();
  transaction(filling, () => {
    for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
    const [persons, names] = [personWriter(filling, 1, 1), nameWriter(filling)];
    for (let id = 1; id <= count; id++) {
      const person = maker.person();
      const cwin = indexed(id);
      const cin = `9${String(1_000_000 + (id % 9_000_000))}${'ACDEFGHMNTUV'[id % 12]}`;
      if (id % every === 0) asked.push({ id, person, cin });
      const source = { system: 'calworks', sourceKey: cwin } as const;
      persons.create(id, 'open');
      persons.assign(source, id, { moved: false, alone: true });
      const since = { fromDay: 20_000, toDay: null } as const;
      names.id({ ...source, type: 'cin', value: cin, status: 'active', ...since });
      names.id({ ...source, type: 'ssn', value: person.ssn, status: 'active', ...since });
      names.name(
        {
          ...source,
          nameType: 'CURRENT',
          firstName: person.first,
          middleName: '',
          lastName: person.last,
          nameSuffix: '',
          birthDate: dayOf(person.birth),
          sex: person.sex,
          ...since,
        },
        soundKeys(person.first, person.last),
      );
    }
    for (const { sql } of indexes) db.exec(sql);
  });
  closeStore(filling);
}
