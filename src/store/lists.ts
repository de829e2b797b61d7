import { createHash } from 'node:crypto';
import type { CivilDay } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import type { Knowledge } from './knowledge.ts';
import { rawStatement, statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';
import { transaction } from './transaction.ts';

export type ListChange = 'new' | 'continuing' | 'ended';

/** Rows of a list and where they come from; ended rows are no rows of the list and counted apart. */
export interface ListCounts {
  readonly rows: number;
  readonly changes: Readonly<Record<ListChange, number>>;
  readonly branches: readonly { readonly branch: string; readonly title: string; readonly rows: number }[];
  /** The list compared with; null = there is none. */
  readonly comparedWith: { readonly month: Month; readonly version: number } | null;
}

export interface ListSource {
  readonly kind: string;
  readonly importId: number;
  readonly month: Month;
  readonly asOf: CivilDay;
  readonly fileName: string;
  readonly sha256: string;
  readonly rows: number;
}

/** What a list was made from, so that it can be made again. */
export interface ListSources {
  readonly imports: readonly ListSource[];
  /** Newest decision event, and newest update of the index, that the list knew. */
  readonly lastDecision: number;
  readonly indexUpdate: number;
}

export interface ListRun {
  readonly listRunId: number;
  readonly listId: string;
  readonly definitionVersion: number;
  /** JSON of the definition as it was evaluated. */
  readonly definition: string;
  readonly month: Month;
  readonly version: number;
  readonly state: 'draft' | 'published';
  readonly asOf: CivilDay;
  readonly matchRun: number;
  readonly sources: ListSources;
  readonly counts: ListCounts;
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  readonly notes: readonly string[];
  /** ISO times. */
  readonly preparedAt: string;
  readonly publishedAt: string | null;
  readonly publishedBy: string | null;
}

/** A run as it is to be kept: numbered and stamped by the store. */
export type NewListRun = Omit<ListRun, 'listRunId' | 'version' | 'state' | 'publishedAt' | 'publishedBy'>;

export interface ListRowDetails {
  readonly link: { readonly tier: string; readonly words: string } | null;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}

/** One row as it was on the day: nothing of it is looked up again later. */
export interface ListRow {
  readonly rowId: string;
  readonly change: ListChange;
  readonly branch: string;
  readonly personId: number | null;
  readonly childPersonId: number | null;
  readonly clientKey: string | null;
  readonly cwin: string | null;
  /** Capitals that a search looks in. */
  readonly search: string;
  /** One text a column. */
  readonly cells: readonly string[];
  readonly reasons: readonly string[];
  readonly details: ListRowDetails;
}

interface RunRow extends Omit<ListRun, 'sources' | 'counts' | 'excluded' | 'notes'> {
  readonly sources: string;
  readonly counts: string;
  readonly excluded: string;
  readonly notes: string;
}

interface RowRow extends Omit<ListRow, 'cells' | 'reasons' | 'details'> {
  readonly cells: string;
  readonly reasons: string;
  readonly details: string;
}

const runColumns = `list_run_id AS listRunId, list_id AS listId, definition_version AS definitionVersion, definition,
  month, version, state, as_of AS asOf, match_run AS matchRun, sources, counts, excluded, notes,
  prepared_at AS preparedAt, published_at AS publishedAt, published_by AS publishedBy`;

const rowColumns = `row_id AS rowId, change, branch, person_id AS personId, child_person_id AS childPersonId,
  client_key AS clientKey, cwin, search, cells, reasons, details`;

const runOf = (row: RunRow): ListRun => ({
  ...row,
  // lists of an older version do not tell their index update
  sources: { indexUpdate: 0, ...(JSON.parse(row.sources) as Omit<ListSources, 'indexUpdate'>) },
  counts: JSON.parse(row.counts) as ListCounts,
  excluded: JSON.parse(row.excluded) as ListRun['excluded'],
  notes: JSON.parse(row.notes) as readonly string[],
});

const rowOf = (row: RowRow): ListRow => ({
  ...row,
  cells: JSON.parse(row.cells) as readonly string[],
  reasons: JSON.parse(row.reasons) as readonly string[],
  details: JSON.parse(row.details) as ListRowDetails,
});

/** The newest version of a list of a month, draft or published. */
export function newestListRun(store: ReadStore, listId: string, month: Month): ListRun | undefined {
  const row = statement<RunRow>(
    store,
    `SELECT ${runColumns} FROM list_run WHERE list_id = ? AND month = ? ORDER BY version DESC LIMIT 1`,
  ).get(listId, month);
  return row === undefined ? undefined : runOf(row);
}

/** The newest list of an earlier month that was there at ISO time `at`: published then rather than draft. */
export function earlierListRun(
  store: ReadStore,
  listId: string,
  month: Month,
  at: string,
): ListRun | undefined {
  const row = statement<RunRow>(
    store,
    `SELECT ${runColumns} FROM list_run WHERE list_id = :listId AND month < :month AND prepared_at <= :at
     ORDER BY month DESC, coalesce(published_at <= :at, 0) DESC, version DESC LIMIT 1`,
  ).get({ listId, month, at });
  return row === undefined ? undefined : runOf(row);
}

/** The list of a month that was published last by ISO time `at`. */
export function publishedListRun(
  store: ReadStore,
  listId: string,
  month: Month,
  at: string,
): ListRun | undefined {
  const row = statement<RunRow>(
    store,
    `SELECT ${runColumns} FROM list_run WHERE list_id = ? AND month = ? AND published_at <= ?
     ORDER BY version DESC LIMIT 1`,
  ).get(listId, month, at);
  return row === undefined ? undefined : runOf(row);
}

/** All rows of a run in their order; ended rows last. */
export function* listRows(store: ReadStore, listRunId: number): Generator<ListRow> {
  const rows = statement<RowRow>(
    store,
    `SELECT ${rowColumns} FROM list_row WHERE list_run_id = ? ORDER BY row_no`,
  ).iterate(listRunId);
  for (const row of rows) yield rowOf(row);
}

/** What tells the rows of a run apart, without what is written in them. */
export type ListRowKeys = Pick<ListRow, 'rowId' | 'personId' | 'childPersonId'>;

/** The rows of a run that had not ended, in their order. */
export const standingRowKeys = (store: ReadStore, listRunId: number): readonly ListRowKeys[] =>
  rawStatement<readonly [string, number | null, number | null]>(
    store,
    `SELECT row_id, person_id, child_person_id FROM list_row WHERE list_run_id = ? AND change <> 'ended'
     ORDER BY row_no`,
  )
    .all(listRunId)
    .map(([rowId, personId, childPersonId]) => ({ rowId, personId, childPersonId }));

/** One row of a run, or undefined. */
export function listRow(store: ReadStore, listRunId: number, rowId: string): ListRow | undefined {
  const row = statement<RowRow>(
    store,
    `SELECT ${rowColumns} FROM list_row WHERE list_run_id = ? AND row_id = ?`,
  ).get(listRunId, rowId);
  return row === undefined ? undefined : rowOf(row);
}

/**
 * Keeps a draft. It takes the place of the month's draft; but what was published, has left the store as a file or is
 * what a published list was compared with stays as it is, and other rows are the next version. Gives the kept run.
 */
export function writeListRun(store: WriteStore, run: NewListRun, rows: readonly ListRow[]): ListRun {
  return transaction(store, () => {
    const newest = newestListRun(store, run.listId, run.month);
    const listRunId =
      newest !== undefined && newest.state === 'draft' && mayReplace(store, newest, rows)
        ? replaceRun(store, newest.listRunId, run)
        : insertRun(store, run, (newest?.version ?? 0) + 1);
    insertRows(store, listRunId, rows);
    return newestListRun(store, run.listId, run.month)!;
  });
}

function mayReplace(
  store: ReadStore,
  { listRunId, listId, month, version }: ListRun,
  rows: readonly ListRow[],
): boolean {
  const kept = statement(
    store,
    `SELECT 1 FROM list_export WHERE list_run_id = :listRunId
     UNION ALL SELECT 1 FROM list_run WHERE list_id = :listId AND state = 'published'
       AND json_extract(counts, '$.comparedWith.month') = :month
       AND json_extract(counts, '$.comparedWith.version') = :version LIMIT 1`,
  ).get({ listRunId, listId, month, version });
  return kept === undefined || listChecksum(store, listRunId) === checksumOf(rows);
}

const valuesOf = ({ sources, counts, excluded, notes, ...plain }: NewListRun) => ({
  ...plain,
  sources: JSON.stringify(sources),
  counts: JSON.stringify(counts),
  excluded: JSON.stringify(excluded),
  notes: JSON.stringify(notes),
});

function replaceRun(store: WriteStore, listRunId: number, run: NewListRun): number {
  statement(store, 'DELETE FROM list_row WHERE list_run_id = ?').run(listRunId);
  statement(
    store,
    `UPDATE list_run SET list_id = :listId, definition_version = :definitionVersion, definition = :definition,
       month = :month, as_of = :asOf, match_run = :matchRun, sources = :sources, counts = :counts,
       excluded = :excluded, notes = :notes, prepared_at = :preparedAt
     WHERE list_run_id = :listRunId`,
  ).run({ ...valuesOf(run), listRunId });
  return listRunId;
}

function insertRun(store: WriteStore, run: NewListRun, version: number): number {
  const { lastInsertRowid } = statement(
    store,
    `INSERT INTO list_run (list_id, definition_version, definition, month, version, state, as_of, match_run,
       sources, counts, excluded, notes, prepared_at)
     VALUES (:listId, :definitionVersion, :definition, :month, :version, 'draft', :asOf, :matchRun,
       :sources, :counts, :excluded, :notes, :preparedAt)`,
  ).run({ ...valuesOf(run), version });
  return Number(lastInsertRowid);
}

function insertRows(store: WriteStore, listRunId: number, rows: readonly ListRow[]): void {
  const insert = statement(
    store,
    `INSERT INTO list_row (list_run_id, row_no, row_id, change, branch, person_id, child_person_id, client_key, cwin,
       search, cells, reasons, details)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  rows.forEach((row, index) =>
    insert.run(
      listRunId,
      index + 1,
      row.rowId,
      row.change,
      row.branch,
      row.personId,
      row.childPersonId,
      row.clientKey,
      row.cwin,
      row.search,
      JSON.stringify(row.cells),
      JSON.stringify(row.reasons),
      JSON.stringify(row.details),
    ),
  );
}

/**
 * Freezes a draft: from here on the store itself refuses any change to it. `at` is an ISO time. Gives the frozen run.
 * Throws LIST_NOT_DRAFT.
 */
export function publishListRun(
  store: WriteStore,
  run: ListRun,
  at: string,
  notes: readonly string[],
): ListRun {
  return transaction(store, () => {
    const { changes } = statement(
      store,
      `UPDATE list_run SET state = 'published', published_at = ?, published_by = ?, notes = ?
       WHERE list_run_id = ? AND state = 'draft'`,
    ).run(at, store.reviewer, JSON.stringify(notes), run.listRunId);
    if (changes !== 1) {
      throw new LinkdeskError(
        'LIST_NOT_DRAFT',
        'This list is published already. Prepare it again to issue a new version.',
      );
    }
    return newestListRun(store, run.listId, run.month)!;
  });
}

/** Checksum of a run's rows, lower-case hexadecimal: the number by which two copies are told to be the same list. */
export function listChecksum(store: ReadStore, listRunId: number): string {
  return checksumOf(listRows(store, listRunId));
}

function checksumOf(rows: Iterable<ListRow>): string {
  const hash = createHash('sha256');
  for (const { rowId, change, cells } of rows) hash.update(`${rowId}\n${change}\n${JSON.stringify(cells)}\n`);
  return hash.digest('hex');
}

/** A file that left the store (LA-10: distribution register). */
export interface ListExport {
  readonly listRunId: number;
  readonly format: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly rows: number;
  readonly exportedAt: string;
}

export function recordListExport(store: WriteStore, file: ListExport): void {
  transaction(store, () =>
    statement(
      store,
      `INSERT INTO list_export (list_run_id, format, file_name, sha256, rows, exported_at, reviewer)
       VALUES (:listRunId, :format, :fileName, :sha256, :rows, :exportedAt, :reviewer)`,
    ).run({ ...file, reviewer: store.reviewer }),
  );
}

/** Where merged persons live on, by the id that was given up, as far as it was known. */
export function forwardedPersons(store: ReadStore, known: Knowledge): ReadonlyMap<number, number> {
  const events = statement<{ kind: 'merged' | 'restored'; personId: number; otherPerson: number }>(
    store,
    `SELECT kind, person_id AS personId, other_person AS otherPerson FROM person_event
     WHERE kind IN ('merged', 'restored') AND update_id <= ? ORDER BY event_id`,
  ).iterate(known.indexUpdate);
  const forwarded = new Map<number, number>();
  for (const { kind, personId, otherPerson } of events) {
    if (kind === 'merged') forwarded.set(otherPerson, personId);
    else forwarded.delete(personId);
  }
  return forwarded;
}
