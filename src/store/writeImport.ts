import { LinkdeskError } from '../domain/error.ts';
import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { appendAudit } from './audit.ts';
import { emptyLog } from './backup.ts';
import type { Database } from './driver.ts';
import type { ImportCounts, ImportFinding, ImportNote, ImportRecord } from './imports.ts';
import { type KindWriter, kindWriter } from './kindWriter.ts';
import { knownFile } from './knownFile.ts';
import { importConnection } from './open.ts';
import type { RowIdentity } from './rowIdentity.ts';
import type { WriteStore } from './store.ts';
import type { StoodBefore } from './stoodBefore.ts';
import { longTransaction } from './transaction.ts';

/** What is known of a file before it is read. */
export interface ImportMeta
  extends Pick<
    ImportRecord,
    'month' | 'asOf' | 'fileName' | 'fileBytes' | 'sha256' | 'layout' | 'layoutVersion' | 'importedAt'
  > {
  /** The kinds of rows in it; each becomes an import of its own. */
  readonly kinds: readonly {
    readonly kind: ExtractKindName;
    /** Key fields that only say since which month a row is known (see `knownRows`); none when absent. */
    readonly sinceFields?: readonly string[];
  }[];
}

/** A row that passed the checks: `values` in the order of `extractKind(kind).fields`. */
export interface ImportRow extends RowIdentity {
  readonly line: number;
  /** The row as it was read. */
  readonly raw: string;
  readonly values: readonly (string | number | null)[];
}

/** Some thousand rows of one kind in a file. `rejected` rows were read and are in the findings, not among the rows. */
export interface ImportBatch {
  readonly kind: ExtractKindName;
  readonly rows: readonly ImportRow[];
  readonly rejected: number;
  readonly findings: readonly ImportFinding[];
  /** Of the file as a whole, with the last batch of the kind. */
  readonly notes?: readonly ImportNote[];
  /** The column names of the file, with the last batch of the kind. */
  readonly header?: readonly string[];
}

export interface ImportProgress {
  readonly signal?: AbortSignal;
  /** Called after each batch with the rows read so far. */
  readonly onProgress?: (rowsRead: number) => void;
  /** Told of the rows of the import before, whose values and text are not looked at when they come again unchanged. */
  readonly onKnown?: (kind: ExtractKindName, stood: StoodBefore) => void;
  /** Begins a backup of the store as it is, made beside the writing; nothing is kept before it is done. */
  readonly backup?: () => Promise<unknown>;
}

/**
 * Writes a file's rows as one transaction: all of it or nothing, whatever happens. A row with a known key and the same
 * content only lives on; with other content it becomes a new version; a key that is missing stops living on.
 * Other writers are refused with STORE_BUSY meanwhile; readers see the store as it was before. Gives an import for each
 * kind of rows. Throws ALREADY_IMPORTED, MONTH_OUT_OF_ORDER, KEY_REPEATED, DISK_FULL, or the signal's reason.
 */
export async function writeImport(
  store: WriteStore,
  meta: ImportMeta,
  batches: AsyncIterable<ImportBatch>,
  progress: ImportProgress = {},
): Promise<readonly ImportRecord[]> {
  for (const { kind } of meta.kinds) {
    const known = knownFile(store, { ...meta, kind });
    if (known !== undefined) throw known;
    refuseEarlierMonth(store.db, kind, meta.month);
  }
  if (progress.backup !== undefined) emptyLog(store.db);
  const records = await longTransaction(
    store,
    `importing ${meta.fileName}`,
    () => importConnection(store),
    (db) =>
      backedUp(progress, (signal) => writeRows(db, store.reviewer, meta, batches, { ...progress, signal })),
  );
  for (const { importId, kind, month, read, imported, rejected, sha256 } of records) {
    appendAudit(store, {
      at: meta.importedAt,
      action: 'imported',
      subject: `import ${importId}`,
      details: { kind, month, read, imported, rejected, sha256 },
    });
  }
  return records;
}

/** Writes beside a backup: one that fails stops the writing, and neither outlasts the other. */
async function backedUp<T>(
  { backup, signal }: ImportProgress,
  write: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const failed = new AbortController();
  const made = backup?.().catch((error: unknown) => failed.abort(error));
  try {
    return await write(signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]));
  } finally {
    await made;
    failed.signal.throwIfAborted();
  }
}

async function writeRows(
  db: Database,
  reviewer: string,
  { kinds, ...file }: ImportMeta,
  batches: AsyncIterable<ImportBatch>,
  { signal, onProgress, onKnown }: ImportProgress,
): Promise<readonly ImportRecord[]> {
  const order = { newest: Promise.resolve() };
  const imports = kinds.map(({ kind, sinceFields = [] }) => {
    const about = { ...file, kind, system: extractKind(kind).system, reviewer };
    const previousImport = newestOf(db, kind)?.id ?? null;
    const importId = insertImport(db, about, previousImport);
    const write = kindWriter(
      db,
      { importId, previousImport, kind, fileName: file.fileName, sinceFields },
      order,
    );
    if (write.stood !== undefined) onKnown?.(kind, write.stood);
    return { about: { ...about, importId, previousImport }, write };
  });
  const writers = new Map<ExtractKindName, KindWriter>(
    imports.map(({ about, write }) => [about.kind, write] as const),
  );
  let header: string | null = null;
  for await (const batch of batches) {
    signal?.throwIfAborted();
    await writers.get(batch.kind)!.add(batch);
    if (batch.header !== undefined) header = JSON.stringify(batch.header);
    onProgress?.(imports.reduce((sum, { write }) => sum + write.read, 0));
  }
  signal?.throwIfAborted();
  const records: ImportRecord[] = [];
  for (const { about, write } of imports) {
    const counts = await write.finish();
    db.prepare(
      `UPDATE import SET read = @read, imported = @imported, rejected = @rejected, fresh = @fresh, changed = @changed,
         unchanged = @unchanged, absent = @absent, findings = @findings, header = @header
       WHERE import_id = @importId`,
    ).run({ ...counts, header, importId: about.importId });
    records.push({ ...about, ...counts });
  }
  return records;
}

function insertImport(
  db: Database,
  about: Omit<ImportRecord, 'importId' | 'previousImport' | keyof ImportCounts>,
  previousImport: number | null,
): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO import (kind, system, previous_import, month, as_of, file_name, file_bytes, sha256, layout,
         layout_version, imported_at, reviewer, read, imported, rejected, fresh, changed, unchanged, absent, findings)
       VALUES (@kind, @system, @previousImport, @month, @asOf, @fileName, @fileBytes, @sha256, @layout,
         @layoutVersion, @importedAt, @reviewer, 0, 0, 0, 0, 0, 0, 0, 0)`,
    )
    .run({ ...about, previousImport });
  return Number(lastInsertRowid);
}

const newestOf = (db: Database, kind: ExtractKindName) =>
  db
    .prepare<[string], { id: number; month: Month }>(
      'SELECT import_id AS id, month FROM import WHERE kind = ? ORDER BY import_id DESC LIMIT 1',
    )
    .get(kind);

function refuseEarlierMonth(db: Database, kind: ExtractKindName, month: Month): void {
  const newest = newestOf(db, kind);
  if (newest === undefined || newest.month <= month) return;
  throw new LinkdeskError(
    'MONTH_OUT_OF_ORDER',
    `${extractKind(kind).title} of ${displayMonth(newest.month)} are already in the store, so those of ${displayMonth(month)} cannot be added behind them. Check the month, or undo the later import first.`,
  );
}
