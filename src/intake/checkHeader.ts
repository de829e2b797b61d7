import { LinkdeskError } from '../domain/error.ts';
import { columnLabel } from './columnLabel.ts';
import { delimiterName } from './detectDelimiter.ts';
import type { Delimiter } from './detectDelimiter.ts';
import { headerDifference } from './headerDifference.ts';
import type { Layout } from './layouts/layout.ts';
import { recogniseLayout } from './recogniseLayout.ts';

const UNREADABLE = /\uFFFD|\p{Cc}/u;
const quoted = (names: readonly string[]): string => names.join(', ');

/**
 * Where each column of the layout stands in the file. Order and case do not matter. Throws a LinkdeskError that
 * names file, column and remedy when columns are missing, unknown or repeated, when the text cannot be what the
 * layout says (delimiter, encoding, no header), or when the file is of another kind.
 */
export function checkHeader(
  file: string,
  header: readonly string[],
  layout: Layout,
  delimiter: Delimiter,
): ReadonlyMap<string, number> {
  const expected = layout.columns.map((column) => column.header);
  const difference = headerDifference(header, expected);
  const label = (name: string): string => columnLabel(header, name);
  if (header.some((name) => UNREADABLE.test(name))) {
    throw new LinkdeskError(
      'WRONG_ENCODING',
      `${file}, line 1: the column names hold characters that are no text, so the file is damaged or in an encoding that is not UTF-8, UTF-16 or Windows-1252. Export it as UTF-8.`,
      { file, line: 1 },
    );
  }
  if (difference.missing.length > 0) throw missingColumns(file, header, layout, delimiter, difference);
  if (difference.repeated.length > 0) {
    throw new LinkdeskError(
      'COLUMN_REPEATED',
      `${file}, line 1: the column ${label(difference.repeated[0]!)} stands there more than once. Have the extract name each column once.`,
      { file, line: 1, column: label(difference.repeated[0]!) },
    );
  }
  if (difference.extra.length > 0) {
    throw new LinkdeskError(
      'COLUMN_UNKNOWN',
      `${file}, line 1: the layout ${layout.title} does not know the column ${quoted(difference.extra.map(label))}. Leave it out of the extract, or make a profile that says what it holds or that it is to be ignored.`,
      { file, line: 1, column: label(difference.extra[0]!) },
    );
  }
  return difference.places;
}

function missingColumns(
  file: string,
  header: readonly string[],
  layout: Layout,
  delimiter: Delimiter,
  { missing, places, renamed }: ReturnType<typeof headerDifference>,
): LinkdeskError {
  const other = recogniseLayout(header);
  if (other !== undefined && other.layout.kind !== layout.kind && places.size * 2 <= layout.columns.length) {
    return new LinkdeskError(
      'FILE_OF_OTHER_KIND',
      `${file} was named as ${layout.title}, but its columns are those of ${other.layout.title}. Import it as that, or choose the right file.`,
      { file, line: 1, found: other.layout.kind },
    );
  }
  if (header.length === 1 && layout.columns.length > 1) {
    return new LinkdeskError(
      'WRONG_DELIMITER',
      `${file}, line 1: all column names stand in one cell; no comma, tab, vertical bar or semicolon parts them. Export the file with a ${delimiterName(layout.delimiter)} between columns.`,
      { file, line: 1 },
    );
  }
  // with few of the columns it may be a row of people, so that nothing of it is repeated
  if (places.size * 2 < layout.columns.length) {
    return new LinkdeskError(
      'HEADER_MISSING',
      `${file}, line 1: the columns of ${layout.title} do not stand there (${places.size} of ${layout.columns.length} found, parted by ${delimiterName(delimiter)}s). Export the file with column names in its first line, or choose the right kind of file.`,
      { file, line: 1 },
    );
  }
  const rename = renamed.find((pair) => pair.missing === missing[0]);
  const hint =
    rename === undefined
      ? 'Add it to the extract'
      : `The column ${columnLabel(header, rename.found)} is new and may be the same: name it ${rename.missing}`;
  return new LinkdeskError(
    'COLUMN_MISSING',
    `${file}, line 1: the column ${quoted(missing)} of ${layout.title} is missing. ${hint}, or make a profile for this layout.`,
    { file, line: 1, column: missing[0]! },
  );
}
