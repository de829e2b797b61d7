import { createHmac, hkdfSync } from 'node:crypto';

/** One line of the audit log before it is chained. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON of scalars. */
  readonly details: string;
}

/** The key of the audit chain, made from the data key, so that nobody forges a row with SQL alone (desktop.md 5). */
export const auditKeyFrom = (dataKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, 'linkdesk', 'audit chain', 32));

/** What the first row follows on. */
export const chainStart = '0'.repeat(64);

/** Keyed code over the row and the code of the row before it, in hex. */
export function chainCode(auditKey: Buffer, previous: string, row: AuditRow): string {
  const canonical = JSON.stringify([
    previous,
    row.seq,
    row.at,
    row.actor,
    row.action,
    row.subject,
    row.details,
  ]);
  return createHmac('sha256', auditKey).update(canonical).digest('hex');
}
