import { LinkdeskError } from '../domain/error.ts';
import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { appendAudit } from './audit.ts';
import { contentHash } from './contentHash.ts';
import type { Database } from './driver.ts';
import { fieldColumns, stillThere } from './extractColumns.ts';
import { type ImportFinding, type ImportRecord, importsOfFile } from './imports.ts';
import { knownRows, nothingKnown, repeatedKey } from './knownRows.ts';
import { importConnection } from './open.ts';
import { rawWriter } from './rawRows.ts';
import type { WriteStore } from './store.ts';
import { longTransaction } from './transaction.ts';

/** What is known of a file before it is read. */
export type ImportMeta = Pick<
  ImportRecord,
  'kind' | 'month' | 'asOf' | 'fileName' | 'fileBytes' | 'sha256' | 'layout' | 'layoutVersion' | 'importedAt'
>;

/** A row that passed the checks: `values` in the order of `extractKind(kind).fields`. */
export interface ImportRow {
  readonly line: number;
  /** The row as it was read. */
  readonly raw: string;
  readonly values: readonly (string | number | null)[];
}

/** Some thousand rows of a file. `rejected` rows were read and are in the findings, not among the rows. */
export interface ImportBatch {
  readonly rows: readonly ImportRow[];
  readonly rejected: number;
  readonly findings: readonly ImportFinding[];
}

export interface ImportProgress {
  readonly signal?: AbortSignal;
  /** Called after each batch with the rows read so far. */
  readonly onProgress?: (rowsRead: number) => void;
}

/** Kinds that list people: the same bytes a month later are the wrong month's file, not an unchanged one. */
const peopleKinds: ReadonlySet<ExtractKindName> = new Set(['cws_client', 'cw_person']);

/**
 * Writes a file's rows as one transaction: all of it or nothing, whatever happens. A row with a known key and the same
 * content only lives on; with other content it becomes a new version; a key that is missing stops living on.
 * Other writers are refused with STORE_BUSY meanwhile; readers see the store as it was before.
 * Throws ALREADY_IMPORTED, MONTH_OUT_OF_ORDER, KEY_REPEATED, DISK_FULL, or the signal's reason.
 */
export async function writeImport(
  store: WriteStore,
  meta: ImportMeta,
  batches: AsyncIterable<ImportBatch>,
  { signal, onProgress }: ImportProgress = {},
): Promise<ImportRecord> {
  refuseKnownFile(store, meta);
  const previous = refuseEarlierMonth(store.db, meta.kind, meta.month);
  const record = await longTransaction(
    store,
    `importing ${meta.fileName}`,
    () => importConnection(store),
    (db) => writeRows(db, store.reviewer, meta, previous, batches, { signal, onProgress }),
  );
  const { importId, read, imported, rejected, sha256 } = record;
  appendAudit(store, {
    at: meta.importedAt,
    action: 'imported',
    subject: `import ${importId}`,
    details: { kind: meta.kind, month: meta.month, read, imported, rejected, sha256 },
  });
  return record;
}

