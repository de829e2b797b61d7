import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExtractKindName, extractKind } from '../../src/domain/extract.ts';
import { lastDay, type Month } from '../../src/domain/month.ts';
import type { ImportRecord } from '../../src/store/imports.ts';
import { closeStore, createStoreFile, openStoreFile } from '../../src/store/open.ts';
import { contentHash, joinedValues, keyHigh, keyLow } from '../../src/store/rowIdentity.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { type ImportBatch, type ImportMeta, writeImport } from '../../src/store/writeImport.ts';

export const at = '2026-11-05T10:00:00.000Z';
export const identity = {
  storeId: '00000000-0000-4000-8000-000000000000',
  name: 'Test county',
  county: 'Orange',
  synthetic: true,
  createdAt: at,
};

/** A real encrypted store in a folder of its own; `close` takes both away. */
export interface TestStore {
  readonly store: WriteStore;
  readonly folder: string;
  readonly dataKey: Buffer;
  readonly close: () => void;
}

export function testStore(reviewer = 'A. Analyst'): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-store-'));
  const dataKey = randomBytes(32);
  createStoreFile(folder, dataKey, identity);
  const store = openStoreFile(folder, dataKey, { reviewer });
  const close = () => {
    closeStore(store);
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, folder, dataKey, close };
}

export type Values = Readonly<Record<string, string | number | null>>;

/** Rows of a kind by field name, as intake would hand them over. */
export function batchOf(kind: ExtractKindName, rows: readonly Values[], firstLine = 2): ImportBatch {
  const { fields, key } = extractKind(kind);
  const keyPlaces = key.map((name) => fields.findIndex((field) => field.name === name));
  return {
    kind,
    rejected: 0,
    findings: [],
    rows: rows.map((row, index) => {
      const values = fields.map(({ name }) => row[name] ?? null);
      const raw = values.map((value) => value ?? '').join('\u001f');
      const keyText = joinedValues(values, keyPlaces);
      return {
        line: firstLine + index,
        raw,
        values,
        keyHigh: keyHigh(keyText),
        keyLow: keyLow(keyText),
        content: contentHash([raw], [0]),
      };
    }),
  };
}

let files = 0;
export const metaOf = (kind: ExtractKindName, month: Month, more: Partial<ImportMeta> = {}): ImportMeta => ({
  kinds: [{ kind }],
  month,
  asOf: lastDay(month),
  fileName: `${kind}-${month}.csv`,
  fileBytes: 1000,
  sha256: `${String(++files).padStart(8, '0')}${'0'.repeat(56)}`,
  layout: 'demo',
  layoutVersion: 1,
  importedAt: at,
  ...more,
});

export async function* batches(...all: readonly ImportBatch[]): AsyncGenerator<ImportBatch> {
  yield* all;
}

/** Imports a month's rows of a kind. */
export async function importRows(
  store: WriteStore,
  kind: ExtractKindName,
  month: Month,
  rows: readonly Values[],
): Promise<ImportRecord> {
  const [record] = await writeImport(store, metaOf(kind, month), batches(batchOf(kind, rows)));
  return record!;
}
