import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../src/store/migrations/index.ts';
import { closeStore, createStoreFile, openStoreFile } from '../../src/store/open.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { at, identity } from './testStore.ts';

/** A store of schema `version`, filled by these statements and brought to the schema after it. */
function migrated(version: number, fill: readonly string[]): WriteStore {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-migration-'));
  const dataKey = randomBytes(32);
  const before = migrations.filter((step) => step.version < version);
  createStoreFile(folder, dataKey, identity, before);
  const old = openStoreFile(folder, dataKey, { reviewer: 'A', migrations: before });
  for (const sql of fill) old.db.exec(sql);
  closeStore(old);
  const store = openStoreFile(folder, dataKey, {
    reviewer: 'A',
    migrations: migrations.filter((step) => step.version <= version),
  });
  onTestFinished(() => {
    closeStore(store);
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

const anImport = `INSERT INTO import (import_id, kind, system, month, as_of, file_name, file_bytes, sha256, layout,
  layout_version, imported_at, reviewer, read, imported, rejected, fresh, changed, unchanged, absent, findings)
  VALUES (1, 'cws_client', 'cws', '2026-10', 20757, 'made-up.csv', 1, 'ab', 'made-up', 1, '${at}', 'A', 1, 1, 0, 1, 0, 0, 0, 0)`;
const aRun = (
  id: number,
  finished: string,
) => `INSERT INTO match_run (run_id, month, state, started_at, finished_at,
  reviewer, engine, cws_import, cw_import, newest_import, last_decision, left_records, right_records, settings, model,
  plan, estimates, counts) VALUES (${id}, '2026-10', 'done', '${finished}', '${finished}', 'A', 'none', 1, 1, 1, 0, 0, 0,
  '{}', '{}', '{}', '{}', '{}')`;
const aDecision = (
  time: string,
) => `INSERT INTO decision_event (event_id, action, client_key, cwin, queue, month, run_id,
  verdict, note, reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint, cws_import,
  cw_import, source) VALUES (1, 'decide', 'Client0001', '000000001', 'review', '2026-10', 1, 'same', '', 'A', 'reviewer',
  '${time}', 0, '', 'x', 'x', 1, 1, 'manual')`;

describe('migration 60, index history', () => {
  it('gives the index of an older store its times: of the runs, and of the decisions that came after', () => {
    const store = migrated(60, [
      anImport,
      aRun(1, '2026-11-01T10:00:00.000Z'),
      aRun(2, '2026-11-03T10:00:00.000Z'),
      aDecision('2026-11-02T10:00:00.000Z'),
      'INSERT INTO index_update (run_id, last_decision) VALUES (1, 0), (1, 1), (2, 1)',
      "INSERT INTO person VALUES (1, NULL, 'open', 1), (2, 1, 'open', 1), (3, NULL, 'open', 2)",
      `INSERT INTO person_record (system, source_key, from_run, to_run, person_id) VALUES
         ('cws', 'Client0001', 1, NULL, 1), ('calworks', '000000001', 1, 2, 2), ('calworks', '000000001', 2, NULL, 1)`,
      "INSERT INTO person_event (run_id, kind, person_id, other_person) VALUES (2, 'merged', 1, 2)",
    ]);
    const all = (sql: string) => store.db.prepare(sql).raw().all();
    expect(all('SELECT updated_at FROM index_update')).toEqual([
      ['2026-11-01T10:00:00.000Z'],
      ['2026-11-02T10:00:00.000Z'],
      ['2026-11-03T10:00:00.000Z'],
    ]);
    expect(all('SELECT created_update FROM person')).toEqual([[1], [1], [3]]);
    expect(all('SELECT from_update, to_update FROM person_record')).toEqual([
      [1, null],
      [1, 3],
      [3, null],
    ]);
    expect(all('SELECT update_id FROM person_event')).toEqual([[3]]);
  });
});

describe('migration 61, person changes', () => {
  it('keeps the updates of an older index; the changes of persons begin empty and cannot be altered', () => {
    const store = migrated(61, [
      anImport,
      aRun(1, '2026-11-01T10:00:00.000Z'),
      "INSERT INTO index_update (run_id, last_decision, updated_at) VALUES (1, 0, '2026-11-01T10:00:00.000Z')",
    ]);
    expect(store.db.prepare('SELECT run_id, last_change FROM index_update').raw().all()).toEqual([[1, 0]]);
    store.db.exec("INSERT INTO person_change (action, note, reviewer, at) VALUES ('join', '', 'A', '')");
    expect(() => store.db.exec("UPDATE person_change SET note = 'x'")).toThrow('append-only');
    expect(() =>
      store.db.exec("INSERT INTO person_change (action, note, reviewer, at) VALUES ('undo', '', 'A', '')"),
    ).toThrow('CHECK');
  });
});

describe('migration 72, restricted queue', () => {
  it('keeps every pair and decision as it was, with their references, and takes the third queue', () => {
    const pair = `INSERT INTO match_pair (run_id, client_key, cwin, decision, tier, rule, weight, probability, levels,
      reasons, queue, kind, state, household, support) VALUES (1, 'Client0001', '000000001', 'review', 'score', 'r', 1,
      0.5, x'0102', 'close', 'review', 'close', 'same', 1.5, 2)`;
    const undo = `INSERT INTO decision_event (event_id, action, target, client_key, cwin, queue, month, run_id, verdict,
      note, reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint, cws_import,
      cw_import, source) VALUES (2, 'undo', 1, 'Client0001', '000000001', 'review', '2026-10', 1, 'same', '', 'A',
      'reviewer', '${at}', 0, '', 'x', 'x', 1, 1, 'manual')`;
    const store = migrated(72, [anImport, aRun(1, at), aDecision(at), undo, pair]);
    const one = (sql: string) => store.db.prepare(sql).get();
    expect(one('SELECT * FROM match_pair')).toMatchObject({
      client_key: 'Client0001',
      queue: 'review',
      state: 'same',
      household: 1.5,
      support: 2,
      levels: Buffer.from([1, 2]),
    });
    expect(one('SELECT * FROM decision_event WHERE event_id = 2')).toMatchObject({
      action: 'undo',
      target: 1,
    });
    store.db.exec("UPDATE match_pair SET queue = 'restricted'");
    expect(() => store.db.exec("UPDATE match_pair SET queue = 'other'")).toThrow('CHECK');
    expect(() => store.db.exec('DELETE FROM decision_event')).toThrow('append-only');
    expect(store.db.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('migration 90, person links', () => {
  it('puts the records of an older index that are one person beside each other, for as long as they were', () => {
    const store = migrated(90, [
      anImport,
      aRun(1, at),
      "INSERT INTO index_update (run_id, last_decision, updated_at) VALUES (1, 0, ''), (1, 1, ''), (1, 2, '')",
      "INSERT INTO person VALUES (1, NULL, 'open', 1, 1), (2, NULL, 'open', 1, 1), (3, NULL, 'open', 1, 1)",
      `INSERT INTO person_record (system, source_key, from_run, to_run, person_id, from_update, to_update) VALUES
         ('cws', 'Client0001', 1, NULL, 1, 1, NULL), ('calworks', '000000001', 1, 1, 1, 2, 3),
         ('calworks', '000000001', 1, NULL, 2, 3, NULL), ('cws', 'Client0002', 1, NULL, 2, 1, NULL),
         ('cws', 'Client0003', 1, NULL, 3, 1, NULL), ('cws', 'Client0001', 1, 1, 2, 1, 2)`,
    ]);
    expect(store.db.prepare('SELECT * FROM person_link ORDER BY client_key').raw().all()).toEqual([
      ['Client0001', '000000001', 2, 3, 1],
      ['Client0002', '000000001', 3, null, 2],
    ]);
  });
});
