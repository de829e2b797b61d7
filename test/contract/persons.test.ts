import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personIdText } from '../../src/register/personId.ts';
import { auditRows } from '../../src/store/audit.ts';
import { knownNow } from '../../src/store/knowledge.ts';
import { participationKnown, recordsKnown } from '../../src/store/recordsKnown.ts';
import { madeDemo, openedDemo } from './demoProject.ts';

const month = '2026-10';
let demo: Awaited<ReturnType<typeof madeDemo>>;
let opened: Awaited<ReturnType<typeof openedDemo>>;

beforeAll(async () => {
  demo = await madeDemo();
  opened = await openedDemo(demo.folder);
}, 180_000);
afterAll(async () => {
  await opened.app.close();
  demo.remove();
});

const one = (sql: string): unknown => opened.project.db.prepare(sql).get();
const lookUp = (text: string, more: object = {}) => opened.value('persons.find', { text, ...more });

/** A client and a CalWORKs person that the index has as one open person. */
const shared = () =>
  one(
    `SELECT a.person_id AS personId, a.source_key AS clientKey, b.source_key AS cwin, c.last_name AS last,
       c.first_name AS first, w.ssn
     FROM person_record a JOIN person p ON p.person_id = a.person_id AND p.partition = 'open'
     JOIN person_record b ON b.person_id = a.person_id AND b.system = 'calworks' AND b.to_run IS NULL
     JOIN cws_client c ON c.client_key = a.source_key AND c.superseded_import IS NULL
     JOIN cw_person w ON w.cwin = b.source_key AND w.superseded_import IS NULL AND w.ssn IS NOT NULL
     WHERE a.system = 'cws' AND a.to_run IS NULL AND c.last_name IS NOT NULL AND c.first_name IS NOT NULL
     ORDER BY a.person_id LIMIT 1`,
  ) as { personId: number; clientKey: string; cwin: string; last: string; first: string; ssn: string };
const restricted = () =>
  one(
    `SELECT p.person_id AS personId, r.source_key AS clientKey, c.last_name AS last, c.first_name AS first, c.ssn
     FROM person p JOIN person_record r ON r.person_id = p.person_id AND r.system = 'cws' AND r.to_run IS NULL
     JOIN cws_client c ON c.client_key = r.source_key AND c.superseded_import IS NULL
     WHERE p.partition <> 'open' AND c.last_name IS NOT NULL ORDER BY p.person_id LIMIT 1`,
  ) as { personId: number; clientKey: string; last: string; first: string; ssn: string | null } | undefined;

