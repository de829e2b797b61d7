import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '../files/csv.ts';
import type { FindingCode } from '../intake/findings.ts';
import { rejectColumns, rejectRow } from '../intake/rejects.ts';
import { findingsPage, type ImportRecord } from '../store/imports.ts';
import type { ReadStore } from '../store/store.ts';

const findingsTogether = 2000;

const columns = rejectColumns.map((id) => ({
  id,
  label: id,
  kind: id === 'line' ? ('number' as const) : ('text' as const),
  width: 20,
  description: '',
  source: '',
}));

/**
 * Writes an import's rejects file beside the store: file, line, column, class of value, reason and remedy; never a
 * value. Gives its name; undefined when nothing was found.
 */
export async function writeRejects(
  store: ReadStore,
  record: ImportRecord,
  suffix: string,
): Promise<string | undefined> {
  if (record.findings === 0) return undefined;
  const folder = join(store.folder, 'rejects');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `${record.fileName.replace(/\.[^.]+$/, '')}${suffix}-rejects.csv`;
  await writeCsv(join(folder, name), { columns, rows: rejects(store, record) }, { replace: true });
  return name;
}

/** Read some thousand at a time, so that the store is free in between and a file full of faults fits in memory. */
function* rejects(store: ReadStore, { importId, fileName }: ImportRecord): Generator<readonly string[]> {
  let after = 0;
  for (;;) {
    const { rows, next } = findingsPage(store, importId, after, findingsTogether);
    for (const { line, column, valueClass, code, severity } of rows) {
      const finding = { column, class: valueClass, code: code as FindingCode, severity };
      const row = rejectRow(fileName, { line, finding });
      yield rejectColumns.map((name) => String(row[name]));
    }
    if (next === null) return;
    after = next;
  }
}
