import type { FieldSource, Profile, RecordMap } from './profile.ts';

/** What a person decided about a drifted header. */
export interface ProfileMend {
  /** Old column name to new */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly ignored?: readonly string[];
  readonly optional?: readonly string[];
}

/** The next version of a profile with the mends applied in every place where a column is named. */
export function mendProfile(profile: Profile, mend: ProfileMend): Profile {
  const nameOf = (column: string): string => mend.renamed?.[column] ?? column;
  const optional = [...(profile.optional ?? []), ...(mend.optional ?? [])].map(nameOf);
  return {
    ...profile,
    version: profile.version + 1,
    ignored: [...new Set([...profile.ignored.map(nameOf), ...(mend.ignored ?? [])])],
    ...(optional.length === 0 ? {} : { optional: [...new Set(optional)] }),
    parts: profile.parts.map((part) => ({
      ...part,
      records: part.records.map((record) => renamedRecord(record, nameOf)),
    })),
  };
}

function renamedRecord(record: RecordMap, nameOf: (column: string) => string): RecordMap {
  const fields = Object.entries(record.fields).map(
    ([field, source]) => [field, renamedSource(source, nameOf)] as const,
  );
  return {
    fields: Object.fromEntries(fields),
    ...(record.onlyWith === undefined ? {} : { onlyWith: record.onlyWith.map(nameOf) }),
  };
}

function renamedSource(source: FieldSource, nameOf: (column: string) => string): FieldSource {
  if ('column' in source) return { ...source, column: nameOf(source.column) };
  if ('fullName' in source) return { ...source, fullName: nameOf(source.fullName) };
  if ('monthColumn' in source) return { ...source, monthColumn: nameOf(source.monthColumn) };
  if ('firstOf' in source) return { firstOf: source.firstOf.map((one) => renamedSource(one, nameOf)) };
  return 'madeFrom' in source ? { madeFrom: source.madeFrom.map(nameOf) } : source;
}
