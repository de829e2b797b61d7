import { LinkdeskError } from '../domain/error.ts';

/** What stops the reading of a file to be linked or scored; each says where and how to mend it. */

export function cutShort(file: string, line: number): LinkdeskError {
  return new LinkdeskError(
    'FILE_TRUNCATED',
    `${file}, line ${line}: the file ends in the middle of this row, or a quotation mark opened there is never closed. Get the whole file again and compare its size with the source; nothing was written.`,
    { file, line },
  );
}

export function idMissing(file: string, line: number, column: string): LinkdeskError {
  return new LinkdeskError(
    'RECORD_ID_MISSING',
    `Line ${line} of ${file} has nothing in its id column "${column}". Give every row an id, or name another column.`,
    { file, line, column },
  );
}

export function idRepeated(file: string, line: number, column: string): LinkdeskError {
  return new LinkdeskError(
    'RECORD_ID_REPEATED',
    `Line ${line} of ${file} has the id of an earlier row in its id column "${column}". Every record needs an id of its own: name another id column, or remove the repeated rows.`,
    { file, line, column },
  );
}

/** Throws `COLUMN_TWICE` when a column that is read stands twice in a header: which of the two is meant, nobody knows. */
export function refuseColumnTwice(file: string, header: readonly string[], wanted: readonly string[]): void {
  const twice = wanted.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice === undefined) return;
  throw new LinkdeskError(
    'COLUMN_TWICE',
    `${file} has two columns with the name "${twice}", so it is not known which is meant. Rename one of them in the file.`,
    { file, column: twice },
  );
}
