import { displayMonth, isMonth, type Month, previousMonth } from '../../domain/month.ts';
import { findingTexts } from '../../intake/findings.ts';
import { birthDateBands, distinctPeople, nameUses } from '../../store/extractPeople.ts';
import { type ImportRecord, newestImport } from '../../store/imports.ts';
import { fieldFill } from '../../store/quality.ts';
import type { ReadStore } from '../../store/store.ts';
import type { ExtractVerdict } from '../contract/intake.ts';
import { type ExtractFacts, fewestRows, number, verdict } from './extractVerdict.ts';
import { judgeValues } from './judgeValues.ts';
import { ageBands, ageBounds, personFieldOf } from './extractStatistics.ts';
import { fieldLabel } from './reading.ts';

/** A share of change beyond which a month is worth a question (review-ux.md 4.3), and the fewest people it is asked for. */
const usualChange = 0.1;
const fewestPeople = 10;
/** An extract with less than this share of the usual rows is likely half of one. */
const half = 0.6;
/** A share of rejected rows beyond which something is wrong with the extract, not with some rows. */
const mostRejected = 0.1;
/** A field whose filled share fell by this much has lost its column or its source. */
const lostShare = 0.25;

/**
 * What is unusual about an extract as a whole: half its usual size, other people or ages than last month, another
 * month's dates, names in each other's columns, a field that is empty now. Each says what, where and how to mend it.
 */
export function judgeExtract(store: ReadStore, facts: ExtractFacts): readonly ExtractVerdict[] {
  const before = newestImport(store, facts.kind, previousMonth(facts.month));
  const last = before !== undefined && before.imported > 0 ? before : undefined;
  // rows that are rejected are missing everywhere else too
  const rejected = rejectedRows(facts);
  return [
    ...rejected,
    ...(last === undefined || rejected.length > 0
      ? []
      : [
          ...size(facts, last),
          ...people(store, facts, last),
          ...ages(store, facts, last),
          ...swappedNames(store, facts, last),
          ...lostFields(store, facts, last),
        ]),
    ...otherMonth(facts),
    ...fileNameMonth(facts),
    ...swappedDates(facts),
    ...judgeValues(facts),
  ];
}

const percent = (share: number): string => `${(Math.abs(share) * 100).toFixed(1)} %`;
const moreOrFewer = (change: number): string => `${percent(change)} ${change > 0 ? 'more' : 'fewer'}`;

function size({ quality, fileName }: ExtractFacts, last: ImportRecord): readonly ExtractVerdict[] {
  const change = (quality.rows - last.imported) / last.imported;
  if (Math.abs(change) <= usualChange) return [];
  const counts = `${number(quality.rows)} rows, ${moreOrFewer(change)} than the ${number(last.imported)} of ${displayMonth(last.month)}`;
  return quality.rows < last.imported * half
    ? [
        verdict(
          'EXTRACT_HALVED',
          `The extract is far smaller than usual: ${counts}.`,
          'Compare its size with the source; it may be cut off, or run for one office only. Get the whole extract before importing.',
          fileName,
        ),
      ]
    : [
        verdict(
          'ROWS_CHANGED',
          `The number of rows is unusual: ${counts}.`,
          'Look whether the extract is of the right month, office and program.',
          fileName,
        ),
      ];
}

/** Many rows that cannot be imported, with the reason that most of them have. */
function rejectedRows({ quality, rejections, fileName }: ExtractFacts): readonly ExtractVerdict[] {
  const { rows, rejected } = quality;
  if (rows + rejected < fewestRows || rejected <= (rows + rejected) * mostRejected) return [];
  const [code] = [...rejections].sort((a, b) => b[1] - a[1])[0] ?? [];
  const { reason = '', remedy = '' } = code === undefined ? {} : findingTexts[code];
  return [
    verdict(
      'ROWS_REJECTED',
      `${number(rejected)} of ${number(rows + rejected)} rows cannot be imported. Most often: ${reason}`,
      remedy,
      fileName,
    ),
  ];
}

