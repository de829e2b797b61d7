/**
 * Dates as the eight digits YYYYMMDD. An impossible date (32 January) keeps its digits, because one wrong digit
 * still agrees with the right date in the other seven.
 */

const unknownDates: ReadonlySet<string> = new Set([
  '00000000',
  '99991231',
  '99999999',
  '19000101',
  '19010101',
  '11111111',
]);

/** The order of parts in a format such as `MM/DD/YYYY`: `'MDY'`. Any separator fits. */
function dateOrder(format: string): string {
  return [...new Set(format.replaceAll(/[^YMD]/g, ''))].join('');
}

/**
 * The format that fits most of a sample of cells; between day first and month first the one with more possible
 * months, and month first when the data do not tell (American files). Separators do not matter.
 */
export function detectDateFormat(cells: readonly string[]): string {
  const formats = ['YYYYMMDD', 'MMDDYYYY', 'DDMMYYYY'];
  const possible = formats.map(
    (format) =>
      cells.filter((cell) => {
        const digits = dateDigits(cell, format);
        return digits !== undefined && isPossible(digits);
      }).length,
  );
  return formats[possible.indexOf(Math.max(...possible))]!;
}

/**
 * The digits YYYYMMDD of a date written in a format such as `MM/DD/YYYY`, or undefined when it is blank or stands for
 * "not known". Only the order of the parts matters, not the separators.
 */
export function dateDigits(cell: string, format: string): string | undefined {
  const digits = writtenDate(cell.trim(), format);
  if (digits === undefined) return undefined;
  // 9999 is how child welfare files write a year that is not known (domain.md 2.7)
  return unknownDates.has(digits) || digits.startsWith('9999') || digits.startsWith('0000')
    ? undefined
    : digits;
}

/** The digits YYYYMMDD of a trimmed text, whatever they stand for; undefined when it is no date in this format. */
export function writtenDate(text: string, format: string): string | undefined {
  if (text === '') return undefined;
  const order = dateOrder(format);
  const parts = /^\d{8}$/.test(text) ? eightDigits(text, order) : separated(text, order);
  return parts && `${parts['Y']!}${parts['M']!}${parts['D']!}`;
}

type Parts = Readonly<Record<string, string>>;

function eightDigits(text: string, order: string): Parts {
  const parts: Record<string, string> = {};
  let at = 0;
  for (const part of order) {
    const width = part === 'Y' ? 4 : 2;
    parts[part] = text.slice(at, at + width);
    at += width;
  }
  return parts;
}

function separated(text: string, order: string): Parts | undefined {
  // a time of day after the date says nothing about a birth
  const groups = /^(\d{1,4})\D(\d{1,2})\D(\d{1,4})(?:[T ].*)?$/.exec(text);
  if (groups === null) return undefined;
  const parts: Record<string, string> = {};
  for (let i = 0; i < 3; i++) parts[order[i]!] = groups[i + 1]!;
  if (parts['Y']!.length !== 4 || parts['M']!.length > 2 || parts['D']!.length > 2) return undefined;
  return { Y: parts['Y']!, M: parts['M']!.padStart(2, '0'), D: parts['D']!.padStart(2, '0') };
}

function isPossible(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  return year >= 1800 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
