import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind, type ExtractKindName } from '../../domain/extract.ts';
import { writeFileAtomically } from '../../files/atomicFile.ts';
import { columnLabel } from '../../intake/columnLabel.ts';
import { learnProfile, type LearnedProfile } from '../../intake/profiles/learnProfile.ts';
import { columnsOf } from '../../intake/profiles/profile.ts';
import type { FixedWidthFormat, MappedValue, Profile } from '../../intake/profiles/profile.ts';
import { profileDrift } from '../../intake/profiles/profileDrift.ts';
import { profileMisfits } from '../../intake/profiles/profileMisfits.ts';
import { codedColumns } from '../../intake/profiles/codedColumns.ts';
import { withValueMap } from '../../intake/profiles/withValueMap.ts';
import { parseProfile, profileText } from '../../intake/profiles/profileFile.ts';
import type { CodedField } from '../contract/intake.ts';
import { codeLists } from './codeLists.ts';
import { fieldLabel, kindsOf, readingTitle, readingVersion, readKinds } from './reading.ts';
import { profileName } from './profileOfColumns.ts';
import { lookAtFile, type SourceFile } from './sourceFile.ts';

export type { FixedWidthFormat, MappedValue, Profile } from '../../intake/profiles/profile.ts';

/** Reads a profile from a file. Throws FILE_NOT_FOUND, PROFILE_UNREADABLE. */
export async function readProfileFile(path: string): Promise<Profile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new LinkdeskError(
      'FILE_NOT_FOUND',
      `The profile ${basename(path)} is not there or cannot be read. Check the path; nothing was changed.`,
    );
  }
  return parseProfile(text, basename(path));
}

export interface FileFit {
  readonly fileName: string;
  /** The layout or profile that fits or comes closest; undefined when none does. */
  readonly title: string | undefined;
  readonly version: number;
  readonly fits: boolean;
  readonly problems: readonly string[];
  /** Of each kind the first rows, when the file fits. */
  readonly kinds: readonly { readonly title: string; readonly read: number; readonly rejected: number }[];
  /** Fields of codes and the values of the whole file, when it fits. */
  readonly codes: readonly CodedField[];
}

/** Tries a file on a profile, or on everything that ships with Linkdesk: how its columns fit, and how its first rows read. */
export async function checkFileFit(
  path: string,
  profile: Profile | undefined,
  { asOf, acceptDemo }: { readonly asOf: number; readonly acceptDemo: boolean },
): Promise<FileFit> {
  const file = await lookAtFile(path, [], { profile });
  const { reading, problems, fileName } = file;
  if (reading === undefined || problems.length > 0) {
    return {
      fileName,
      title: reading === undefined ? undefined : readingTitle(reading),
      version: reading === undefined ? 0 : readingVersion(reading).layoutVersion,
      fits: false,
      problems,
      kinds: [],
      codes: [],
    };
  }
  const kinds: FileFit['kinds'][number][] = [];
  for (const kind of kindsOf(reading)) {
    const batches = readKinds(path, reading, [kind], {
      asOf,
      acceptDemo,
      inspection: file.inspection,
      onProgress: () => {},
    });
    for await (const { counts } of batches) {
      kinds.push({ title: extractKind(kind).title, read: counts.read, rejected: counts.rejected });
      break;
    }
  }
  return {
    fileName,
    title: readingTitle(reading),
    version: readingVersion(reading).layoutVersion,
    fits: true,
    problems,
    kinds,
    codes: await codeLists(file, asOf),
  };
}

export interface LearnOptions {
  readonly kind: ExtractKindName | undefined;
  readonly replace: boolean;
  /** Words read as blank; the usual ones when absent. */
  readonly blankWords: readonly string[] | undefined;
  /** Where fixed columns are cut; found by looking when absent. */
  readonly ruler: FixedWidthFormat | undefined;
}

/**
 * Makes a first profile of a file, with the reason for each column, and writes it down. Throws PROFILE_INCOMPLETE
 * when no column seems to hold a required field, FILE_EXISTS, and what looking at the file throws.
 */
