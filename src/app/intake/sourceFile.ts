import { basename } from 'node:path';
import { type Delimiter, delimiterName } from '../../intake/detectDelimiter.ts';
import { checkHeader } from '../../intake/checkHeader.ts';
import { headerDifference } from '../../intake/headerDifference.ts';
import { firstLines } from '../../intake/firstLines.ts';
import { guessFixedFormat } from '../../intake/guessFixedFormat.ts';
import { type FileInspection, inspectFile } from '../../intake/inspectFile.ts';
import { builtInLayouts } from '../../intake/layouts/index.ts';
import { builtInProfiles } from '../../intake/profiles/builtIn/index.ts';
import { type FileFormat, type Profile, profileColumns } from '../../intake/profiles/profile.ts';
import { profileDrift } from '../../intake/profiles/profileDrift.ts';
import { profileMisfits } from '../../intake/profiles/profileMisfits.ts';
import { profileOfLayout } from '../../intake/profiles/profileOfLayout.ts';
import { recogniseProfile } from '../../intake/profiles/recogniseProfile.ts';
import { recogniseLayout } from '../../intake/recogniseLayout.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { belowTitles } from './belowTitles.ts';
import { firstRows, type Head, sampleRows } from './firstRows.ts';
import type { Reading } from './reading.ts';

/** A file that somebody wants to import, as far as looking at its first rows tells. */
export interface SourceFile {
  readonly path: string;
  readonly fileName: string;
  readonly inspection: FileInspection;
  readonly format: FileFormat;
  /** What parts the columns, in words; empty for workbooks and fixed columns. */
  readonly partedBy: string;
  readonly header: readonly string[];
  /** The first rows, before any check. */
  readonly sample: readonly (readonly string[])[];
  readonly lines: readonly number[];
  /** About so many rows; exact when the whole file was in the sample. */
  readonly rows: number;
  readonly exact: boolean;
  /** How the file can be read, or the profile that comes closest to it. */
  readonly reading: Reading | undefined;
  /** Why `reading` does not fit, each with its remedy; empty when it does. */
  readonly problems: readonly string[];
}

/**
 * Looks at a file: encoding, delimiter or fixed columns, first rows, and the layout or profile that its columns fit. A
 * profile given by the caller goes before any other; then layouts and profiles that fit without a difference, the
 * project's own first; then whatever comes closest, with the differences. Throws what stops a file from being read.
 */
export async function lookAtFile(
  path: string,
  saved: readonly Profile[],
  { profile: given, format: chosen }: Chosen = {},
): Promise<SourceFile> {
  const inspection = await inspectFile(path);
  const format = given?.format ?? chosen ?? (inspection.isZip ? { type: 'workbook' } : { type: 'delimited' });
  const head = await firstRows(path, format, inspection, given);
  const source = (read: Head, as: FileFormat, fit: Fit | undefined): SourceFile =>
    sourceOf(path, inspection, as, read, fit);
  if (given !== undefined) return source(head, format, fitOf(given, head));
  const fit = recognise(path, head, format, saved);
  if (fit !== undefined || chosen !== undefined) return source(head, format, fit);
  const titled = await belowTitles(path, head, inspection);
  if (titled !== undefined) {
    const found = recognise(path, titled.head, titled.format, saved);
    return source(
      titled.head,
      titled.format,
      found === undefined ? undefined : readBelow(found, titled.format),
    );
  }
  if (inspection.isZip || head.header.length > 1) return source(head, format, fit);
  const fixed = await recogniseFixed(path, inspection, saved);
  return fixed === undefined ? source(head, format, fit) : source(fixed.head, fixed.format, fixed.fit);
}

/** What a person decided about a file before it is looked at: how it is read, or at least how it is written. */
interface Chosen {
  readonly profile?: Profile | undefined;
  readonly format?: FileFormat | undefined;
}

function sourceOf(
  path: string,
  inspection: FileInspection,
  format: FileFormat,
  head: Head,
  fit: Fit | undefined,
): SourceFile {
  return {
    path,
    fileName: basename(path),
    inspection,
    format,
    partedBy: head.delimiter === undefined ? '' : delimiterName(head.delimiter),
    header: head.header,
    sample: head.rows,
    lines: head.lines,
    ...estimate(head, inspection),
    reading: fit?.reading,
    problems: fit?.problems ?? [
      'Its columns fit no extract that Linkdesk knows: map them, or leave the file out.',
    ],
  };
}

