import { LinkdeskError } from '../domain/error.ts';
import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { Database } from './driver.ts';
import { fieldColumns, stillThere } from './extractColumns.ts';
import type { ImportCounts } from './imports.ts';
import { knownRows, repeatedKey } from './knownRows.ts';
import { type PackingOrder, rawWriter } from './rawRows.ts';
import type { StoodBefore } from './stoodBefore.ts';
import type { ImportBatch } from './writeImport.ts';

/** The import whose rows are written, and the one of the same kind before it. */
export interface KindImport {
  readonly importId: number;
  readonly previousImport: number | null;
  readonly kind: ExtractKindName;
  readonly fileName: string;
  /** Key fields that only say since which month a row is known (see `knownRows`). */
  readonly sinceFields: readonly string[];
}

export interface KindWriter {
  add(batch: ImportBatch): Promise<void>;
  /** Writes what is still waiting and takes leave of the rows that did not come again. Throws KEY_REPEATED. */
  finish(): Promise<ImportCounts>;
  /** Rows read so far. */
  readonly read: number;
  /** See `KnownRows`. */
  readonly stood: StoodBefore | undefined;
}

/** Writes the rows of one kind of a file; everything in the caller's transaction. */
export function kindWriter(
  db: Database,
  { importId, previousImport, kind, fileName, sinceFields }: KindImport,
  order: PackingOrder,
): KindWriter {
  const isFirst = previousImport === null;
  const known = knownRows(db, kind, previousImport, sinceFields);
  const dropped = isFirst ? dropIndexes(db, kind) : [];
  const insertRow = rowInserter(db, kind, importId);
  const firstRecord = nextRecord(db, kind);
  const raw = rawWriter(db, { kind, importId }, firstRecord, order);
  const supersede = db.prepare(
    `UPDATE ${kind} SET last_import = min(last_import, ?), superseded_import = ? WHERE record_id = ?`,
  );
  const insertFinding = db.prepare(
    'INSERT INTO import_finding (import_id, finding_no, line, column_name, value_class, code, severity, reason, remedy, record_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertNote = db.prepare(
    'INSERT INTO import_note (import_id, note_no, code, sentence) VALUES (?, ?, ?, ?)',
  );
  let notes = 0;
  let [fresh, changed, followed, unchanged, rejected, findings] = [0, 0, 0, 0, 0, 0];

  return {
    async add(batch) {
      const spokenOf = new Set(batch.findings.map(({ line }) => line));
      const records = new Map<number, number>();
      for (const row of batch.rows) {
        const recordId = firstRecord + fresh + changed + followed;
        const standing = known.standing(row, recordId);
        if (standing.is === 'unchanged') {
          unchanged++;
          if (spokenOf.has(row.line)) records.set(row.line, known.recordOf(row)!);
          continue;
        }
        if (standing.is === 'repeated') throw keyRepeated(kind, `${fileName}, line ${row.line}`);
        if (standing.is === 'changed') {
          supersede.run(previousImport, importId, standing.recordId);
          changed++;
        } else if (standing.is === 'followed') followed++;
        else fresh++;
        if (spokenOf.has(row.line)) records.set(row.line, recordId);
        insertRow.add(row.content, row.values);
        const packing = raw.add(row.line, row.raw);
        if (packing !== undefined) await packing;
      }
      for (const { line, column, valueClass, code, severity, reason, remedy } of batch.findings) {
        const about = [line, column, valueClass, code, severity, reason, remedy] as const;
        insertFinding.run(importId, ++findings, ...about, records.get(line) ?? null);
      }
      for (const { code, sentence } of batch.notes ?? []) insertNote.run(importId, ++notes, code, sentence);
      rejected += batch.rejected;
    },
    async finish() {
      insertRow.finish();
      await raw.finish();
      for (const sql of dropped) db.exec(sql);
      if (isFirst && repeatedKey(db, kind)) throw keyRepeated(kind, fileName);
      const left = known.left();
      const leave = db.prepare(`UPDATE ${kind} SET last_import = ? WHERE record_id = ?`);
      for (const recordId of left) leave.run(previousImport, recordId);
      known.keep(importId);
      const imported = fresh + changed + followed + unchanged;
      return {
        read: imported + rejected,
        imported,
        rejected,
        fresh,
        changed: changed + followed,
        unchanged,
        absent: left.length - followed,
        findings,
      };
    },
    stood: known.stood,
    get read() {
      return fresh + changed + followed + unchanged + rejected;
    },
  };
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

function keyRepeated(kind: ExtractKindName, where: string): LinkdeskError {
  const { title, key } = extractKind(kind);
  return new LinkdeskError(
    'KEY_REPEATED',
    `${where}: two rows of ${title} have the same ${key.join(', ')}. Nothing of the file was imported; export it again without repeated rows.`,
  );
}
