import { extractKind } from '../../domain/extract.ts';
import type { FieldSource, Profile } from './profile.ts';

/** The profile with leading zeros put back before SSNs of 7 or 8 digits, in every column that holds SSNs. */
export const withZerosRestored = (profile: Profile): Profile => ({
  ...profile,
  parts: profile.parts.map(({ kind, records }) => {
    const ssns = new Set(
      extractKind(kind)
        .fields.filter(({ type }) => type === 'ssn')
        .map(({ name }) => name),
    );
    return {
      kind,
      records: records.map((record) => ({
        ...record,
        fields: Object.fromEntries(
          Object.entries(record.fields).map(([name, source]) => [
            name,
            ssns.has(name) ? restored(source) : source,
          ]),
        ),
      })),
    };
  }),
});

const restored = (source: FieldSource): FieldSource =>
  'column' in source ? { ...source, restoreZeros: true } : source;
