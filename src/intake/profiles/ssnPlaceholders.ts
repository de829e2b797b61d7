import type { CivilDay } from '../../domain/civilDate.ts';
import type { ExtractField } from '../../domain/extract.ts';
import { normaliseSsn } from '../../domain/ssn.ts';
import type { FieldSource, Profile } from './profile.ts';
import { entriesOn } from './valueMap.ts';

/**
 * The code list of an SSN column holds the numbers that a county types where none is known, beside the usual ones. They
 * are classified and reported as such, so the column is read as it stands instead of through the list.
 */
export function withPlaceholders(
  { valueMaps }: Pick<Profile, 'valueMaps'>,
  field: ExtractField,
  source: FieldSource,
  on: CivilDay | undefined,
): { readonly source: FieldSource; readonly placeholders?: ReadonlySet<string> } {
  if (field.type !== 'ssn') return { source };
  const placeholders = new Set(
    mapsOf(source)
      .flatMap((map) => entriesOn(valueMaps[map] ?? [], on))
      .flatMap(({ from }) => normaliseSsn(from.trim()) ?? []),
  );
  return { source: withoutMaps(source), ...(placeholders.size === 0 ? {} : { placeholders }) };
}

function mapsOf(source: FieldSource): readonly string[] {
  if ('firstOf' in source) return source.firstOf.flatMap(mapsOf);
  return 'column' in source && source.map !== undefined ? [source.map] : [];
}

function withoutMaps(source: FieldSource): FieldSource {
  if ('firstOf' in source) return { firstOf: source.firstOf.map(withoutMaps) };
  if (!('column' in source)) return source;
  const { map: _list, ...bare } = source;
  return bare;
}
