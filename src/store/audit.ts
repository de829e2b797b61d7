import { type AuditRow, chainCode, chainStart } from './auditChain.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';
import { transaction } from './transaction.ts';

/** What the audit log knows of; the subject and details hold ids of our own making and counts, never a person's data. */
export type AuditAction =
  | 'created'
  | 'unlocked'
  | 'unlock_failed'
  | 'locked'
  | 'passphrase_changed'
  | 'imported'
  | 'import_undone'
  | 'matched'
  | 'decided'
  | 'undone'
  | 'redone'
  | 'revealed'
  | 'looked_up'
  | 'looked_back'
  | 'restricted_opened'
  | 'restricted_closed'
  | 'restricted_seen'
  | 'person_merged'
  | 'person_split'
  | 'person_change_undone'
  | 'score_seen'
  | 'list_prepared'
  | 'list_published'
  | 'exported'
  | 'setting_changed';

export interface AuditEntry {
  /** ISO time, given by the caller. */
  readonly at: string;
  readonly action: AuditAction;
  readonly subject?: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** The newest row of the log: its number and code. Kept outside the store too, so that a cut-off tail is seen. */
export interface AuditHead {
  readonly seq: number;
  readonly mac: string;
}

export const emptyHead: AuditHead = { seq: 0, mac: chainStart };

/** Adds a row to the log, in the caller's transaction when there is one, and returns its number. */
export function appendAudit(store: WriteStore, entry: AuditEntry): number {
  return transaction(store, () => {
    const head = auditHead(store);
    const row: AuditRow = {
      seq: head.seq + 1,
      at: entry.at,
      actor: store.reviewer,
      action: entry.action,
      subject: entry.subject ?? '',
      details: JSON.stringify(entry.details ?? {}),
    };
    statement(
      store,
      'INSERT INTO audit_event (seq, at, actor, action, subject, details, prev, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      row.seq,
      row.at,
      row.actor,
      row.action,
      row.subject,
      row.details,
      head.mac,
      chainCode(store.auditKey, head.mac, row),
    );
    return row.seq;
  });
}

export function auditHead(store: ReadStore): AuditHead {
  const row = statement<AuditHead>(store, 'SELECT seq, mac FROM audit_event ORDER BY seq DESC LIMIT 1').get();
  return row ?? emptyHead;
}

export type AuditVerdict =
  | { readonly intact: true; readonly rows: number }
  /** `seq` is the first row that is missing, changed or out of place. */
  | { readonly intact: false; readonly seq: number };

/**
 * Walks the whole chain. `keptHead` is the head as it was kept outside the store: the row it names must still be there
 * with the same code, else the tail was cut off or rewritten.
 */
export function verifyAudit(store: WriteStore, keptHead: AuditHead = emptyHead): AuditVerdict {
  let { seq, mac } = emptyHead;
  let headSeen = keptHead.seq === 0;
  const rows = statement<AuditRow & { prev: string; mac: string }>(
    store,
    'SELECT seq, at, actor, action, subject, details, prev, mac FROM audit_event ORDER BY seq',
  ).iterate();
  for (const row of rows) {
    if (row.seq !== seq + 1 || row.prev !== mac || row.mac !== chainCode(store.auditKey, mac, row)) {
      return { intact: false, seq: seq + 1 };
    }
    ({ seq, mac } = row);
    if (seq === keptHead.seq) {
      if (mac !== keptHead.mac) return { intact: false, seq };
      headSeen = true;
    }
  }
  return headSeen ? { intact: true, rows: seq } : { intact: false, seq: seq + 1 };
}

/** Whether the row that was kept as the head is still in the log, unchanged: the quick check at unlocking. */
export function headStillThere(store: ReadStore, keptHead: AuditHead): boolean {
  if (keptHead.seq === 0) return true;
  const row = statement<{ mac: string }>(store, 'SELECT mac FROM audit_event WHERE seq = ?').get(
    keptHead.seq,
  );
  return row?.mac === keptHead.mac;
}

/** Rows of the log, newest first, before row `before`. */
export function auditRows(store: ReadStore, before: number, limit: number): readonly AuditRow[] {
  return statement<AuditRow>(
    store,
    'SELECT seq, at, actor, action, subject, details FROM audit_event WHERE seq < ? ORDER BY seq DESC LIMIT ?',
  ).all(before, limit);
}
