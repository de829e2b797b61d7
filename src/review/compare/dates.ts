import { type CivilDay, civilParts, isoDate } from '../../domain/civilDate.ts';
import { compareDigits } from './digits.ts';
import { type Difference, equalValues, missingValue, type Run } from './difference.ts';

export interface RecordedDate {
  readonly day: CivilDay | null;
  /** Entered as an estimate, or not provided at all (CWS `EST_DOB_CD`, domain.md 2.4). */
  readonly estimated?: boolean;
}

const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** Compares two birth dates by their parts: "day and month swapped", "year differs by 1", "digits 7–8 swapped". */
export function compareDates(left: RecordedDate, right: RecordedDate): Difference {
  const leftText = left.day === null ? '' : isoDate(left.day);
  const rightText = right.day === null ? '' : isoDate(right.day);
  if (left.day === null || right.day === null) return missingValue(leftText, rightText);
  const note = left.estimated === true || right.estimated === true ? 'one side is an estimate' : '';
  if (left.day === right.day) return { ...equalValues(leftText), words: note };
  const words = partWords(left.day, right.day);
  const runs = { left: partRuns(left.day, right.day), right: partRuns(right.day, left.day) };
  if (words !== undefined) return { verdict: 'similar', words: join(words, note), ...runs };
  const digits = compareDigits(leftText.replaceAll('-', ''), rightText.replaceAll('-', ''));
  if (digits.verdict === 'similar') return { verdict: 'similar', words: join(digits.words, note), ...runs };
  return { verdict: 'different', words: join('different date', note), ...runs };
}

function partWords(left: CivilDay, right: CivilDay): string | undefined {
  const a = civilParts(left);
  const b = civilParts(right);
  const sameYear = a.year === b.year;
  const sameMonth = a.month === b.month;
  const sameDay = a.day === b.day;
  if (sameYear && a.month === b.day && a.day === b.month) return 'day and month swapped';
  if (sameYear && sameMonth) return `day differs (${a.day} and ${b.day})`;
  if (sameYear && sameDay) return `month differs (${monthNames[a.month - 1]} and ${monthNames[b.month - 1]})`;
  if (sameMonth && sameDay) {
    const years = Math.abs(a.year - b.year);
    return `year differs by ${years}`;
  }
  return undefined;
}

/** The date as ISO text, each part marked when the other side has another. */
function partRuns(day: CivilDay, other: CivilDay): readonly Run[] {
  const parts = isoDate(day).split('-');
  const others = isoDate(other).split('-');
  return parts.flatMap((text, index) => [
    ...(index === 0 ? [] : [{ text: '-', differs: false }]),
    { text, differs: text !== others[index] },
  ]);
}

const join = (...words: readonly string[]): string => words.filter((word) => word !== '').join('; ');