async function writeRows(
  db: Database,
  reviewer: string,
  meta: ImportMeta,
  previousImport: number | null,
  batches: AsyncIterable<ImportBatch>,
  {
    signal,
    onProgress,
  }: { signal: AbortSignal | undefined; onProgress: ImportProgress['onProgress'] | undefined },
): Promise<ImportRecord> {
  const { kind } = meta;
  const importId = insertImport(db, reviewer, meta, previousImport);
  const known = previousImport === null ? nothingKnown : knownRows(db, kind);
  const dropped = previousImport === null ? dropIndexes(db, kind) : [];
  const insertRow = rowInserter(db, kind, importId);
  const raw = rawWriter(db, kind, importId, nextRecord(db, kind));
  const supersede = db.prepare(
    `UPDATE ${kind} SET last_import = min(last_import, ?), superseded_import = ? WHERE record_id = ?`,
  );
  const insertFinding = db.prepare(
    'INSERT INTO import_finding (import_id, finding_no, line, column_name, value_class, code, severity, reason, remedy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let [fresh, changed, unchanged, rejected, findings] = [0, 0, 0, 0, 0];
  for await (const batch of batches) {
    signal?.throwIfAborted();
    for (const row of batch.rows) {
      const content = contentHash(row.raw);
      const standing = known.standing(row.values, content);
      if (standing.is === 'unchanged') {
        unchanged++;
        continue;
      }
      if (standing.is === 'repeated') throw keyRepeated(kind, `${meta.fileName}, line ${row.line}`);
      if (standing.is === 'changed') {
        supersede.run(previousImport, importId, standing.recordId);
        changed++;
      } else fresh++;
      insertRow.add(content, row.values);
      const packing = raw.add(row.line, row.raw);
      if (packing !== undefined) await packing;
    }
    for (const { line, column, valueClass, code, severity, reason, remedy } of batch.findings) {
      insertFinding.run(importId, ++findings, line, column, valueClass, code, severity, reason, remedy);
    }
    rejected += batch.rejected;
    onProgress?.(fresh + changed + unchanged + rejected);
  }
  signal?.throwIfAborted();
  insertRow.finish();
  await raw.finish();
  for (const sql of dropped) db.exec(sql);
  if (previousImport === null && repeatedKey(db, kind)) throw keyRepeated(kind, meta.fileName);
  const absent = known.absent();
  const leave = db.prepare(`UPDATE ${kind} SET last_import = ? WHERE record_id = ?`);
  for (const recordId of absent) leave.run(previousImport, recordId);
  const imported = fresh + changed + unchanged;
  const counts = {
    read: imported + rejected,
    imported,
    rejected,
    fresh,
    changed,
    unchanged,
    absent: absent.length,
    findings,
  };
  db.prepare(
    `UPDATE import SET read = @read, imported = @imported, rejected = @rejected, fresh = @fresh, changed = @changed,
       unchanged = @unchanged, absent = @absent, findings = @findings WHERE import_id = @importId`,
  ).run({ ...counts, importId });
  return { ...meta, ...counts, importId, previousImport, reviewer, system: extractKind(kind).system };
}

function insertImport(
  db: Database,
  reviewer: string,
  meta: ImportMeta,
  previousImport: number | null,
): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO import (kind, system, previous_import, month, as_of, file_name, file_bytes, sha256, layout,
         layout_version, imported_at, reviewer, read, imported, rejected, fresh, changed, unchanged, absent, findings)
       VALUES (@kind, @system, @previousImport, @month, @asOf, @fileName, @fileBytes, @sha256, @layout,
         @layoutVersion, @importedAt, @reviewer, 0, 0, 0, 0, 0, 0, 0, 0)`,
    )
    .run({ ...meta, system: extractKind(meta.kind).system, previousImport, reviewer });
  return Number(lastInsertRowid);
}

/** Inserts rows several at a time, which saves calls into the driver. Record ids follow on without gaps. */
function rowInserter(db: Database, kind: ExtractKindName, importId: number) {
  const width = extractKind(kind).fields.length + 1;
  const together = 32;
  const insert = (rows: number) =>
    db.prepare(
      `INSERT INTO ${kind} (first_import, last_import, content, ${fieldColumns(kind)}) VALUES ${Array(rows)
        .fill(`(${importId},${stillThere}${',?'.repeat(width)})`)
        .join(',')}`,
    );
  const insertMany = insert(together);
  const insertOne = insert(1);
  let waiting: unknown[] = [];
  return {
    add(content: number, values: readonly (string | number | null)[]): void {
      waiting.push(content, ...values);
      if (waiting.length === width * together) {
        insertMany.run(waiting);
        waiting = [];
      }
    },
    finish(): void {
      for (let at = 0; at < waiting.length; at += width) insertOne.run(waiting.slice(at, at + width));
      waiting = [];
    },
  };
}

/** The record id that SQLite gives to the next row of the table. */
function nextRecord(db: Database, kind: ExtractKindName): number {
  return (db.prepare<[], number | null>(`SELECT max(record_id) FROM ${kind}`).pluck().get() ?? 0) + 1;
}

/** The first file of a kind goes in without indexes, which are then built sorted; gives back what makes them again. */
function dropIndexes(db: Database, kind: ExtractKindName): readonly string[] {
  const indexes = db
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    )
    .all(kind);
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  return indexes.map(({ sql }) => sql);
}

function refuseKnownFile(store: WriteStore, meta: ImportMeta): void {
  const known = importsOfFile(store, meta.sha256).find(
    ({ kind, month }) => kind === meta.kind && (month === meta.month || peopleKinds.has(kind)),
  );
  if (known === undefined) return;
  throw new LinkdeskError(
    'ALREADY_IMPORTED',
    `The file ${meta.fileName} was already imported for ${displayMonth(known.month)} on ${known.importedAt.slice(0, 10)} as ${known.fileName}. Nothing was changed.`,
    { importId: known.importId },
  );
}

/** The newest import of the kind, after making sure that its month is not later. */
function refuseEarlierMonth(db: Database, kind: ExtractKindName, month: Month): number | null {
  const newest = db
    .prepare<[string], { id: number; month: Month }>(
      'SELECT import_id AS id, month FROM import WHERE kind = ? ORDER BY import_id DESC LIMIT 1',
    )
    .get(kind);
  if (newest !== undefined && newest.month > month) {
    throw new LinkdeskError(
      'MONTH_OUT_OF_ORDER',
      `${extractKind(kind).title} of ${displayMonth(newest.month)} are already in the store, so those of ${displayMonth(month)} cannot be added behind them. Check the month, or undo the later import first.`,
    );
  }
  return newest?.id ?? null;
}

function keyRepeated(kind: ExtractKindName, where: string): LinkdeskError {
  const { title, key } = extractKind(kind);
  return new LinkdeskError(
    'KEY_REPEATED',
    `${where}: two rows of ${title} have the same ${key.join(', ')}. Nothing of the file was imported; export it again without repeated rows.`,
  );
}
