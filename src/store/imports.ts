import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName, SourceSystem } from '../domain/extract.ts';
import type { Month } from '../domain/month.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** What became of the rows of a file; `read = imported + rejected`, `imported = fresh + changed + unchanged`. */
export interface ImportCounts {
  readonly read: number;
  readonly imported: number;
  readonly rejected: number;
  /** Keys the extract before did not have. */
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Keys of the extract before that this one does not have. */
  readonly absent: number;
  readonly findings: number;
}

/** The rows of one kind that were imported from a file. */
export interface ImportRecord extends ImportCounts {
  readonly importId: number;
  readonly kind: ExtractKindName;
  readonly system: SourceSystem;
  /** The newest import of the kind before this one. */
  readonly previousImport: number | null;
  readonly month: Month;
  /** Day the source system was read. */
  readonly asOf: CivilDay;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sha256: string;
  readonly layout: string;
  readonly layoutVersion: number;
  /** ISO time. */
  readonly importedAt: string;
  readonly reviewer: string;
}

/** What the checks found about one value or row; never the value itself. */
export interface ImportFinding {
  readonly line: number;
  readonly column: string;
  readonly valueClass: string;
  readonly code: string;
  readonly severity: 'rejected' | 'blanked' | 'noted';
  readonly reason: string;
  readonly remedy: string;
}

/** Something worth knowing of a file as a whole: columns and counts, never a value. */
export interface ImportNote {
  readonly code: string;
  readonly sentence: string;
}

const columns = `import_id AS importId, kind, system, previous_import AS previousImport, month, as_of AS asOf,
  file_name AS fileName, file_bytes AS fileBytes, sha256, layout, layout_version AS layoutVersion,
  imported_at AS importedAt, reviewer, read, imported, rejected, fresh, changed, unchanged, absent, findings`;

/** Every import, oldest first. */
export const allImports = (store: ReadStore): readonly ImportRecord[] =>
  statement<ImportRecord>(store, `SELECT ${columns} FROM import ORDER BY import_id`).all();

export const importById = (store: ReadStore, importId: number): ImportRecord | undefined =>
  statement<ImportRecord>(store, `SELECT ${columns} FROM import WHERE import_id = ?`).get(importId);

/** Imports of one month, in the order they were made. */
export const importsOfMonth = (store: ReadStore, month: Month): readonly ImportRecord[] =>
  statement<ImportRecord>(store, `SELECT ${columns} FROM import WHERE month = ? ORDER BY import_id`).all(
    month,
  );

/**
 * The newest import of a kind up to a month (the month itself or, when it has none, an earlier one), among those up to
 * number `known`.
 */
export const newestImport = (
  store: ReadStore,
  kind: ExtractKindName,
  month: Month,
  known = Number.MAX_SAFE_INTEGER,
): ImportRecord | undefined =>
  statement<ImportRecord>(
    store,
    `SELECT ${columns} FROM import WHERE kind = ? AND month <= ? AND import_id <= ? ORDER BY import_id DESC LIMIT 1`,
  ).get(kind, month, known);

/** Imports of a file with these bytes, oldest first. */
export const importsOfFile = (store: ReadStore, sha256: string): readonly ImportRecord[] =>
  statement<ImportRecord>(store, `SELECT ${columns} FROM import WHERE sha256 = ? ORDER BY import_id`).all(
    sha256,
  );

/** Months with at least one import, oldest first. */
export const importedMonths = (store: ReadStore): readonly Month[] =>
  statement<{ month: Month }>(store, 'SELECT DISTINCT month FROM import ORDER BY month')
    .all()
    .map(({ month }) => month);

/** The column names of an import's file in file order; undefined for one that an older version imported. */
export function headerOf(store: ReadStore, importId: number): readonly string[] | undefined {
  const found = statement<{ header: string | null }>(
    store,
    'SELECT header FROM import WHERE import_id = ?',
  ).get(importId);
  return found === undefined || found.header === null ? undefined : (JSON.parse(found.header) as string[]);
}

/** What an import noted of its file, in the order in which it was found. */
export const importNotes = (store: ReadStore, importId: number): readonly ImportNote[] =>
  statement<ImportNote>(
    store,
    'SELECT code, sentence FROM import_note WHERE import_id = ? ORDER BY note_no',
  ).all(importId);

/** Findings of an import in file order, those after number `after`; `next` continues, null at the end. */
export function findingsPage(
  store: ReadStore,
  importId: number,
  after: number,
  limit = 200,
): { readonly rows: readonly ImportFinding[]; readonly next: number | null } {
  const rows = statement<ImportFinding & { number: number }>(
    store,
    `SELECT finding_no AS number, line, column_name AS "column", value_class AS valueClass, code, severity, reason, remedy
     FROM import_finding WHERE import_id = ? AND finding_no > ? ORDER BY finding_no LIMIT ?`,
  ).all(importId, after, limit + 1);
  return {
    rows: rows.slice(0, limit).map(({ number: _number, ...finding }) => finding),
    next: rows.length > limit ? rows[limit - 1]!.number : null,
  };
}
