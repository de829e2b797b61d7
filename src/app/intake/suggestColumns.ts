import { dateFormats } from '../../domain/civilDate.ts';
import { extractKind, type ExtractKindName, extractKinds } from '../../domain/extract.ts';
import { type LearnedProfile, learnProfile } from '../../intake/profiles/learnProfile.ts';
import { blankWordsOf, columnsOf, type Profile } from '../../intake/profiles/profile.ts';
import type { ColumnMap } from '../contract/intake.ts';
import { maskCell, maskedColumns } from './previewSource.ts';
import { knownKind, profileName } from './profileOfColumns.ts';
import { fieldLabel, fieldWords, profileReading } from './reading.ts';
import type { SourceFile } from './sourceFile.ts';

/**
 * What each column of a file may hold, for a person to accept or change; the kind is guessed when it is not given.
 * `lastRead` gives the profile by which the newest extract of a kind was read, whose mapping can be taken over.
 */
export function suggestColumns(
  file: SourceFile,
  kindName: string | null,
  lastRead: (kind: ExtractKindName) => Profile | undefined,
): ColumnMap {
  const current = profileReading(file);
  const guessed = kindName === null ? current?.parts[0]?.kind : knownKind(kindName);
  const learned = learnProfile({
    ...profileName(file),
    header: file.header,
    sample: file.sample,
    format: file.format,
    ...(guessed === undefined ? {} : { kind: guessed }),
  });
  const found = learned.profile.parts[0]!.kind;
  const columns = columnsWith(file, learned, current, found);
  const mapped = new Set(columns.map(({ field }) => field));
  const worked = workedOut(current, found);
  const fields = extractKind(found).fields.map(({ name, required }) => ({
    field: name,
    label: fieldLabel(name),
    required: required === true && !worked.has(name),
  }));
  const last = lastRead(found);
  return {
    kind: found,
    kinds: extractKinds.map(({ kind: name, title }) => ({ kind: name, title })),
    dateFormat: current?.dateFormat ?? learned.profile.dateFormat,
    dateFormats: [...dateFormats],
    blankWords: [...blankWordsOf(current ?? {})],
    fields,
    columns,
    unmapped: fields
      .filter(({ field, required }) => required && !mapped.has(field))
      .map(({ field }) => field),
    lastMonth: last === undefined ? null : lastMapping(file, last, found),
  };
}

function columnsWith(
  file: SourceFile,
  learned: LearnedProfile,
  current: Profile | undefined,
  kind: ExtractKindName,
): ColumnMap['columns'] {
  const masks = maskedColumns(file);
  const known = mappedColumns(current, kind);
  const elsewhere = usedElsewhere(current, kind);
  const left = new Set(file.problems.length === 0 ? current?.ignored.map(comparable) : []);
  const taken = new Set(known.values());
  return learned.suggestions.map(({ column, field, reason }, at) => {
    const samples = samplesOf(file, at).map((value) => maskCell(value, masks[at]));
    const name = comparable(column);
    const before = known.get(name);
    if (before !== undefined) return { column, field: before, reason: 'read so before', samples };
    const used = elsewhere.get(name);
    if (used !== undefined) return { column, field: null, reason: `read as ${used}`, samples };
    if (left.has(name)) return { column, field: null, reason: 'left out before', samples };
    if (field === undefined || !taken.has(field)) return { column, field: field ?? null, reason, samples };
    return {
      column,
      field: null,
      reason: `another column is read as ${fieldWords(field)}`,
      samples,
    };
  });
}

const comparable = (column: string): string => column.trim().toUpperCase();

const samplesOf = (file: SourceFile, at: number): readonly string[] =>
  [...new Set(file.sample.map((row) => (row[at] ?? '').trim()).filter((value) => value !== ''))].slice(0, 3);

/** The field that a profile reads from each column as it stands, by the column's name in capitals. */
function mappedColumns(profile: Profile | undefined, kind: ExtractKindName): ReadonlyMap<string, string> {
  const fields = profile?.parts.find((part) => part.kind === kind)?.records[0]?.fields ?? {};
  return new Map(
    Object.entries(fields).flatMap(([field, source]) =>
      'column' in source ? [[comparable(source.column), field] as const] : [],
    ),
  );
}

/** Fields that a profile works out, from parts of a name, several columns, the month. */
const workedOut = (profile: Profile | undefined, kind: ExtractKindName): ReadonlySet<string> =>
  new Set(
    Object.entries(profile?.parts.find((part) => part.kind === kind)?.records[0]?.fields ?? {})
      .filter(([, source]) => !('column' in source))
      .map(([field]) => field),
  );

/** What columns are read as beside the mapping: parts of a name, another kind of the same file. */
function usedElsewhere(profile: Profile | undefined, kind: ExtractKindName): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  for (const part of profile?.parts ?? []) {
    for (const { fields } of part.records) {
      for (const [field, source] of Object.entries(fields)) {
        if (part.kind === kind && 'column' in source) continue;
        const words = `${fieldWords(field)}${part.kind === kind ? '' : ` of ${extractKind(part.kind).title}`}`;
        for (const column of columnsOf(source)) {
          if (!uses.has(comparable(column))) uses.set(comparable(column), words);
        }
      }
    }
  }
  return uses;
}

/** A mapping as far as this file's columns go; null when none of its columns is there. */
function lastMapping(file: SourceFile, last: Profile, kind: ExtractKindName): ColumnMap['lastMonth'] {
  const known = mappedColumns(last, kind);
  const columns = file.header.map((column) => ({ column, field: known.get(comparable(column)) ?? null }));
  return columns.every(({ field }) => field === null)
    ? null
    : {
        title: last.title,
        version: last.version,
        dateFormat: last.dateFormat,
        blankWords: [...blankWordsOf(last)],
        columns,
      };
}
