import type { NameSex } from './names/nameSex.ts';

/** Codes of `CLN_RELT` (domain.md 3.6) that the demo writes: what the first client is to the second. */
const parents: Readonly<Record<string, Readonly<Record<NameSex, string>>>> = {
  'birth mother': { F: '247', M: '252' },
  'adoptive mother': { F: '245', M: '250' },
  'birth father': { F: '205', M: '211' },
  'alleged father': { F: '204', M: '210' },
  'presumed father': { F: '207', M: '213' },
  'step father': { F: '208', M: '214' },
};

export type ParentKind =
  | 'birth mother'
  | 'adoptive mother'
  | 'birth father'
  | 'alleged father'
  | 'presumed father'
  | 'step father';

/** The code of a parent to a child of this sex. */
export function parentCode(kind: ParentKind, child: NameSex): string {
  return parents[kind]![child];
}

/** The code of a child to its mother by birth. */
export function childOfMotherCode(child: NameSex): string {
  return child === 'F' ? '196' : '291';
}

export const GRANDMOTHER_CODE = '221';
export const AUNT_CODE = '175';
export const SIBLING_CODE = '179';
