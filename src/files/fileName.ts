import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';

/** Device names that Windows keeps for itself, whatever the extension (also with superscript digits). */
const RESERVED = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/;
/** A name part is at most 255 units on the file systems we meet; room is left for the temporary file's ending. */
const LONGEST = 200;

/**
 * Checks that a name can be a file's name on Windows, macOS and Linux alike and stays in its folder, and gives it
 * back unchanged. Throws BAD_FILE_NAME.
 */
export function checkedFileName(name: string): string {
  const problem = problemOf(name);
  if (problem === undefined) return name;
  throw new LinkdeskError(
    'BAD_FILE_NAME',
    `The file name cannot be used: it ${problem}. Choose a name of letters, digits, dashes and one dot before the ending.`,
  );
}

function problemOf(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'is empty or names a folder';
  if (name.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (FORBIDDEN.test(name)) return 'holds a character that Windows does not allow in file names';
  if (/[. ]$/.test(name)) return 'ends in a dot or a blank, which Windows would drop';
  if (RESERVED.test(name)) return 'is a device name that Windows keeps for itself';
  return undefined;
}

/** What a file for people is named after (review-ux.md 5.1: lower case, dashes, says what is inside). */
export interface FileNameParts {
  /** Stem of the list or chart, e.g. "mutual-clients-la". */
  readonly stem: string;
  readonly month: Month;
  readonly version: number;
  readonly draft: boolean;
  readonly extension: 'csv' | 'xlsx' | 'json';
}

/** "mutual-clients-la-2026-10-v1.xlsx"; a draft says so: "…-v1-draft.xlsx". */
export const publicationFileName = ({ stem, month, version, draft, extension }: FileNameParts): string =>
  checkedFileName(`${cleanStem(stem)}-${month}-v${version}${draft ? '-draft' : ''}.${extension}`);

/**
 * "mutual-clients-la-2026-10-as-known-2026-11-05t153000z.xlsx": a list as known at an ISO time, and "…-as-of-2026-09-15"
 * when it is of another day than its own.
 */
export function lookBackFileName({
  stem,
  month,
  knownAt,
  asOf,
  extension,
}: Pick<FileNameParts, 'stem' | 'month' | 'extension'> & {
  readonly knownAt: string;
  /** ISO day, when one was asked for */
  readonly asOf: string | null;
}): string {
  const time = new Date(knownAt).toISOString().slice(0, 19).replaceAll(':', '').toLowerCase();
  return checkedFileName(
    `${cleanStem(stem)}-${month}-as-known-${time}z${asOf === null ? '' : `-as-of-${asOf}`}.${extension}`,
  );
}

const cleanStem = (stem: string): string =>
  stem
    .toLowerCase()
    .replaceAll('%', ' percent ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