describe('looking a person up', () => {
  it('OCP-11, SLO-10: the same person is found by CWS key, CWIN, SSN, person id and name, with both systems', async () => {
    const { personId, clientKey, cwin, last, first, ssn } = shared();
    const id = `P-${String(personId).padStart(6, '0')}`;
    for (const text of [clientKey, cwin, ssn, id, `${last}, ${first}`]) {
      const { rows } = await lookUp(text, { limit: 200 });
      const row = rows.find((each) => each.personId === id);
      expect(row, text.replace(ssn, 'SSN')).toBeDefined();
      expect(new Set(row!.identifiers.map(({ system }) => system))).toEqual(new Set(['cws', 'calworks']));
    }
  });

  it('pages by key: all pages together are each person once', async () => {
    const { last } = shared();
    const whole = await lookUp(last, { limit: 200 });
    const paged: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: Awaited<ReturnType<typeof lookUp>> = await lookUp(last, { limit: 3, after });
      paged.push(...page.rows.map(({ personId }) => personId));
      after = page.next;
    }
    expect(whole.total).toBeGreaterThan(0);
    expect(paged.slice(0, 200)).toEqual(whole.rows.map(({ personId }) => personId));
    expect(paged).toHaveLength(whole.total);
  });

  it('SCC-13: sealed and sensitive people are found by nothing, and their id opens nothing', async () => {
    const person = restricted();
    expect(person, 'the demo has a restricted person').toBeDefined();
    const { personId, clientKey, last, first, ssn } = person!;
    const id = `P-${String(personId).padStart(6, '0')}`;
    for (const text of [clientKey, id, `${last}, ${first}`, ...(ssn === null ? [] : [ssn])]) {
      const { rows } = await lookUp(text, { limit: 200 });
      expect(rows.map((row) => row.personId)).not.toContain(id);
    }
    expect(await opened.app.call('persons.one', { personId: id, month })).toMatchObject({
      ok: false,
      error: { code: 'PERSON_UNKNOWN' },
    });
  });

  it('SLO-12: a person comes with names, ids, programs of both systems with their roles, history and pairs', async () => {
    const { personId, clientKey, cwin, ssn } = shared();
    const id = `P-${String(personId).padStart(6, '0')}`;
    const person = await opened.value('persons.one', { personId: id, month });
    expect(person.names.length).toBeGreaterThan(0);
    expect(new Set(person.identifiers.map(({ type }) => type))).toEqual(
      expect.objectContaining(new Set(['cws_key', 'cwin'])),
    );
    expect(new Set(person.names.map(({ system }) => system))).toEqual(new Set(['cws', 'calworks']));
    expect(person.participation.length).toBeGreaterThan(0);
    expect(person.participation.every(({ role }) => role !== '')).toBe(true);
    expect(person.history.map(({ words }) => words)).toEqual(
      expect.arrayContaining([`Child welfare record ${clientKey}`, `Cash aid record ${cwin}`]),
    );
    expect(person.pairs.length).toBeGreaterThan(0);
    expect(JSON.stringify(person)).not.toContain(ssn);
  });

  it('SCC-13: a case that is sensitive, or whose child is, stands in nobody’s programs', () => {
    const { db } = opened.project;
    const row = one(
      `SELECT r.person_id AS personId, c.case_key AS caseKey, c.client_key AS clientKey FROM record_participation a
       JOIN person_record r ON r.system = a.system AND r.source_key = a.source_key AND r.to_run IS NULL
       JOIN person p ON p.person_id = r.person_id AND p.partition = 'open'
       JOIN cws_case c ON c.case_key = a.source_id AND c.superseded_import IS NULL
       WHERE a.role = 'BIRTH MOTHER' AND coalesce(c.limited_access, 'N') = 'N' ORDER BY r.person_id LIMIT 1`,
    ) as { personId: number; caseKey: string; clientKey: string };
    const known = knownNow(opened.project);
    const records = recordsKnown(opened.project, row.personId, known);
    const shows = (): boolean =>
      participationKnown(opened.project, records, known).some(({ sourceId }) => sourceId === row.caseKey);
    expect(shows()).toBe(true);
    for (const [table, column, key, value] of [
      ['cws_case', 'limited_access', 'case_key', row.caseKey],
      ['cws_client', 'sensitivity', 'client_key', row.clientKey],
    ]) {
      db.prepare(`UPDATE ${table} SET ${column} = 'S' WHERE ${key} = ?`).run(value);
      expect(shows(), table).toBe(false);
      db.prepare(`UPDATE ${table} SET ${column} = 'N' WHERE ${key} = ?`).run(value);
    }
    expect(shows()).toBe(true);
  });

  it('SLO-12: two persons are merged, parted and given back at the door; history and changes tell it', async () => {
    const { personId, clientKey, cwin } = shared();
    const id = `P-${String(personId).padStart(6, '0')}`;
    const record = { system: 'calworks', sourceKey: cwin };
    const { persons } = await opened.value('persons.split', { personId: id, ...record, note: 'other child' });
    expect(persons).toHaveLength(2);
    const parted = await opened.value('persons.one', { personId: id, month });
    expect(parted.records).not.toContainEqual(record);
    expect(parted.changes).toMatchObject([
      {
        words: expect.stringContaining(
          `Cash aid record ${cwin} kept apart from child welfare record ${clientKey}`,
        ) as string,
        note: 'other child',
        undone: false,
      },
    ]);
    await opened.value('persons.undo', { changeId: parted.changes[0]!.changeId });
    const whole = await opened.value('persons.one', { personId: id, month });
    expect(whole.records).toContainEqual(record);
    expect(whole.changes).toMatchObject([{ undone: true }]);
    const former = persons.find((each) => each !== id)!;
    const merged = whole.history.find(({ mergedId }) => mergedId === former);
    expect(merged?.words).toBe(`Merged with ${former}, whose id leads here`);
    expect((await opened.value('persons.one', { personId: former, month })).askedFor).toBe(former);
    // the restricted person cannot be merged, whoever asks
    const { personId: hidden } = restricted()!;
    const otherId = `P-${String(hidden).padStart(6, '0')}`;
    expect(await opened.app.call('persons.merge', { personId: id, otherId })).toMatchObject({
      ok: false,
      error: { code: 'PERSON_UNKNOWN' },
    });
  });

  it('SLO-5: the window writes the crosswalk too: every open person’s ids, no SSN, nobody restricted, audited', async () => {
    const { fileName, folder, rows } = await opened.value('persons.crosswalk', {});
    const text = readFileSync(join(folder, fileName), 'utf8');
    const { personId, clientKey, cwin, ssn } = shared();
    const id = personIdText(personId);
    expect(text.trim().split('\r\n')).toHaveLength(rows + 1);
    expect(text).toContain(`"${id}","cws_key","${clientKey}"`);
    expect(text).toContain(`"${id}","cwin","${cwin}"`);
    expect(text).not.toContain(ssn);
    const hidden = restricted();
    if (hidden !== undefined) expect(text).not.toContain(hidden.clientKey);
    expect(auditRows(opened.project, Number.MAX_SAFE_INTEGER, 1)).toMatchObject([
      { action: 'exported', subject: 'crosswalk' },
    ]);
  });

  it('every look-up is in the audit log, and nothing of what was looked for', async () => {
    const { last, ssn } = shared();
    await lookUp(ssn);
    await lookUp(last);
    const rows = auditRows(opened.project, Number.MAX_SAFE_INTEGER, 2);
    expect(rows.map(({ action }) => action)).toEqual(['looked_up', 'looked_up']);
    expect(JSON.stringify(rows)).not.toContain(ssn);
    expect(JSON.stringify(rows).toUpperCase()).not.toContain(last.toUpperCase());
  });
});
