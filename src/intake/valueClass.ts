/** "1.23E+17": what a spreadsheet makes of a long number or of a key such as 1234567E89. */
const EXPONENT = /^\d(?:[.,]\d+)?E\+?\d+$/i;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Whether a text is a number in exponent form with a sign or a decimal point, which no identifier has. */
export function isExponentForm(text: string): boolean {
  return EXPONENT.test(text) && /[.,+]/.test(text);
}

/**
 * What kind of value a text is, in words that never hold the value itself: "8 digits", "9 digits and letters",
 * "letters and blanks". Fit for reports of rejected rows.
 */
export function valueClass(text: string): string {
  const bare = text.trim();
  const length = bare.length;
  if (length === 0) return 'blank';
  if (isExponentForm(bare)) return 'a number in exponent form';
  if (/^\d+$/.test(bare)) return plural(length, 'digit');
  if (/^[\d-]+$/.test(bare)) return `${plural(bare.replaceAll('-', '').length, 'digit')} with hyphens`;
  if (/^[\d/.-]+$/.test(bare)) return `${plural(length, 'character')} of digits and marks`;
  if (/^\p{L}+$/u.test(bare)) return plural(length, 'letter');
  if (/^[\d\p{L}]+$/u.test(bare)) return `${length} digits and letters`;
  if (/^[\p{L}\s]+$/u.test(bare)) return 'letters and blanks';
  return `${plural(length, 'character')} of several kinds`;
}
