import type { CivilDay } from '../../domain/civilDate.ts';
import { extractKind, type ExtractKindName } from '../../domain/extract.ts';
import type { ExtractBatch } from '../../intake/extractBatch.ts';
import type { FileInspection } from '../../intake/inspectFile.ts';
import type { Layout } from '../../intake/layouts/layout.ts';
import { columnsOf, type FileFormat, type Profile, sinceFields } from '../../intake/profiles/profile.ts';
import { profileOfLayout } from '../../intake/profiles/profileOfLayout.ts';
import { readProfile } from '../../intake/profiles/readProfile.ts';
import { readExtract } from '../../intake/readExtract.ts';

/** How a file is read: by a layout that ships with Linkdesk, or by a profile. */
export type Reading =
  | { readonly by: 'layout'; readonly layout: Layout }
  | { readonly by: 'profile'; readonly profile: Profile };

export interface ReadingOptions {
  readonly asOf: CivilDay;
  readonly acceptDemo: boolean;
  readonly inspection: FileInspection;
  readonly onProgress: (bytes: number, total: number) => void;
}

/** The profile that reads a file; a built-in layout as a profile, so that its code lists can be changed. */
export function profileReading({
  reading,
  format,
}: {
  readonly reading: Reading | undefined;
  readonly format: FileFormat;
}): Profile | undefined {
  if (reading === undefined) return undefined;
  return reading.by === 'profile' ? reading.profile : profileOfLayout(reading.layout, format);
}

/** What an import notes of how its file was read. */
export const readingVersion = (
  reading: Reading,
): { readonly layout: string; readonly layoutVersion: number } =>
  reading.by === 'layout'
    ? { layout: reading.layout.id, layoutVersion: reading.layout.version }
    : { layout: reading.profile.id, layoutVersion: reading.profile.version };

export const readingTitle = (reading: Reading): string =>
  reading.by === 'layout' ? reading.layout.title : reading.profile.title;

/** The extract kinds that a file gives, in the order in which it names them. */
export const kindsOf = (reading: Reading): readonly ExtractKindName[] =>
  reading.by === 'layout' ? [reading.layout.kind] : reading.profile.parts.map(({ kind }) => kind);

/** The key fields of a kind that are made from the month of the report. */
export const sinceFieldsOf = (reading: Reading, kind: ExtractKindName): readonly string[] =>
  reading.by === 'layout'
    ? []
    : reading.profile.parts.filter((part) => part.kind === kind).flatMap(sinceFields);

/** The checked rows of some kinds in a file, read once. Throws what `readExtract` and `readProfile` throw. */
export const readKinds = (
  path: string,
  reading: Reading,
  kinds: readonly ExtractKindName[],
  options: ReadingOptions,
): AsyncGenerator<ExtractBatch> =>
  reading.by === 'layout'
    ? readExtract(path, reading.layout, options)
    : readProfile(path, reading.profile, kinds, options);

/** The column of the file that findings name for each field of a kind; a field that is made up has none. */
export function columnsByField(reading: Reading, kind: ExtractKindName): Readonly<Record<string, string>> {
  if (reading.by === 'layout') {
    return Object.fromEntries(reading.layout.columns.map(({ field, header }) => [field, header]));
  }
  const record = reading.profile.parts.find((part) => part.kind === kind)?.records[0];
  return Object.fromEntries(
    Object.entries(record?.fields ?? {}).map(([field, source]) => [field, columnsOf(source)[0] ?? field]),
  );
}

/** A field's name in the middle of a sentence: "birth date", "SSN". */
export const fieldWords = (field: string): string =>
  field.replaceAll('_', ' ').replace(/\b(ssn|cin|cwin|zip|wtw|cws|icpc)\b/g, (word) => word.toUpperCase());

/** A field's name as people read it: "Birth date", "SSN". */
export function fieldLabel(field: string): string {
  const words = fieldWords(field);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The types of a kind's fields by name. */
export const fieldTypes = (kind: ExtractKindName): ReadonlyMap<string, string> =>
  new Map(extractKind(kind).fields.map(({ name, type }) => [name, type]));
