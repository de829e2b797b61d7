import { type DateFormat, dateFormats } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind, extractKinds } from '../../domain/extract.ts';
import { learnProfile } from '../../intake/profiles/learnProfile.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import type { ColumnMap } from '../contract/intake.ts';
import { fieldsByColumn, maskCell, maskedColumns } from './previewSource.ts';
import { fieldLabel, kindsOf } from './reading.ts';
import type { SourceFile } from './sourceFile.ts';

/** What each column of a file may hold, for a person to accept or change; the kind is guessed when it is not given. */
export function suggestColumns(file: SourceFile, kindName: string | null): ColumnMap {
  const kind = kindName === null ? undefined : knownKind(kindName);
  const guessed = kind ?? (file.reading === undefined ? undefined : kindsOf(file.reading)[0]);
  const learned = learnProfile({
    ...profileName(file),
    header: file.header,
    sample: file.sample,
    format: file.format,
    ...(guessed === undefined ? {} : { kind: guessed }),
  });
  const found = learned.profile.parts[0]!.kind;
  const masks = maskedColumns(file);
  const known = fieldsByColumn(file);
  const wasRead = file.reading !== undefined && kindsOf(file.reading).includes(found);
  const own = new Set(extractKind(found).fields.map(({ name }) => name));
  const columns = learned.suggestions.map(({ column, field, reason }, at) => {
    const before = wasRead ? known.get(column.trim().toUpperCase()) : undefined;
    const kept = before !== undefined && own.has(before);
    return {
      column,
      field: kept ? before : (field ?? null),
      reason: kept ? 'read so before' : reason,
      samples: samplesOf(file, at).map((value) => maskCell(value, masks[at])),
    };
  });
  const mapped = new Set(columns.map(({ field }) => field));
  const fields = extractKind(found).fields.map(({ name, required }) => ({
    field: name,
    label: fieldLabel(name),
    required: required === true,
  }));
  return {
    kind: found,
    kinds: extractKinds.map(({ kind: name, title }) => ({ kind: name, title })),
    dateFormat: learned.profile.dateFormat,
    dateFormats: [...dateFormats],
    fields,
    columns,
    unmapped: fields
      .filter(({ field, required }) => required && !mapped.has(field))
      .map(({ field }) => field),
  };
}

const samplesOf = (file: SourceFile, at: number): readonly string[] =>
  [...new Set(file.sample.map((row) => (row[at] ?? '').trim()).filter((value) => value !== ''))].slice(0, 3);

export interface ColumnChoice {
  readonly title: string;
  readonly kind: string;
  readonly dateFormat: string;
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
}

/**
 * The profile that a person made of a file's columns. Throws PROFILE_INCOMPLETE when a required field has no column,
 * PROFILE_UNREADABLE when a column, field or date format is not known.
 */
export function profileOfColumns(file: SourceFile, choice: ColumnChoice): Profile {
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
  const absent = kind.fields.filter(
    ({ name, required }) => required === true && !chosen.some(({ field }) => field === name),
  );
  if (absent.length > 0) {
    throw new LinkdeskError(
      'PROFILE_INCOMPLETE',
      `${kind.title} need ${absent.map(({ name }) => fieldLabel(name)).join(', ')}, and no column of ${file.fileName} is mapped to it. Map a column, or choose another kind of extract; nothing was changed.`,
    );
  }
  const learned = learnProfile({
    ...profileName(file),
    title: choice.title,
    header: file.header,
    sample: file.sample,
    format: file.format,
    kind: kindName,
  });
  return {
    ...learned.profile,
    dateFormat,
    ignored: choice.columns.filter(({ field }) => field === null).map(({ column }) => column),
    parts: [
      {
        kind: kindName,
        records: [{ fields: Object.fromEntries(chosen.map(({ field, column }) => [field!, { column }])) }],
      },
    ],
  };
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

function knownKind(name: string) {
  const kind = extractKinds.find((one) => one.kind === name);
  if (kind === undefined) {
    throw new LinkdeskError(
      'PROFILE_UNREADABLE',
      'There is no such kind of extract. Choose one of the list; nothing was changed.',
    );
  }
  return kind.kind;
}
