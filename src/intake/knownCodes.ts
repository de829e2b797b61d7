import { aidCodesOn } from '../domain/aidCodes.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractField } from '../domain/extract.ts';
import { relationship } from '../domain/relationships.ts';
import { agencyName } from '../domain/responsibleAgencies.ts';
import { serviceComponent } from '../domain/serviceComponents.ts';

/** The codes that a field is kept in. */
export interface KnownCodes {
  /** To choose from, with what each means where that does not go without saying; empty: too many to choose from */
  readonly codes: readonly { readonly code: string; readonly means: string }[];
  /** Whether a value of the source is one of them as it stands */
  readonly knows: (value: string) => boolean;
}

const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  birth_date_basis: { N: 'entered', U: 'not provided', Y: 'estimated' },
  sensitivity: { N: 'none', S: 'sensitive', R: 'sealed' },
  limited_access: { N: 'none', S: 'sensitive', R: 'sealed' },
  special_program: { DA: 'domestic abuse', FS: 'family stabilization' },
  basis: { THA: 'temporary assistance', PHA: 'permanent assistance' },
  sex: { M: 'male', F: 'female', X: 'third', U: 'unknown' },
};

/** What the readers of a field take besides the codes themselves. */
const alsoRead: Readonly<Record<string, readonly string[]>> = {
  sex: ['MALE', 'FEMALE', 'UNKNOWN', 'NONBINARY', 'I'],
};

/**
 * The code list of a field on a day; undefined for a field that is no code or has no list of its own. Values are
 * known whatever their case.
 */
export function knownCodes(
  field: ExtractField,
  flag: readonly [yes: string, no: string],
  on: CivilDay,
): KnownCodes | undefined {
  if (field.type === 'flag') {
    return listed([
      { code: flag[0], means: 'yes' },
      { code: flag[1], means: 'no' },
    ]);
  }
  if (field.type === 'sex') return named(field.name, ['M', 'F', 'X', 'U']);
  if (field.type !== 'code') return undefined;
  if (field.name === 'aid_code') {
    return listed(aidCodesOn(on).map(({ code, description }) => ({ code, means: description })));
  }
  if (field.name === 'relationship') {
    return { codes: [], knows: (value) => relationship(value.trim()) !== undefined };
  }
  return field.codes === undefined ? undefined : named(field.name, field.codes);
}

const named = (field: string, codes: readonly string[]): KnownCodes =>
  listed(
    codes.map((code) => ({ code, means: meaningOf(field, code) })),
    alsoRead[field],
  );

function meaningOf(field: string, code: string): string {
  if (field === 'component') return serviceComponent(code)?.name ?? '';
  if (field === 'responsible_agency') return agencyName(code);
  return meanings[field]?.[code] ?? '';
}

function listed(codes: KnownCodes['codes'], also: readonly string[] = []): KnownCodes {
  const known = new Set([...codes.map(({ code }) => code.toUpperCase()), ...also]);
  return { codes, knows: (value) => known.has(value.trim().toUpperCase()) };
}
