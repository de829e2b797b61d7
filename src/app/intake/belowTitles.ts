import { LinkdeskError } from '../../domain/error.ts';
import type { FileInspection } from '../../intake/inspectFile.ts';
import type { FileFormat } from '../../intake/profiles/profile.ts';
import { firstRows, type Head } from './firstRows.ts';

/** Titles of reports take a few lines; column names further down are for a person to point at. */
const deepest = 12;
const fewestColumns = 3;

/**
 * The column names of a report whose titles stand above them: the first line with a name in every column over rows of
 * as many cells. Undefined when the first line may itself hold the names, or no line looks like them.
 */
export async function belowTitles(
  path: string,
  first: Head,
  inspection: FileInspection,
): Promise<{ readonly head: Head; readonly format: FileFormat } | undefined> {
  if (first.header.length > 1 && first.header.filter(isBlank).length * 2 < first.header.length)
    return undefined;
  for (let line = 2; line <= deepest; line++) {
    const format: FileFormat = inspection.isZip
      ? { type: 'workbook', headerRow: line }
      : { type: 'delimited', headerLine: line };
    const head = await headAt(path, format, inspection);
    if (head === undefined) return undefined;
    if (looksLikeHeader(head)) return { head, format };
  }
  return undefined;
}

const isBlank = (name: string): boolean => name.trim() === '';

/** Undefined when there is no such line. */
async function headAt(
  path: string,
  format: FileFormat,
  inspection: FileInspection,
): Promise<Head | undefined> {
  try {
    return await firstRows(path, format, inspection, undefined);
  } catch (error) {
    if (error instanceof LinkdeskError) return undefined;
    throw error;
  }
}

function looksLikeHeader({ header, rows }: Head): boolean {
  const names = new Set(header.map((name) => name.trim().toUpperCase()));
  const areNames = names.size === header.length && [...names].every((name) => /^\p{L}/u.test(name));
  const asWide = rows.filter((cells) => cells.length === header.length).length;
  return header.length >= fewestColumns && areNames && rows.length > 0 && asWide * 10 >= rows.length * 9;
}
