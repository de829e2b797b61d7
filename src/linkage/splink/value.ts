import { LinkdeskError } from '../../domain/error.ts';

/** A value of a condition; null is SQL's NULL. Dates are seconds since 1970, lists hold texts. */
export type Value = string | number | boolean | null | readonly string[];

/** SQL's order of two texts: by code point. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return codePointOrder(a, b, i);
  }
  return a.length - b.length;
}

/** UTF-16 puts the characters above U+FFFF before U+E000…U+FFFF; code points put them after. */
function codePointOrder(a: string, b: string, at: number): number {
  const left = a.charCodeAt(at);
  const right = b.charCodeAt(at);
  return Number(isSurrogate(left)) - Number(isSurrogate(right)) || left - right;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Compares two values of one kind, or of a text and a number by number: below 0, 0 or above 0. Neither is null. */
export function compareValues(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'object' && typeof b === 'object')
    return compareText(JSON.stringify(a), JSON.stringify(b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return numberOf(a) - numberOf(b);
}

/**
 * A number, or the number a text holds.
 * @throws LinkdeskError VALUE_NOT_NUMERIC for any other value: SQL would stop here too.
 */
export function numberOf(value: Exclude<Value, null>): number {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new LinkdeskError(
    'VALUE_NOT_NUMERIC',
    'A condition of the model calculates with a value that is not a number. Clean the column or use TRY_CAST.',
  );
}

/**
 * A text as it is, a whole number in digits, a truth value as the word.
 * @throws LinkdeskError VALUE_NOT_TEXT for a list or a fraction, whose spelling differs between databases.
 */
export function textOf(value: Exclude<Value, null>): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value)))
    return String(value);
  throw new LinkdeskError(
    'VALUE_NOT_TEXT',
    'A condition of the model takes a list or a fraction for a text, which databases do differently.',
  );
}
