import { usualBlankWord } from '../../domain/blankWords.ts';
import { isBabyPlaceholder, isUnknownName, normaliseName } from '../../domain/names.ts';
import { classifySsn } from '../../domain/ssn.ts';
import { nameRoles, type Role } from '../roles/role.ts';
import { isRepeatedDigit, saysSexUnknown } from './cellText.ts';
import { writtenDate } from './dateDigits.ts';

/**
 * How many cells of a column hold something and yet say nothing: a word for blank (NULL), what stands for "not known"
 * (1 January 1900, Baby Boy, 999-99-9999), or what cannot be read as what the role says (a date without four digits
 * for its year, a name in letters that are not Latin).
 */
export type UnreadCells = {
  readonly blankWords: number;
  readonly notKnown: number;
  readonly unreadable: number;
};

const reasons: readonly (keyof UnreadCells)[] = ['blankWords', 'notKnown', 'unreadable'];

/** The cells of a file that hold something and yet say nothing: two numbers each, the record and `unreadCode`. */
export type UnreadList = Int32Array;

/** A field and why a cell of it says nothing, as one number. */
export const unreadCode = (field: number, why: keyof UnreadCells): number =>
  field * reasons.length + reasons.indexOf(why);

/** How many cells of each field a list has. */
export function countUnread(list: UnreadList, fields: number): readonly UnreadCells[] {
  const counts = Array.from({ length: fields }, () => ({ blankWords: 0, notKnown: 0, unreadable: 0 }));
  for (let i = 1; i < list.length; i += 2) {
    const code = list[i]!;
    counts[Math.floor(code / reasons.length)]![reasons[code % reasons.length]!]++;
  }
  return counts;
}

/** Why a cell that says nothing says nothing; undefined for a blank one. `dateFormat` as of `dateDigits`. */
export function whyUnread(role: Role, cell: string, dateFormat: string): keyof UnreadCells | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  if (!nameRoles.has(role) && usualBlankWord(text) !== undefined) return 'blankWords';
  return standsForUnknown(role, text, dateFormat) ? 'notKnown' : 'unreadable';
}

function standsForUnknown(role: Role, text: string, dateFormat: string): boolean {
  switch (role) {
    case 'dob':
      return writtenDate(text, dateFormat) !== undefined;
    case 'ssn':
      return classifySsn(text, { acceptDemo: true }) === 'placeholder';
    case 'sex':
      return saysSexUnknown(text);
    case 'phone':
      return isRepeatedDigit(text.replaceAll(/\D+/g, ''));
    case 'first_name':
    case 'middle_name':
    case 'last_name':
    case 'full_name':
    case 'nickname': {
      const name = normaliseName(text);
      return name !== '' && (isUnknownName(name) || isBabyPlaceholder(name));
    }
    default:
      return false;
  }
}
