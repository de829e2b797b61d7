/**
 * Social Security numbers (domain.md 2.6). Only `valid` numbers identify a person; `demo` numbers stand for them
 * in made-up data and are accepted only where the caller says so.
 */
export type SsnClass =
  | 'valid'
  /** 9xx with group 01 to 49: never an SSN and never an ITIN, kept for made-up people. */
  | 'demo'
  | 'never_issued'
  /** Individual or adoption taxpayer number, never an SSN. */
  | 'itin'
  /** A MEDS pseudo number: nine characters with a letter (domain.md 2.2). */
  | 'pseudo'
  | 'placeholder'
  /** The last four digits alone: supporting evidence, never a key. */
  | 'partial'
  | 'malformed';

export interface SsnOptions {
  readonly acceptDemo: boolean;
  /** Nine digits each: what a county types where no number is known, beside the usual placeholders */
  readonly placeholders?: ReadonlySet<string>;
}

/** Numbers typed where none is known, beside nine equal digits (domain.md 2.6). */
const placeholders: ReadonlySet<string> = new Set([
  '123456789',
  '078051120',
  '219099999',
  '457555462',
  ...Array.from({ length: 10 }, (_, last) => `98765432${last}`),
]);

const NINE_EQUAL_DIGITS = /^(\d)\1{8}$/;
const LAST_FOUR = /^(?:[*X]{5})?\d{4}$/;
const PSEUDO = /^[89][0-9A-Z]{7}[A-Z]$/;
const SEPARATORS = /[\s-]+/g;

/** Written out, because a month has millions of them. */
function isNineDigits(text: string): boolean {
  if (text.length !== 9) return false;
  for (let i = 0; i < 9; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

const bare = (text: string): string => (isNineDigits(text) ? text : text.replace(SEPARATORS, ''));

/** Nine digits without blanks and hyphens, or undefined when the text holds anything else. */
export function normaliseSsn(text: string): string | undefined {
  const digits = bare(text);
  return isNineDigits(digits) ? digits : undefined;
}

/** What kind of number a text is; blanks and hyphens do not matter. */
export function classifySsn(text: string, { acceptDemo, placeholders: own }: SsnOptions): SsnClass {
  const digits = bare(text);
  if (!isNineDigits(digits)) {
    const upper = digits.toUpperCase();
    if (LAST_FOUR.test(upper)) return 'partial';
    return PSEUDO.test(upper) ? 'pseudo' : 'malformed';
  }
  if (NINE_EQUAL_DIGITS.test(digits) || placeholders.has(digits) || own?.has(digits) === true) {
    return 'placeholder';
  }
  const area = digits.slice(0, 3);
  const group = Number(digits.slice(3, 5));
  if (area === '000' || area === '666' || group === 0 || digits.endsWith('0000')) return 'never_issued';
  if (area < '900') return 'valid';
  if (group <= 49) return acceptDemo ? 'demo' : 'never_issued';
  const taxpayer = group <= 65 || (group >= 70 && group <= 88) || (group >= 90 && group <= 99);
  return taxpayer ? 'itin' : 'never_issued';
}

/** The nine digits when they may serve as a key, else undefined. */
export function usableSsn(text: string, options: SsnOptions): string | undefined {
  const kind = classifySsn(text, options);
  return kind === 'valid' || kind === 'demo' ? bare(text) : undefined;
}

/** "***-**-5678" of nine digits, the only form that leaves the office by post (domain.md 5, AB 499). */
export function maskSsn(digits: string): string {
  return `***-**-${digits.slice(-4)}`;
}