function people(store: ReadStore, { kind, counts, columns }: ExtractFacts, last: ImportRecord) {
  const field = personFieldOf(kind);
  if (field === undefined || counts.persons === null) return [];
  const before = distinctPeople(store, last, field);
  const change = before === 0 ? 0 : (counts.persons - before) / before;
  if (Math.abs(change) <= usualChange || Math.abs(counts.persons - before) < fewestPeople) return [];
  return [
    verdict(
      'PERSONS_CHANGED',
      `It names ${number(counts.persons)} different people, ${moreOrFewer(change)} than the ${number(before)} of ${displayMonth(last.month)}.`,
      'Look whether the extract is of the right month, office and program.',
      columns[field] ?? '',
    ),
  ];
}

function ages(store: ReadStore, { kind, counts, columns, quality }: ExtractFacts, last: ImportRecord) {
  if (counts.ages === null) return [];
  const before = birthDateBands(store, { ...last, kind }, ageBounds(last.asOf));
  const dated = (bands: readonly number[]): number => bands.reduce((sum, count) => sum + count, 0);
  const [now, then] = [dated(counts.ages), dated(before)];
  if (now < fewestRows || then < fewestRows || quality.rows === 0) return [];
  const changed = ageBands.flatMap(({ label }, at) => {
    const [count, earlier] = [counts.ages![at]!, before[at]!];
    const difference = count - earlier;
    // more than the whole extract grew or shrank, so that a smaller file is not told once for every age
    const expected = (earlier * now) / then;
    const change = expected === 0 ? Math.sign(count) : (count - expected) / expected;
    return Math.abs(change) > usualChange &&
      Math.abs(difference) >= fewestPeople &&
      Math.abs(count - expected) >= 3 * Math.sqrt(Math.max(expected, 1))
      ? [`${label}: ${number(count)}, before ${number(earlier)}`]
      : [];
  });
  if (changed.length === 0) return [];
  return [
    verdict(
      'AGES_CHANGED',
      `The ages are others than in ${displayMonth(last.month)} (${changed.join('; ')}).`,
      'Look whether birth dates are read in the right format, and whether the extract leaves children or adults out.',
      columns['birth_date'] ?? '',
      { field: 'birth_date', which: 'suspicious' },
    ),
  ];
}

/** First names that were last names last month and the other way round, in most rows whose names are known at all. */
function swappedNames(store: ReadStore, { kind, counts, columns }: ExtractFacts, last: ImportRecord) {
  if (counts.names.size === 0 || columns['first_name'] === undefined) return [];
  const uses = new Map(nameUses(store, { ...last, kind }).map((one) => [one.name, one]));
  let known = 0;
  let swapped = 0;
  for (const [pair, rows] of counts.names) {
    const [first, second] = pair.split('\u001f').map((name) => uses.get(name));
    if (first === undefined || second === undefined) continue;
    known += rows;
    if (first.last > first.first && second.first > second.last) swapped += rows;
  }
  if (known < fewestRows || swapped * 2 <= known) return [];
  return [
    verdict(
      'NAMES_SWAPPED',
      `First and last names stand in each other’s columns: of ${number(known)} rows with names known from ${displayMonth(last.month)}, ${number(swapped)} have them the other way round.`,
      'Map the two columns the other way round in step 3, or have the extract corrected.',
      `${columns['first_name']}, ${columns['last_name'] ?? ''}`,
    ),
  ];
}

