import { parseCivilDate } from '../domain/civilDate.ts';
import type { FixedColumn, FixedWidthFormat } from './profiles/profile.ts';

/** Fewest sample lines from which columns can be guessed. */
const FEWEST_LINES = 3;
/** A ruler or a rule that a report prints under its column names. */
const RULE = /^[\s\d+.|=-]*(?:[-=]{3}|\+)[\s\d+.|=-]*$/;
const DATE_WIDTH = 8;

/**
 * The format of a file of fixed columns, guessed from its first lines: titles and rules above the rows counted, a
 * boundary before every place where text begins behind a blank that all rows share, and behind dates that are
 * followed by text without a blank. Columns are named by what stands above them, else "Column 1" and so on. The
 * ruler of the import wizard starts from this guess; `columns` is empty when there are too few lines.
 */
export function guessFixedFormat(lines: readonly string[]): FixedWidthFormat {
  const linesAbove = countLinesAbove(lines);
  const rows = lines.slice(linesAbove);
  const names = lines.slice(0, linesAbove).findLast((line) => line.trim() !== '' && !RULE.test(line));
  const columns = namedColumns(guessFixedColumns(rows, names), names ?? '');
  return { type: 'fixed', columns, ...(linesAbove === 0 ? {} : { linesAbove }) };
}

/** Lines up to the last rule near the top; without a rule, first lines that hold no digit while the rows do. */
function countLinesAbove(lines: readonly string[]): number {
  const top = lines.slice(0, 10);
  const rule = top.findLastIndex((line) => line.trim() !== '' && RULE.test(line));
  if (rule >= 0) return rule + 1;
  const rest = lines.slice(10).length > 0 ? lines.slice(10) : lines.slice(1);
  if (rest.length === 0 || rest.filter((line) => /\d/.test(line)).length < rest.length * 0.9) return 0;
  const first = top.findIndex((line) => /\d/.test(line));
  return Math.max(0, first);
}

/** Columns guessed from rows; none when there are too few. No boundary goes through a word of the line of names. */
export function guessFixedColumns(lines: readonly string[], names = ''): readonly FixedColumn[] {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < FEWEST_LINES) return [];
  const width = Math.max(...filled.map((line) => line.trimEnd().length));
  const blank = Array.from({ length: width }, (_, at) => filled.every((line) => (line[at] ?? ' ') === ' '));
  const starts = [0];
  for (let at = 1; at < width; at++) {
    if (blank[at] === true || blank[at - 1] !== true) continue;
    if (blank.slice(0, at).some((empty) => !empty)) starts.push(at);
  }
  const all = [...starts, ...starts.map((start) => dateEnd(filled, start)).filter((at) => at < width)];
  const throughWord = (at: number): boolean => isText(names, at - 1) && isText(names, at);
  const places = [...new Set(all)].filter((at) => at === 0 || !throughWord(at)).sort((a, b) => a - b);
  return fixedColumnsFrom(
    places.map((at) => at + 1),
    width,
  );
}

const isText = (line: string, at: number): boolean => (line[at] ?? ' ') !== ' ';

/** Where eight digits that are a date in nearly every row are followed by text at once; else beyond every line. */
function dateEnd(lines: readonly string[], start: number): number {
  const end = start + DATE_WIDTH;
  const filled = lines.filter((line) => line.slice(start, end).trim() !== '');
  const dates = (format: 'YYYYMMDD' | 'MMDDYYYY'): number =>
    filled.filter((line) => parseCivilDate(line.slice(start, end), format) !== undefined).length;
  const isDate = Math.max(dates('YYYYMMDD'), dates('MMDDYYYY')) >= filled.length * 0.9;
  const followed = filled.some((line) => (line[end] ?? ' ') !== ' ');
  return isDate && followed && filled.length >= FEWEST_LINES ? end : Number.POSITIVE_INFINITY;
}

/** Columns from the first character (from 1) of each, up to the end of the longest line. */
function fixedColumnsFrom(starts: readonly number[], width: number): readonly FixedColumn[] {
  return starts.map((start, at) => ({
    name: `Column ${at + 1}`,
    start,
    width: (starts[at + 1] ?? width + 1) - start,
  }));
}

/** Names from the line above, where each column has one of its own. */
function namedColumns(columns: readonly FixedColumn[], line: string): readonly FixedColumn[] {
  const names = columns.map(({ start, width }) =>
    line
      .slice(start - 1, start - 1 + width)
      .trim()
      .replace(/\s+/g, ' '),
  );
  const distinct = new Set(names.map((name) => name.toUpperCase()));
  const usable =
    distinct.size === names.length && names.every((name) => /^\p{L}[\p{L}\p{N} _.#/-]*$/u.test(name));
  return usable ? columns.map((column, at) => ({ ...column, name: names[at]! })) : columns;
}
