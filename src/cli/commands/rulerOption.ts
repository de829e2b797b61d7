import type { FixedWidthFormat } from '../../app/intake/profileFiles.ts';
import { UsageError } from '../usage.ts';

const COLUMN = /^(?<name>.+?)\s+(?<first>\d+)-(?<last>\d+)$/;

/**
 * Fixed columns as they are typed: "CLIENT 1-10, LAST 11-24", first and last character of each from 1. Throws
 * UsageError, naming the column that is none.
 */
export function rulerOption(text: string, linesAbove: number): FixedWidthFormat {
  const columns = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const { name = '', first = '', last = '' } = COLUMN.exec(part)?.groups ?? {};
      const [start, end] = [Number(first), Number(last)];
      if (name === '' || start < 1 || end < start) {
        throw new UsageError(
          `--columns takes names with their first and last character, such as "CLIENT 1-10, LAST 11-24"; "${part}" is none.`,
        );
      }
      return { name, start, width: end - start + 1 };
    });
  return { type: 'fixed', columns, ...(linesAbove === 0 ? {} : { linesAbove }) };
}
