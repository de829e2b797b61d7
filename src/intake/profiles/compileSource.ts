import { createHash } from 'node:crypto';
import type { BlankWordOf } from '../../domain/blankWords.ts';
import { spellDate } from '../../domain/civilDate.ts';
import type { CivilDay, DateFormat } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { displayMonth, firstDay, isMonth, lastDay, monthOf } from '../../domain/month.ts';
import type { Month } from '../../domain/month.ts';
import { parseFullName } from '../../domain/names.ts';
import type { NameOrder, PersonName } from '../../domain/names.ts';
import type { CellSource } from '../checkRow.ts';
import type { FieldSource, MonthFormat, Profile } from './profile.ts';
import { compileValueMap } from './valueMap.ts';

/** What a source needs to know beside the row. */
export interface SourceContext {
  readonly profile: Profile;
  /** Place of each column in the file; an optional column that is missing has none */
  readonly places: ReadonlyMap<string, number>;
  /** Day of the extract */
  readonly asOf?: CivilDay;
  /** The words that stand for blank in the field; none when absent */
  readonly blankWord?: BlankWordOf;
}

type CellText = (cells: readonly string[]) => string;

const blank: CellText = () => '';

/** Turns a field's source into the reading of a cell; a bare column stays a place, which is the fastest. */
export function compileSource(source: FieldSource, context: SourceContext): CellSource {
  if (!('column' in source) || source.map !== undefined) return compileText(source, context);
  return context.places.get(source.column) ?? blank;
}

function compileText(source: FieldSource, context: SourceContext): CellText {
  const { profile, asOf, blankWord } = context;
  const cellOf = (column: string): CellText => {
    const place = context.places.get(column);
    return place === undefined ? blank : (cells) => cells[place] ?? '';
  };
  if ('column' in source) {
    const cell = cellOf(source.column);
    if (source.map === undefined) return cell;
    const map = compileValueMap(profile.valueMaps[source.map] ?? [], asOf, blankWord);
    return (cells) => map(cell(cells));
  }
  if ('fullName' in source) {
    const cell = cellOf(source.fullName);
    const parse = rememberingLast(source.order ?? 'given_first');
    return (cells) => parse(cell(cells))[source.part];
  }
  if ('monthColumn' in source) {
    const cell = cellOf(source.monthColumn);
    const expected = asOf === undefined ? undefined : monthOf(asOf);
    const dayOf = (text: string): string => {
      const month = monthIn(text, source.format);
      // what is no month is given back as it is, for the check of dates to report
      if (month === undefined) return text;
      if (expected !== undefined && month !== expected) throw otherMonth(source.monthColumn, month, expected);
      return dayText(month, source.day, profile.dateFormat);
    };
    // a report of person-months says the same month in every row
    let last = { text: '', day: '' };
    return (cells) => {
      const text = cell(cells);
      if (text !== last.text) last = { text, day: dayOf(text) };
      return last.day;
    };
  }
  if ('extractMonth' in source) {
    if (asOf === undefined) throw monthNeeded(profile);
    const text = dayText(monthOf(asOf), source.extractMonth, profile.dateFormat);
    return () => text;
  }
  if ('constant' in source) return () => source.constant;
  if ('firstOf' in source) {
    const texts = source.firstOf.map((one) => compileText(one, context));
    return (cells) => {
      let word = '';
      for (const text of texts) {
        const found = text(cells);
        const said = found.trim();
        if (said === '') continue;
        if (blankWord?.(said) === undefined) return found;
        word = found;
      }
      return word;
    };
  }
  const cells = source.madeFrom.map(cellOf);
  return (row) =>
    madeId(
      cells.map((cell) => cell(row)),
      blankWord,
    );
}

/** The parts of one name are asked for one after the other. */
function rememberingLast(order: NameOrder): (text: string) => PersonName {
  let lastText = '';
  let lastName = parseFullName('', order);
  return (text) => {
    if (text !== lastText) {
      lastText = text;
      lastName = parseFullName(text, order);
    }
    return lastName;
  };
}

const monthShapes: Readonly<Record<MonthFormat, RegExp>> = {
  YYYYMM: /^(?<year>\d{4})(?<month>\d{2})$/,
  'YYYY-MM': /^(?<year>\d{4})-(?<month>\d{2})$/,
  'MM/YYYY': /^(?<month>\d{2})\/(?<year>\d{4})$/,
};

function monthIn(text: string, format: MonthFormat): Month | undefined {
  const parts = monthShapes[format].exec(text.trim())?.groups;
  const month = parts === undefined ? '' : `${parts['year']}-${parts['month']}`;
  return isMonth(month) && month >= '1800' ? month : undefined;
}

const dayText = (month: Month, day: 'first' | 'last', spelling: DateFormat): string =>
  spellDate(day === 'first' ? firstDay(month) : lastDay(month), spelling);

/** 20 characters that stay the same while the values do; blank when all of them are. */
function madeId(values: readonly string[], blankWord: BlankWordOf | undefined): string {
  const comparable = values.map((value) => value.trim().toUpperCase());
  if (comparable.every((value) => value === '' || blankWord?.(value) !== undefined)) return '';
  const digest = createHash('sha256').update(comparable.join('\u001f')).digest('hex');
  return `M${digest.slice(0, 19).toUpperCase()}`;
}

function monthNeeded(profile: Profile): LinkdeskError {
  return new LinkdeskError(
    'MONTH_NEEDED',
    `The profile ${profile.title} takes dates from the month of the extract. Say which month the file is of.`,
    { profile: profile.id },
  );
}

function otherMonth(column: string, found: Month, expected: Month): LinkdeskError {
  return new LinkdeskError(
    'WRONG_MONTH',
    `The column ${column} speaks of ${displayMonth(found)}, but the file is imported as ${displayMonth(expected)}. Import it under its own month, one file a month; nothing of it was kept.`,
    { column, found, expected },
  );
}
