import { isExponentForm } from '../valueClass.ts';

/** What has happened to the values of a column on their way, so that they are not what their field needs. */
export type OddValues =
  | 'keys_rounded'
  | 'keys_one_case'
  | 'exponent_form'
  | 'formulas'
  | 'two_digit_years'
  | 'zeros_lost';

/** Each in words that go on after "its values are", with what to do. */
export const oddWords: Readonly<Record<OddValues, string>> = {
  keys_rounded:
    'long ids that end in zeros, because a spreadsheet keeps only 15 digits: export them as text and do not open the file in a spreadsheet',
  keys_one_case:
    'ids with all letters in one case, and CWS/CMS keys differ by the case of their letters: export them as they are',
  exponent_form:
    'numbers in exponent form, as a spreadsheet writes long ids: export them as text and do not open the file in a spreadsheet',
  formulas: 'formulas of a spreadsheet: export what they come to',
  two_digit_years: 'dates with two digits for the year, which leave the century open: export four',
  zeros_lost:
    'numbers of 7 or 8 digits, whose leading zeros a spreadsheet may have dropped: export them as text',
};

const tests: readonly (readonly [OddValues, (text: string) => boolean])[] = [
  ['exponent_form', isExponentForm],
  ['keys_rounded', isRounded],
  ['keys_one_case', (text) => /^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{10}$/.test(text)],
  ['formulas', (text) => text.startsWith('=')],
  ['two_digit_years', (text) => /^\d{1,2}[/-]\d{1,2}[/-]\d{2}$/.test(text)],
  ['zeros_lost', (text) => /^\d{7,8}$/.test(text)],
];

function isRounded(text: string): boolean {
  const digits = text.replaceAll('-', '');
  return /^\d{17,19}$/.test(digits) && digits.endsWith('0'.repeat(digits.length - 15));
}

const SHARE = 0.9;

/** What is odd about at least nine in ten of some trimmed, filled values; undefined when nothing known is. */
export function oddValues(filled: readonly string[]): OddValues | undefined {
  if (filled.length === 0) return undefined;
  return tests.find(([, passes]) => filled.filter(passes).length >= filled.length * SHARE)?.[0];
}
