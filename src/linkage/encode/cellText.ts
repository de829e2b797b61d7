import { usualBlankWord } from '../../domain/blankWords.ts';
import { parseCin } from '../../domain/cin.ts';
import { isBabyPlaceholder, isUnknownName, normaliseName, normaliseSuffix } from '../../domain/names.ts';
import { classifySsn } from '../../domain/ssn.ts';
import { nameRoles, type Role } from '../roles/role.ts';

/** Spellings that two systems use for the same word of an address. */
const streetWords: Readonly<Record<string, string>> = {
  STREET: 'ST',
  AVENUE: 'AVE',
  AV: 'AVE',
  ROAD: 'RD',
  DRIVE: 'DR',
  LANE: 'LN',
  COURT: 'CT',
  PLACE: 'PL',
  BOULEVARD: 'BLVD',
  CIRCLE: 'CIR',
  TERRACE: 'TER',
  HIGHWAY: 'HWY',
  PARKWAY: 'PKWY',
  APARTMENT: 'APT',
  UNIT: 'APT',
  NORTH: 'N',
  SOUTH: 'S',
  EAST: 'E',
  WEST: 'W',
};

/**
 * A cell in the form that is compared, for every role but dates and full names; undefined when it says nothing:
 * blank or a word for it (NULL, but not in a name), a placeholder. Capitals, ASCII, one blank between words.
 */
export function cellText(role: Role, cell: string): string | undefined {
  if (!nameRoles.has(role) && usualBlankWord(cell.trim()) !== undefined) return undefined;
  switch (role) {
    case 'first_name':
    case 'nickname':
      return known(normaliseName(cell), (name) => isBabyPlaceholder(name) || isUnknownName(name));
    case 'middle_name':
    case 'last_name':
      return known(normaliseName(cell), isUnknownName);
    case 'ssn':
      return socialSecurityNumber(cell);
    case 'cin':
      return parseCin(cell)?.cin ?? present(cell.toUpperCase().replaceAll(/[^0-9A-Z]+/g, ''));
    case 'identifier':
      return present(cell.toUpperCase().replaceAll(/[\s\-./]+/g, ''));
    case 'phone':
      return telephone(cell);
    case 'zip':
      return present(
        cell
          .toUpperCase()
          .replaceAll(/[\s-]+/g, '')
          .replace(/^(\d{5})\d{4}$/, '$1'),
      );
    case 'house_number':
      return present(
        cell
          .toUpperCase()
          .replaceAll(/[^0-9A-Z]+/g, '')
          .replace(/^0+(?=.)/, ''),
      );
    case 'birth_year':
      return /^\d{4}$/.test(cell.trim()) ? cell.trim() : undefined;
    case 'sex':
      return sexLetter(cell);
    case 'email':
      return present(cell.trim().toUpperCase());
    case 'suffix':
      return normaliseSuffix(cell) || present(normaliseName(cell));
    case 'street':
      return present(streetText(cell));
    default:
      return present(normaliseName(cell));
  }
}

const STREET_WORD = new RegExp(String.raw`\b(?:${Object.keys(streetWords).join('|')})\b`);
/** Capitals and digits with single blanks: `normaliseName` would only join these particles to the word behind them. */
const TIDY = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;
const JOINED_PARTICLE = /\b(?:MC|O|SAINT) /;

/** A street; nearly all of a file differ, so what is already as it should be is only looked at. */
function streetText(cell: string): string {
  const text = TIDY.test(cell) && !JOINED_PARTICLE.test(cell) ? cell : normaliseName(cell);
  if (!STREET_WORD.test(text)) return text;
  return text
    .split(' ')
    .map((word) => streetWords[word] ?? word)
    .join(' ');
}

const present = (text: string): string | undefined => (text === '' ? undefined : text);

function known(name: string, isPlaceholder: (name: string) => boolean): string | undefined {
  return name === '' || isPlaceholder(name) ? undefined : name;
}

/** Digits of a number that may be compared; made-up numbers too, since a wrong one only fails to agree. */
function socialSecurityNumber(cell: string): string | undefined {
  const kind = classifySsn(cell, { acceptDemo: true });
  if (kind === 'placeholder') return undefined;
  // nearly all are written as nine digits and nothing else
  if (cell.length === 9 && (kind === 'valid' || kind === 'demo')) return cell;
  return present(cell.toUpperCase().replaceAll(/[^0-9A-Z]+/g, ''));
}

function telephone(cell: string): string | undefined {
  const digits = cell.replaceAll(/\D+/g, '');
  const local = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return local.length < 7 || isRepeatedDigit(local) ? undefined : local;
}

/** One digit again and again, as is typed where a number is not known. */
export const isRepeatedDigit = (digits: string): boolean => /^(\d)\1+$/.test(digits);

export const saysSexUnknown = (text: string): boolean => /^(?:U|UNK|UNKNOWN)$/i.test(text);

function sexLetter(cell: string): string | undefined {
  const word = normaliseName(cell);
  if (word === '' || saysSexUnknown(word)) return undefined;
  return word === 'MALE' || word === 'FEMALE' ? word.slice(0, 1) : word;
}