function lostFields(store: ReadStore, { kind, quality, columns }: ExtractFacts, last: ImportRecord) {
  if (quality.rows < fewestRows || last.imported < fewestRows) return [];
  const before = new Map(fieldFill(store, { ...last, kind }).map(({ field, filled }) => [field, filled]));
  return quality.fields.flatMap(({ field, filled }) => {
    const [now, then] = [filled / quality.rows, (before.get(field) ?? 0) / last.imported];
    // an end date that comes or goes is the course of things
    if (then - now < lostShare || field.endsWith('end_date')) return [];
    return verdict(
      'FIELD_EMPTIED',
      `${fieldLabel(field)} is filled in ${percent(now)} of the rows; in ${displayMonth(last.month)} it was ${percent(then)}.`,
      columns[field] === undefined
        ? 'The file has no column for it now: map one in step 3, or have the column put back.'
        : 'Look whether the column holds something else now, or have the extract corrected.',
      columns[field] ?? '',
      columns[field] === undefined ? null : { field, which: 'invalid' },
    );
  });
}

/** Of a month with its data, the months before let expect some facts that begin in it, and none after it. */
function otherMonth({ month, counts, columns }: ExtractFacts): readonly ExtractVerdict[] {
  const { eventMonths, eventField } = counts;
  if (eventField === undefined) return [];
  const where = columns[eventField] ?? '';
  const within = (wanted: (each: Month) => boolean): number =>
    [...eventMonths].reduce((sum, [each, count]) => (wanted(each) ? sum + count : sum), 0);
  const later = within((each) => each > month);
  const own = within((each) => each === month);
  const halfYear = monthsBefore(month, 6);
  const usual = within((each) => halfYear.includes(each)) / halfYear.length;
  if (later >= 3 && later > Math.max(own, usual / 4)) {
    const newest = [...eventMonths.keys()]
      .filter((each) => each > month)
      .sort()
      .at(-1)!;
    return [
      verdict(
        'DATES_OTHER_MONTH',
        `${number(later)} dates lie after ${displayMonth(month)}, up to ${displayMonth(newest)}: the extract is probably of a later month.`,
        `Import it under its own month: choose the month in the top bar first.`,
        where,
      ),
    ];
  }
  if (own > 0 || usual < 5) return [];
  const newest = [...eventMonths.keys()]
    .filter((each) => each < month)
    .sort()
    .at(-1)!;
  return [
    verdict(
      'DATES_OTHER_MONTH',
      `No date lies in ${displayMonth(month)}, and the months before it have ${number(Math.round(usual))} each; the newest is of ${displayMonth(newest)}: the extract is probably of an earlier month.`,
      `Import it under its own month: choose the month in the top bar first.`,
      where,
    ),
  ];
}

function monthsBefore(month: Month, count: number): readonly Month[] {
  const months: Month[] = [];
  for (let each = previousMonth(month); months.length < count; each = previousMonth(each)) months.push(each);
  return months;
}

/** A month in a file's name: 2026-10, 2026_10, 202610. */
function fileNameMonth({ fileName, month }: ExtractFacts): readonly ExtractVerdict[] {
  const months = [...fileName.matchAll(/(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])(?!\d)/g)]
    .map(([, year, ofYear]) => `${year}-${ofYear}`)
    .filter(isMonth);
  if (months.length === 0 || months.includes(month)) return [];
  return [
    verdict(
      'FILE_NAME_OTHER_MONTH',
      `The name of the file says ${displayMonth(months[0]!)}, and it would be imported as ${displayMonth(month)}.`,
      'Choose the month in the top bar, or the right file.',
      fileName,
    ),
  ];
}

function swappedDates({ found, columns, quality }: ExtractFacts): readonly ExtractVerdict[] {
  const backwards = [...(found.get('END_BEFORE_START')?.values() ?? [])].reduce((sum, n) => sum + n, 0);
  const ended = quality.fields.find(({ field }) => field === 'end_date')?.filled ?? 0;
  if (ended < fewestRows || backwards * 2 <= ended) return [];
  return [
    verdict(
      'DATES_SWAPPED',
      `Start and end dates stand in each other’s columns: ${number(backwards)} of ${number(ended)} end dates lie before their start.`,
      'Map the two columns the other way round in step 3, or have the extract corrected.',
      `${columns['start_date'] ?? ''}, ${columns['end_date'] ?? ''}`,
      { field: 'end_date', which: 'suspicious' },
    ),
  ];
}
