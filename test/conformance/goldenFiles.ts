import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import papa from 'papaparse';

/** The public data and the reference results stand beside the repository; they are never copied into it. */
const shared = new URL('../../../shared/', import.meta.url);

/** The text of a file beside the repository, unpacked when it ends in `.gz`. A missing file fails the test. */
export function sharedText(path: string): string {
  const bytes = readFileSync(fileURLToPath(new URL(path, shared)));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** A row of a delimited file by column name; an empty field is an empty string. */
export type Row = Readonly<Record<string, string>>;

/** The rows of a comma-separated file beside the repository; names and values are trimmed when asked. */
export function sharedRows(path: string, trim = false): readonly Row[] {
  const text = sharedText(path);
  const trimmed = (value: string): string => (trim ? value.trim() : value);
  const { data } = papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
    transformHeader: trimmed,
    transform: trimmed,
  });
  return data;
}
