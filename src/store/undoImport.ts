import { LinkdeskError } from '../domain/error.ts';
import { extractKind } from '../domain/extract.ts';
import { appendAudit } from './audit.ts';
import { stillThere } from './extractColumns.ts';
import { importById } from './imports.ts';
import { statement } from './statement.ts';
import type { WriteStore } from './store.ts';
import { transaction } from './transaction.ts';

/**
 * Takes an import out again, leaving the store as it was before it. Only the newest import of its kind, and only while
 * no matching has used it and no list that was published or written as a file. Throws IMPORT_UNKNOWN, IMPORT_NOT_NEWEST, IMPORT_IN_USE.
 */
export function undoImport(store: WriteStore, importId: number, at: string): void {
  const record = importById(store, importId);
  if (record === undefined) {
    throw new LinkdeskError('IMPORT_UNKNOWN', 'There is no such import in this store; nothing was changed.');
  }
  const { kind, fileName } = record;
  const newer = statement(store, 'SELECT 1 FROM import WHERE previous_import = ?').get(importId);
  if (newer !== undefined) {
    throw new LinkdeskError(
      'IMPORT_NOT_NEWEST',
      `A later file of ${extractKind(kind).title} was imported after ${fileName}. Undo the later one first; nothing was changed.`,
    );
  }
  const used = statement(store, 'SELECT 1 FROM match_run WHERE newest_import >= ?').get(importId);
  if (used !== undefined) {
    throw new LinkdeskError(
      'IMPORT_IN_USE',
      `${fileName} was already used for matching, so it stays. Import a corrected file for the same month instead; nothing was changed.`,
    );
  }
  const listed = statement(
    store,
    `SELECT 1 FROM list_run r WHERE EXISTS (
       SELECT 1 FROM json_each(r.sources, '$.imports') i WHERE json_extract(i.value, '$.importId') = :importId)
       AND (r.state = 'published' OR EXISTS (SELECT 1 FROM list_export e WHERE e.list_run_id = r.list_run_id))`,
  ).get({ importId });
  if (listed !== undefined) {
    throw new LinkdeskError(
      'IMPORT_IN_USE',
      `${fileName} was read by a list that was published or written as a file, so it stays. Import a corrected file for the same month instead; nothing was changed.`,
    );
  }
  transaction(store, () => {
    statement(store, `DELETE FROM ${kind} WHERE first_import = ?`).run(importId);
    statement(store, `UPDATE ${kind} SET superseded_import = NULL WHERE superseded_import = ?`).run(importId);
    statement(store, `UPDATE ${kind} SET last_import = ? WHERE last_import = ?`).run(
      stillThere,
      record.previousImport,
    );
    statement(store, 'DELETE FROM import_raw WHERE import_id = ?').run(importId);
    statement(store, 'DELETE FROM import_finding WHERE import_id = ?').run(importId);
    statement(store, 'DELETE FROM import_note WHERE import_id = ?').run(importId);
    // the next import reads what is known from the rows
    statement(store, 'DELETE FROM known_rows WHERE kind = ?').run(kind);
    statement(store, 'DELETE FROM list_facts').run();
    statement(store, 'DELETE FROM import WHERE import_id = ?').run(importId);
    appendAudit(store, { at, action: 'import_undone', subject: `import ${importId}`, details: { kind } });
  });
}
