import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, auditHead, auditRows, headStillThere, verifyAudit } from '../../src/store/audit.ts';
import { at, type TestStore, testStore } from './testStore.ts';

let test: TestStore;
beforeEach(() => {
  test = testStore();
  for (let n = 1; n <= 6; n++) {
    appendAudit(test.store, { at, action: 'revealed', subject: `pair ${n}`, details: { field: 'ssn' } });
  }
});
afterEach(() => test.close());

/** Changes the log as somebody with a database tool and the data key could. */
function tamper(sql: string): void {
  const { db } = test.store;
  db.exec(
    'DROP TRIGGER audit_event_kept_update; DROP TRIGGER audit_event_kept_delete; DROP TRIGGER audit_event_in_order',
  );
  db.exec(sql);
}

describe('the audit log', () => {
  it('verifies as long as nobody touched it', () => {
    expect(verifyAudit(test.store, auditHead(test.store))).toEqual({ intact: true, rows: 6 });
    expect(auditRows(test.store, 6, 2).map(({ seq }) => seq)).toEqual([5, 4]);
  });

  it.each([
    ['a changed row', "UPDATE audit_event SET subject = 'pair 9' WHERE seq = 3", 3],
    ['a row taken away', 'DELETE FROM audit_event WHERE seq = 4', 4],
    [
      'two rows swapped',
      'UPDATE audit_event SET seq = 9 WHERE seq = 2; UPDATE audit_event SET seq = 2 WHERE seq = 3; UPDATE audit_event SET seq = 3 WHERE seq = 9',
      2,
    ],
    [
      'a row put in again',
      'INSERT INTO audit_event SELECT 7, at, actor, action, subject, details, prev, mac FROM audit_event WHERE seq = 2',
      7,
    ],
    ['the tail cut off', 'DELETE FROM audit_event WHERE seq > 4', 5],
  ])('notices %s', (_what, sql, seq) => {
    const head = auditHead(test.store);
    tamper(sql);
    expect(verifyAudit(test.store, head)).toEqual({ intact: false, seq });
  });

  it('notices at once, by its kept head, that the tail is gone', () => {
    const head = auditHead(test.store);
    expect(headStillThere(test.store, head)).toBe(true);
    tamper('DELETE FROM audit_event WHERE seq > 4');
    expect(headStillThere(test.store, head)).toBe(false);
  });
});