export async function learnProfileFile(
  path: string,
  out: string,
  { kind, replace, ruler, blankWords }: LearnOptions,
): Promise<LearnedProfile> {
  const file = await lookAtFile(path, [], { format: ruler });
  const { header, sample, format, fileName } = file;
  const fresh = learnProfile({
    ...profileName(file),
    header,
    sample,
    format,
    ...(kind === undefined ? {} : { kind }),
  });
  const fitting = fresh.unmapped.length > 0 ? (respelt(file, fresh, kind) ?? fresh) : fresh;
  const learned =
    blankWords === undefined ? fitting : { ...fitting, profile: { ...fitting.profile, blankWords } };
  if (learned.unmapped.length > 0) {
    const names = learned.unmapped.map(fieldLabel).join(', ');
    const why = learned.suggestions
      .filter(({ spoilt }) => spoilt)
      .map(({ column, reason }) => ` The column ${columnLabel(header, column)}: ${reason}.`)
      .join('');
    throw new LinkdeskError(
      'PROFILE_INCOMPLETE',
      `No column of ${fileName} seems to hold ${names}, which ${extractKind(learned.profile.parts[0]!.kind).title} need.${why} Map them in the import wizard, or name another --kind; no profile was written.`,
    );
  }
  await writeFileAtomically(out, [new TextEncoder().encode(profileText(learned.profile))], { replace });
  return learned;
}

/**
 * A profile that comes with Linkdesk, when the columns are its own and only the dates are spelt otherwise (Santa
 * Clara's three columns, written YYYY-MM-DD).
 */
function respelt(
  { reading, header, sample, format, problems }: SourceFile,
  fresh: LearnedProfile,
  kind: ExtractKindName | undefined,
): LearnedProfile | undefined {
  if (reading?.by !== 'profile' || problems.length === 0 || !profileDrift(reading.profile, header).fits)
    return undefined;
  const { id, title, dateFormat } = fresh.profile;
  const profile: Profile = { ...reading.profile, id, title, version: 1, format, dateFormat };
  const isOther = kind !== undefined && profile.parts.every((part) => part.kind !== kind);
  if (isOther || profileMisfits(profile, header, sample).length > 0) return undefined;
  const fields = profile.parts.flatMap(({ records }) => records.flatMap((one) => Object.entries(one.fields)));
  return {
    profile,
    unmapped: [],
    codes: [],
    suggestions: header.map((column) => {
      const read = fields.filter(
        ([, source]) => !('madeFrom' in source) && columnsOf(source).includes(column),
      );
      const field = [...new Set(read.map(([name]) => name))].join(', ');
      return field === ''
        ? { column, reason: `left out in ${reading.profile.title}` }
        : { column, field, reason: `read so in ${reading.profile.title}, with dates written ${dateFormat}` };
    }),
  };
}

/**
 * Writes a profile with some codes of a field mapped, as its next version. An entry takes the place of those of the
 * same code and days; other codes stay. Without a kind the first one is meant that has the field. Throws
 * VALUE_MAP_WRONG.
 */
export async function mapCodesInFile(
  profile: Profile,
  out: string,
  {
    kind,
    field,
    entries,
  }: { readonly kind: string | undefined; readonly field: string; readonly entries: readonly MappedValue[] },
): Promise<Profile> {
  const coded = codedColumns(profile).find(
    (one) => one.field.name === field && (kind === undefined || one.kind === kind),
  );
  if (coded === undefined) {
    const known = [...new Set(codedColumns(profile).map((one) => one.field.name))].join(', ');
    throw new LinkdeskError(
      'VALUE_MAP_WRONG',
      `${profile.title} reads no codes of ${field}${known === '' ? '' : `; it reads those of ${known}`}. Nothing was written.`,
    );
  }
  const before = profile.valueMaps[coded.source.map ?? ''] ?? [];
  const isReplaced = (old: MappedValue): boolean =>
    entries.some(
      ({ from, since, until }) =>
        from.toUpperCase() === old.from.toUpperCase() && since === old.since && until === old.until,
    );
  const all = [...before.filter((old) => !isReplaced(old)), ...entries];
  const mapped = { ...withValueMap(profile, coded.kind, field, all), version: profile.version + 1 };
  await writeFileAtomically(out, [new TextEncoder().encode(profileText(mapped))], { replace: true });
  return mapped;
}
