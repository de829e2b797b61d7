import { usualBlankWords } from '../../domain/blankWords.ts';
import { type DateFormat, dateFormats } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind, type ExtractKindName, extractKinds } from '../../domain/extract.ts';
import { learnProfile } from '../../intake/profiles/learnProfile.ts';
import { columnsOf, type FieldSource, type Profile, profileColumns } from '../../intake/profiles/profile.ts';
import { fieldLabel } from './reading.ts';
import type { SourceFile } from './sourceFile.ts';

export interface ColumnChoice {
  readonly title: string;
  readonly kind: string;
  readonly dateFormat: string;
  /** Words read as blank; null: as before. */
  readonly blankWords: readonly string[] | null;
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
}

/**
 * The profile that a person made of a file's columns, on top of the one it begins with, if any: code lists of columns
 * that keep their field stay, and so does what the mapping cannot say (parts of a name, other kinds in the same file).
 * Throws PROFILE_INCOMPLETE when a required field has no column, PROFILE_UNREADABLE when a column, field or date
 * format is not known.
 */
export function profileOfColumns(
  file: SourceFile,
  choice: ColumnChoice,
  begun: Profile | undefined,
): Profile {
  const kindName = knownKind(choice.kind);
  const kind = extractKind(kindName);
  const dateFormat = dateFormats.find((one): one is DateFormat => one === choice.dateFormat);
  const chosen = choice.columns.filter(({ field }) => field !== null);
  const unknown =
    chosen.find(({ field }) => !kind.fields.some(({ name }) => name === field)) ??
    choice.columns.find(({ column }) => !file.header.includes(column));
  const twice = chosen.find(({ field }, at) => chosen.findIndex((other) => other.field === field) !== at);
  if (dateFormat === undefined || unknown !== undefined || twice !== undefined) {
    throw new LinkdeskError(
      'PROFILE_UNREADABLE',
      `The mapping of ${file.fileName} cannot be used: ${twice === undefined ? 'it names a column, field or date format that is not known' : `two columns are mapped to ${fieldLabel(twice.field ?? '')}`}. Change it; nothing was changed.`,
    );
  }
  const base = begun?.parts.some((part) => part.kind === kindName) === true ? begun : undefined;
  const kept = keptSources(base, kindName, choice);
  const absent = kind.fields.filter(
    ({ name, required }) =>
      required === true && !(name in kept) && !chosen.some(({ field }) => field === name),
  );
  if (absent.length > 0) {
    throw new LinkdeskError(
      'PROFILE_INCOMPLETE',
      `${kind.title} need ${absent.map(({ name }) => fieldLabel(name)).join(', ')}, and no column of ${file.fileName} is mapped to it. Map a column, or choose another kind of extract; nothing was changed.`,
    );
  }
  const { blankWords: before, ...own } = base ?? learnedProfile(file, choice.title, kindName);
  const blankWords = choice.blankWords ?? before;
  const fields = {
    ...kept,
    ...Object.fromEntries(
      chosen.map(({ field, column }) => [field!, sourceOf(own, kindName, field!, column)]),
    ),
  };
  const read = {
    ...own,
    title: choice.title,
    format: file.format,
    dateFormat,
    ...(blankWords === undefined || isUsual(blankWords) ? {} : { blankWords }),
    parts: own.parts.map((part) =>
      part.kind === kindName
        ? { ...part, records: [{ ...part.records[0], fields }, ...part.records.slice(1)] }
        : part,
    ),
  };
  const used = new Set(profileColumns(read).map((column) => column.toUpperCase()));
  return {
    ...read,
    ignored: file.header.filter((column) => isNamed(column) && !used.has(column.trim().toUpperCase())),
  };
}

const isUsual = (words: readonly string[]): boolean =>
  words.length === usualBlankWords.length && words.every((word, at) => word === usualBlankWords[at]);

const isNamed = (column: string): boolean => column.trim() !== '';

/** What a profile works out (parts of a name, a made id, the month), unless its column has another field now. */
function keptSources(
  base: Profile | undefined,
  kind: ExtractKindName,
  { columns }: ColumnChoice,
): Readonly<Record<string, FieldSource>> {
  const fields = base?.parts.find((part) => part.kind === kind)?.records[0]?.fields ?? {};
  const fieldOf = new Map(columns.map(({ column, field }) => [column.trim().toUpperCase(), field]));
  const chosen = new Set(columns.map(({ field }) => field));
  return Object.fromEntries(
    Object.entries(fields).filter(([field, source]) => {
      if ('column' in source || chosen.has(field)) return false;
      const places = columnsOf(source).map((column) => fieldOf.get(column.toUpperCase()));
      return !places.includes(undefined) && ('madeFrom' in source || places.every((place) => place === null));
    }),
  );
}

/** A column that keeps its field is read as before, through its code list. */
function sourceOf(own: Profile, kind: ExtractKindName, field: string, column: string): FieldSource {
  const before = own.parts.find((part) => part.kind === kind)?.records[0]?.fields[field];
  return before !== undefined && 'column' in before && before.column.toUpperCase() === column.toUpperCase()
    ? { ...before, column }
    : { column };
}

/** A profile made from the file alone, for spellings and codes. */
function learnedProfile(file: SourceFile, title: string, kind: ExtractKindName): Profile {
  const { header, sample, format } = file;
  return learnProfile({ ...profileName(file), title, header, sample, format, kind }).profile;
}

/** The id and title of a profile that is made for a file: its name without what changes every month. */
export function profileName({ fileName }: Pick<SourceFile, 'fileName'>): {
  readonly id: string;
  readonly title: string;
} {
  const stem = fileName
    .replace(/\.[^.]+$/, '')
    .replace(/[-_ .]*(?:19|20)\d{2}[-_ .]?\d{0,2}[-_ .]?\d{0,2}/g, '')
    .replace(/[^\p{L}\d]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  const id = stem === '' ? 'extract' : stem;
  return { id: `county-${id}`, title: id.replaceAll('-', ' ') };
}

/** The kind of that name. Throws PROFILE_UNREADABLE. */
export function knownKind(name: string): ExtractKindName {
  const kind = extractKinds.find((one) => one.kind === name);
  if (kind === undefined) {
    throw new LinkdeskError(
      'PROFILE_UNREADABLE',
      'There is no such kind of extract. Choose one of the list; nothing was changed.',
    );
  }
  return kind.kind;
}
