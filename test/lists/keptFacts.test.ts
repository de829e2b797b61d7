import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CivilDay } from '../../src/domain/civilDate.ts';
import { extractKinds } from '../../src/domain/extract.ts';
import { firstDay, lastDay } from '../../src/domain/month.ts';
import { listDefinition, listDefinitions } from '../../src/lists/definitions/index.ts';
import { evaluateMonth } from '../../src/lists/evaluateMonth.ts';
import { prepareList } from '../../src/lists/prepare.ts';
import { keepListFacts } from '../../src/store/facts/keepListFacts.ts';
import { knownNow } from '../../src/store/knowledge.ts';
import { matchedCounty, october, september } from './matchedCounty.ts';
import type { MatchedCounty } from './matchedCounty.ts';

const at = '2026-11-06T10:00:00.000Z';
let county: MatchedCounty;
let runId: number;

beforeAll(async () => {
  county = await matchedCounty();
  for (const { id } of listDefinitions) {
    prepareList(county.project, { listId: id, month: september, at: '2026-11-05T10:00:00.000Z' });
  }
  runId = county.project.db
    .prepare<[string], number>('SELECT run_id FROM match_run WHERE month = ?')
    .pluck()
    .get(october)!;
}, 120_000);
afterAll(() => county.close());
// nothing that a test does stays
beforeEach(() => {
  county.project.db.exec('SAVEPOINT test');
});
afterEach(() => {
  county.project.db.exec('ROLLBACK TO test; RELEASE test');
});

const exec = (sql: string) => county.project.db.exec(sql);
const evaluated = (listId: string, day?: CivilDay, month = october) =>
  evaluateMonth(county.project, {
    definition: listDefinition(listId),
    month,
    known: knownNow(county.project),
    at,
    ...(day === undefined ? {} : { day }),
  });
const everyList = (day?: CivilDay, month = october) =>
  listDefinitions.map(({ id }) => evaluated(id, day, month));

/** Takes every row out of the tables of extracts, and the pairs that linked; what lists still say comes from what was kept. */
function emptyTables(): void {
  exec('DELETE FROM match_pair WHERE queue IS NULL');
  for (const { kind } of extractKinds) if (kind !== 'cw_worker') exec(`DELETE FROM ${kind}`);
}

describe('the facts kept for lists', () => {
  it('say the same as the tables, for every list and any day of the month, without reading them', () => {
    const days = [undefined, firstDay(october) + 12, firstDay(september)];
    const before = days.map((day) => everyList(day));
    expect(before[0]!.map(({ rows }) => rows.length).every((rows) => rows > 0)).toBe(true);
    keepListFacts(county.project, october, runId);
    emptyTables();
    for (const [index, day] of days.entries()) expect(everyList(day)).toEqual(before[index]);
  });

  it('are left alone for a day and a month that they do not have', () => {
    const [early, inSeptember] = [everyList(firstDay(september) - 20), everyList(undefined, september)];
    keepListFacts(county.project, october, runId);
    expect(everyList(firstDay(september) - 20)).toEqual(early);
    expect(everyList(undefined, september)).toEqual(inSeptember);
    emptyTables();
    expect(evaluated('OC-Mutual', firstDay(september) - 20).rows.filter((r) => r.change !== 'ended')).toEqual(
      [],
    );
  });

  it('are left alone when somebody is linked of whom they do not know', () => {
    const before = everyList();
    exec('CREATE TEMP TABLE links AS SELECT * FROM person_link; DELETE FROM person_link');
    keepListFacts(county.project, october, runId);
    exec('INSERT INTO person_link SELECT * FROM links; DROP TABLE links');
    expect(everyList()).toEqual(before);
  });

  it('are left alone when another import took the place of one that they were read from', () => {
    keepListFacts(county.project, october, runId);
    const homeless = evaluated('LA-Homeless').rows.filter(({ change }) => change !== 'ended');
    expect(homeless.length).toBeGreaterThan(0);
    // the file that came later has nobody
    exec('UPDATE cw_homeless SET last_import = min(last_import, (SELECT max(import_id) FROM import))');
    exec(`INSERT INTO import SELECT ${importCopied()} FROM import
          WHERE kind = 'cw_homeless' AND month = '${october}'`);
    expect(evaluated('LA-Homeless').rows.filter(({ change }) => change !== 'ended')).toEqual([]);
  });

  it('are read by the table where they lack a key', () => {
    const before = everyList(lastDay(october));
    keepListFacts(county.project, october, runId);
    exec(
      "UPDATE list_facts SET facts = '{\"fields\":[],\"facts\":[]}' WHERE part IN ('memberships', 'clients', 'aidPersons', 'parents')",
    );
    expect(everyList(lastDay(october))).toEqual(before);
  });
});

/** The columns of an import as those of another that came after all of them. */
function importCopied(): string {
  const columns = county.project.db.pragma('table_info(import)') as readonly { readonly name: string }[];
  return columns
    .map(({ name }) => (name === 'import_id' ? '(SELECT max(import_id) + 1 FROM import)' : name))
    .join(', ');
}
