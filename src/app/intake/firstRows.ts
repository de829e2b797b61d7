import { readDelimited } from '../../intake/delimited.ts';
import type { Delimiter } from '../../intake/detectDelimiter.ts';
import type { FileInspection } from '../../intake/inspectFile.ts';
import type { FileFormat, Profile } from '../../intake/profiles/profile.ts';
import { profileRows } from '../../intake/profiles/readProfile.ts';
import type { RowBatch } from '../../intake/rowBatch.ts';

/** Rows that are looked at. */
export const sampleRows = 200;

/** The column names of a file and its first rows, before any check. */
export interface Head {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly delimiter?: Delimiter;
  readonly whole: boolean;
}

/** Reads the first rows of a file as a format has it. Throws what stops a file from being read. */
export async function firstRows(
  path: string,
  format: FileFormat,
  inspection: FileInspection,
  given: Profile | undefined,
): Promise<Head> {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let header: readonly string[] = [];
  let delimiter: Delimiter | undefined;
  let seen = 0;
  const batches: AsyncIterable<RowBatch & { readonly delimiter?: Delimiter }> =
    format.type === 'delimited' && format.delimiter === undefined && format.headerLine === undefined
      ? readDelimited(path, { inspection })
      : profileRows(path, { format, dateFormat: given?.dateFormat ?? 'MM/DD/YYYY' }, inspection);
  for await (const batch of batches) {
    header = batch.header;
    delimiter = batch.delimiter;
    seen += batch.rows.length;
    const wanted = sampleRows - rows.length;
    rows.push(...batch.rows.slice(0, wanted));
    lines.push(...batch.lines.slice(0, wanted));
    if (seen > sampleRows) break;
  }
  return {
    header,
    rows,
    lines,
    ...(delimiter === undefined ? {} : { delimiter }),
    whole: seen <= sampleRows,
  };
}