/** The rows of a file by the bytes of its first ones; a workbook is packed to about a sixth. */
function estimate({ header, rows, whole }: Head, { bytes, isZip, encoding }: FileInspection) {
  if (whole || rows.length === 0) return { rows: rows.length, exact: whole };
  const characters = (cells: readonly string[]): number => cells.join(',').length + 2;
  const sampled = rows.reduce((sum, cells) => sum + characters(cells), 0) / rows.length;
  const width = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const text = isZip ? bytes * 6 : bytes / width;
  return { rows: Math.max(rows.length, Math.round((text - characters(header)) / sampled)), exact: false };
}

interface Fit {
  readonly reading: Reading;
  readonly problems: readonly string[];
}

/** A profile that fits the columns below the titles of a file reads them there. */
function readBelow({ reading, problems }: Fit, format: FileFormat): Fit {
  if (reading.by === 'layout' || reading.profile.format.type !== format.type) return { reading, problems };
  const profile = { ...reading.profile, format: { ...reading.profile.format, ...format } };
  return { reading: { by: 'profile', profile }, problems };
}

function fitOf(profile: Profile, { header, rows }: Pick<Head, 'header' | 'rows'>): Fit {
  const { sentences } = profileDrift(profile, header);
  const problems = sentences.length > 0 ? sentences : profileMisfits(profile, header, rows);
  return { reading: { by: 'profile', profile }, problems };
}

/**
 * A file without delimiters: the project's own ruler that its rows fit, or fit best when there is one; else the
 * columns guessed from blanks, to be placed and mapped. Undefined when no columns can be seen either.
 */
async function recogniseFixed(
  path: string,
  inspection: FileInspection,
  saved: readonly Profile[],
): Promise<{ readonly head: Head; readonly format: FileFormat; readonly fit: Fit | undefined } | undefined> {
  const own: { head: Head; format: FileFormat; fit: Fit }[] = [];
  for (const profile of saved.filter(({ format }) => format.type === 'fixed')) {
    const head = await firstRows(path, profile.format, inspection, profile);
    own.push({ head, format: profile.format, fit: fitOf(profile, head) });
  }
  const [best] = own.sort((a, b) => a.fit.problems.length - b.fit.problems.length);
  if (best?.fit.problems.length === 0) return best;
  const format = guessFixedFormat(await firstLines(path, inspection, sampleRows));
  if (format.columns.length < 2) return best;
  return best ?? { head: await firstRows(path, format, inspection, undefined), format, fit: undefined };
}

function recognise(path: string, head: Head, format: FileFormat, saved: readonly Profile[]): Fit | undefined {
  const { header, delimiter } = head;
  const own = recogniseProfile(header, saved);
  if (own !== undefined) return fitOf(own, head);
  const known = recogniseLayout(header);
  if (known?.complete === true && format.type === 'delimited' && format.headerLine === undefined) {
    return {
      reading: { by: 'layout', layout: known.layout },
      problems: headerProblems(path, header, known.layout, delimiter),
    };
  }
  const likely = known === undefined ? [] : [profileOfLayout(known.layout, format)];
  const fitting = recogniseProfile(header, [...likely, ...builtInProfiles]);
  if (fitting !== undefined) return fitOf(fitting, head);
  return closest(head, [...saved, ...likely, ...builtInProfiles]);
}

/** Of profiles that share at least half of their columns with a header the one that shares the most. */
function closest(head: Head, profiles: readonly Profile[]): Fit | undefined {
  const { header } = head;
  let best: Profile | undefined;
  let most = 0.5;
  for (const profile of profiles) {
    const expected = profileColumns(profile);
    const share = headerDifference(header, expected).places.size / Math.max(expected.length, header.length);
    if (share > most) [best, most] = [profile, share];
  }
  return best === undefined ? undefined : fitOf(best, head);
}

function headerProblems(
  path: string,
  header: readonly string[],
  layout: (typeof builtInLayouts)[number],
  delimiter: Delimiter | undefined,
): readonly string[] {
  try {
    checkHeader(basename(path), header, layout, delimiter ?? layout.delimiter);
    return [];
  } catch (error) {
    if (error instanceof LinkdeskError) return [error.message];
    throw error;
  }
}
