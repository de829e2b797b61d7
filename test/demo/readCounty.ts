import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { parseCivilDate } from '../../src/domain/civilDate.ts';
import type { CivilDay } from '../../src/domain/civilDate.ts';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { generateCounty } from '../../src/demo/generateCounty.ts';
import type { CountySettings } from '../../src/demo/generateCounty.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import type { Layout } from '../../src/intake/layouts/layout.ts';

/** A row by field name, as written in the file, blanks of padding kept. */
export type ReadRow = Readonly<Record<string, string>>;

/** Writes a small county into a new temporary folder and returns the folder. */
export async function writeCounty(settings: Partial<CountySettings> = {}): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'linkdesk-county-'));
  await generateCounty({ county: 'slo', months: 1, seed: 11, ...settings, outDir });
  return outDir;
}

export function layoutOf(kind: ExtractKindName): Layout {
  return builtInLayouts.find((layout) => layout.kind === kind)!;
}

/** The lines of an extract, split into columns but otherwise untouched; the header first. */
export function readLines(
  folder: string,
  month: string,
  kind: ExtractKindName,
): readonly (readonly string[])[] {
  const { stem } = layoutOf(kind);
  const text = readFileSync(join(folder, month, `${stem}-${month}.csv`), 'utf8');
  return Papa.parse<string[]>(text.trimEnd(), { newline: '\n', delimiter: ',' }).data;
}

/** The rows of an extract by field name, trimmed. */
export function readRows(folder: string, month: string, kind: ExtractKindName): readonly ReadRow[] {
  const { columns } = layoutOf(kind);
  return readLines(folder, month, kind)
    .slice(1)
    .map((line) => Object.fromEntries(columns.map(({ field }, index) => [field, line[index]!.trim()])));
}

/** A CSV of the generator's own, by its header. */
export function readTable(path: string): readonly ReadRow[] {
  return Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').trimEnd(), {
    header: true,
    newline: '\n',
  }).data;
}

/** The day of a date field as the layout spells it; null when blank. */
export function dayOf(kind: ExtractKindName, text: string | undefined): CivilDay | null {
  if (text === undefined || text === '') return null;
  const day = parseCivilDate(text, layoutOf(kind).dateFormat);
  if (day === undefined) throw new Error('not a date of the layout');
  return day;
}

/** SHA-256 of every file below a folder by relative path. */
export function hashes(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return new Map(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}
