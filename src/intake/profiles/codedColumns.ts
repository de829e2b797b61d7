import { extractKind } from '../../domain/extract.ts';
import type { ExtractField, ExtractKindName } from '../../domain/extract.ts';
import type { FieldSource, Profile } from './profile.ts';

type ColumnSource = Extract<FieldSource, { readonly column: string }>;

/** A field of codes and the column that it is read from; an SSN has a list too, of the numbers that are none. */
export interface CodedColumn {
  readonly kind: ExtractKindName;
  readonly field: ExtractField;
  readonly source: ColumnSource;
}

const coded: ReadonlySet<string> = new Set(['code', 'sex', 'flag', 'ssn']);

/** Every field of codes, sex, yes and no, or SSNs that a profile reads from a column, each once, in the profile's order. */
export function codedColumns(profile: Profile): readonly CodedColumn[] {
  return profile.parts.flatMap(({ kind, records }) => {
    const seen = new Set<string>();
    return extractKind(kind).fields.flatMap((field) =>
      coded.has(field.type)
        ? records.flatMap(({ fields }) => {
            const source = columnIn(fields[field.name]);
            const once = `${field.name} ${source?.column ?? ''}`;
            if (source === undefined || seen.has(once)) return [];
            seen.add(once);
            return [{ kind, field, source }];
          })
        : [],
    );
  });
}

/** The column that a source reads codes from: itself, or the first column it tries. */
function columnIn(source: FieldSource | undefined): ColumnSource | undefined {
  if (source === undefined) return undefined;
  if ('column' in source) return source;
  return 'firstOf' in source ? source.firstOf.flatMap((one) => columnIn(one) ?? [])[0] : undefined;
}
