import { LinkdeskError } from '../domain/error.ts';

interface Foreign {
  readonly is: (head: Buffer) => boolean;
  /** What it is, and what to do instead; follows the name of the file. */
  readonly words: string;
}

const starts =
  (...bytes: readonly number[]) =>
  (head: Buffer): boolean =>
    bytes.every((byte, at) => head[at] === byte);

const says =
  (pattern: RegExp) =>
  (head: Buffer): boolean =>
    pattern.test(head.toString('latin1').replaceAll('\0', ''));

const asCsv = 'Export it as CSV UTF-8 or XLSX, with every id column as text.';

const isOldContainer = starts(0xd0, 0xcf, 0x11, 0xe0);

/** What lies in folders of extracts and is none, by its first bytes. */
const foreign: readonly Foreign[] = [
  {
    is: isOldContainer,
    words:
      'is a workbook of the old kind (XLS), or one with a password. Open it in a spreadsheet program and save it as XLSX without a password.',
  },
  { is: starts(0x25, 0x50, 0x44, 0x46), words: `is a PDF, a report for reading. ${asCsv}` },
  { is: starts(0x1f, 0x8b), words: 'is packed (gzip). Unpack it and choose what was in it.' },
  { is: starts(0x37, 0x7a, 0xbc, 0xaf), words: 'is packed (7z). Unpack it and choose what was in it.' },
  {
    is: says(/^(?:ï»¿|ÿþ|þÿ)?\s*<(?:!doctype html|html|head|body|table|meta)\b/i),
    words: `is a web page, whatever its name says. ${asCsv}`,
  },
  { is: says(/^(?:ï»¿|ÿþ|þÿ)?\s*<\?xml\b/i), words: `is an XML file, whatever its name says. ${asCsv}` },
];

/** More of these than one character in twenty make no text. */
const MOST_CONTROLS = 0.05;

/**
 * Refuses what is no text and no workbook by its first bytes, before anybody looks for columns in it. Throws
 * FILE_NOT_TEXT or WORKBOOK_ENCRYPTED with what the file is and how to get it otherwise.
 */
export function refuseForeignFile(name: string, head: Buffer, isWide: boolean): void {
  const words =
    foreign.find(({ is }) => is(head))?.words ??
    (!isWide && controls(head) > head.length * MOST_CONTROLS
      ? `is no text: it holds bytes that no text has. Get the file again, or export it anew. ${asCsv}`
      : undefined);
  if (isOldContainer(head) && /\.xlsx$/i.test(name)) throw encryptedWorkbook(name);
  if (words !== undefined) {
    throw new LinkdeskError('FILE_NOT_TEXT', `${name} ${words} Nothing of it was kept.`, { file: name });
  }
}

/** The refusal of a workbook that needs a password; such a workbook lies in a container of the old kind. */
export function encryptedWorkbook(name: string): LinkdeskError {
  return new LinkdeskError(
    'WORKBOOK_ENCRYPTED',
    `${name} is protected by a password. Save a copy without the password, import that, and delete it.`,
    { file: name },
  );
}

/** Control characters other than tab, line ends, form feed, the unit separator, the end mark of old systems, and zero, which rows are judged by. */
function controls(head: Buffer): number {
  let count = 0;
  for (const byte of head) {
    if (byte < 32 && byte !== 0 && !(byte >= 9 && byte <= 13) && byte !== 26 && byte !== 31) count++;
  }
  return count;
}
