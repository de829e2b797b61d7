import { columnOf, type EncodedRecords, possiblePairs } from '../encode/encodedRecords.ts';
import type { Role } from '../roles/role.ts';
import { type BlockingPass, implies, type KeyForm, type KeyPart } from './blockingPass.ts';
import { blockRoom, countPairs } from './blockIndex.ts';
import { noPass, tooManyPairs } from './nothingCompared.ts';
import { inSample } from './recordSample.ts';
import { fewKeysSource, keySource, recordKeys } from './recordKeys.ts';

/** How much work blocking may propose. */
export type BlockingBudget = {
  /** With at most so many possible pairs all of them are looked at. */
  readonly everyPair: number;
  /** Most pairs of all passes together. */
  readonly pairs: number;
  /** Most passes. */
  readonly passes: number;
  /** Most pairs of one block; a larger block is skipped and reported. */
  readonly guard: number;
};

/** A budget that grows with the records: small files are searched thoroughly, large ones in near-linear time. */
export function defaultBudget(records: EncodedRecords): BlockingBudget {
  return {
    everyPair: 2_000_000,
    pairs: Math.max(4_000_000, 14 * records.rows),
    passes: records.rows > 200_000 ? 12 : 24,
    guard: Math.max(20_000, Math.min(records.rows * 2, 500_000)),
  };
}

/** A pass that was chosen, with the pairs it proposes before those of earlier passes are taken off. */
export type ChosenPass = BlockingPass & { readonly pairs: number };

/** Whether the passes are the one that looks at every pair; the guard does not hold for it. */
export function isEveryPair(passes: readonly BlockingPass[]): boolean {
  return passes.length === 1 && passes[0]!.parts.length === 0;
}

/**
 * Chooses blocking passes from the columns there are and the sizes of the blocks the data make: as many as fit the
 * budget, leaving out those that another one includes; of too many, the ones that propose most pairs, since they
 * forgive most. Cheapest first, so that most pairs are met in small blocks. Passes whose blocks are all over the size
 * guard come after them, with no pairs, unless a chosen pass looks at the same columns: what is left out is then
 * counted and told. Deterministic.
 * @throws LinkdeskError NOTHING_COMPARED when every pass proposes more than the budget, or no column can make one.
 */
export function choosePasses(records: EncodedRecords, budget: BlockingBudget): readonly ChosenPass[] {
  const total = possiblePairs(records);
  if (total <= budget.everyPair) return [{ name: 'every pair', parts: [], pairs: total }];
  const count = pairCounter(records, budget.guard);
  const candidates = candidatePasses(records).map((pass) => ({ ...pass, ...count(pass) }));
  const counted = candidates.filter(({ pairs }) => pairs > 0).sort((a, b) => a.pairs - b.pairs);
  let chosen: ChosenPass[] = [];
  for (const { skipped, ...pass } of counted) {
    const kept = chosen.filter((other) => skipped > 0 || !implies(other, pass));
    if (pass.pairs + kept.reduce((sum, { pairs }) => sum + pairs, 0) > budget.pairs) continue;
    chosen = [...kept, pass];
  }
  const isKey = ({ parts }: BlockingPass): boolean => parts.length === 1 && parts[0]!.form === 'value';
  const ofOwnNames = chosen
    .toSorted((a, b) => Number(isKey(b)) - Number(isKey(a)) || b.pairs - a.pairs)
    .slice(0, budget.passes)
    .sort((a, b) => a.pairs - b.pairs);
  const ofOtherNames = otherNamePasses(records).map((pass) => ({ ...pass, pairs: count(pass).pairs }));
  const tooLarge = onlyLargeBlocks(candidates, ofOwnNames).slice(0, budget.passes);
  const isEmpty = ofOwnNames.length + ofOtherNames.length === 0;
  if (isEmpty && counted.length > 0) throw tooManyPairs(counted[0]!, budget.pairs);
  if (candidates.length === 0) throw noPass(total);
  return [...ofOwnNames, ...tooLarge, ...ofOtherNames];
}

type CountedPass = ChosenPass & { readonly skipped: number };

/**
 * The passes that have only blocks over the size guard and look at columns in a way that no chosen pass does: of those
 * over the same or over included columns the one that leaves out least.
 */
function onlyLargeBlocks(
  candidates: readonly CountedPass[],
  chosen: readonly ChosenPass[],
): readonly ChosenPass[] {
  const large = candidates
    .filter(({ pairs, skipped }) => pairs === 0 && skipped > 0)
    .sort((a, b) => a.skipped - b.skipped || b.parts.length - a.parts.length);
  const told: ChosenPass[] = [];
  for (const { skipped: _, ...pass } of large) {
    if (![...chosen, ...told].some((other) => isOverLikeColumns(other, pass))) told.push(pass);
  }
  return told;
}

/** Whether the columns of one pass are all among the other's. */
function isOverLikeColumns(one: BlockingPass, other: BlockingPass): boolean {
  const [ofOne, ofOther] = [columnsOf(one), columnsOf(other)];
  return (
    ofOne.every((column) => ofOther.includes(column)) || ofOther.every((column) => ofOne.includes(column))
  );
}

function columnsOf({ parts }: BlockingPass): readonly number[] {
  return parts.flatMap(({ column, otherColumn }) => [column, otherColumn ?? column]);
}

/** Of more records than this a sample is counted. */
const COUNTED_RECORDS = 120_000;

/**
 * Counts the pairs of passes. Of many records it looks at one in n, whose pairs are one in n² of all, however
 * unevenly the values are spread.
 */
function pairCounter(
  records: EncodedRecords,
  guard: number,
): (pass: BlockingPass) => { readonly pairs: number; readonly skipped: number } {
  const isLink = records.linkType === 'link';
  const nth = Math.ceil(records.rows / COUNTED_RECORDS);
  const scale = nth * nth;
  const sample = sampleOf(records, nth);
  const room = blockRoom();
  const source = nth === 1 ? keySource(sample) : fewKeysSource(sample);
  return (pass) => {
    const keys = recordKeys(sample, pass, source);
    const { pairs, skipped } = countPairs(keys, sample.leftRows, isLink, guard / scale, room);
    return { pairs: pairs * scale, skipped: skipped * scale };
  };
}

/** One record in `nth`, with the values blocking looks at laid side by side. */
function sampleOf(records: EncodedRecords, nth: number): EncodedRecords {
  if (nth === 1) return records;
  const chosen = new Int32Array(records.rows)
    .map((_, record) => record)
    .filter((record) => inSample(record, nth));
  return {
    ...records,
    rows: chosen.length,
    leftRows: chosen.filter((record) => record < records.leftRows).length,
    columns: records.columns.map((column) => ({
      ...column,
      values: chosen.map((record) => column.values[record]!),
    })),
  };
}

/** Passes over all names a record has, for those whose own names and dates meet in no other. They come last. */
function otherNamePasses(records: EncodedRecords): readonly BlockingPass[] {
  const given = records.columns.findIndex(({ role }) => role === 'first_name');
  const family = records.columns.findIndex(({ role }) => role === 'last_name');
  if (records.otherNames === undefined || given < 0 || family < 0) return [];
  const birth = records.columns.findIndex(({ role }) => role === 'dob');
  const names: BlockingPass = {
    name: 'first and last name, with other names',
    parts: [
      { column: given, form: 'value' },
      { column: family, form: 'value' },
    ],
    otherNames: true,
  };
  if (birth < 0) return [names];
  return [
    names,
    {
      name: 'last name, with other names, and year of birth',
      parts: [
        { column: family, form: 'value' },
        { column: birth, form: 'year' },
      ],
      otherNames: true,
    },
  ];
}

/** Every pass that could make sense for the roles there are. */
function candidatePasses(records: EncodedRecords): readonly BlockingPass[] {
  const part = (role: Role, form: KeyForm): KeyPart | undefined => {
    const column = columnOf(records, role);
    return column === undefined || column.filled === 0
      ? undefined
      : { column: records.columns.indexOf(column), form };
  };
  const passes: BlockingPass[] = [];
  const propose = (...parts: readonly (KeyPart | undefined)[]): void => {
    if (parts.some((item) => item === undefined)) return;
    const known = parts as readonly KeyPart[];
    passes.push({ name: known.map((item) => partName(records, item)).join(' + '), parts: known });
  };
  const first = (form: KeyForm) => part('first_name', form);
  const last = (form: KeyForm) => part('last_name', form);
  const born = (form: KeyForm) => part('dob', form);
  const swapped = (form: KeyForm): KeyPart | undefined => {
    const [given, family] = [first(form), last(form)];
    return given === undefined || family === undefined
      ? undefined
      : { column: given.column, form, otherColumn: family.column };
  };
  const numbers = records.columns.flatMap((column, index) =>
    ['ssn', 'cin', 'identifier', 'phone'].includes(column.role) && column.filled > 0 ? [index] : [],
  );
  for (const column of numbers) {
    propose({ column, form: 'value' });
    for (const form of ['head', 'tail'] as const) {
      for (const name of [
        first('sound'),
        last('sound'),
        first('initial'),
        born('year'),
        part('zip', 'value'),
      ]) {
        propose({ column, form }, name);
      }
    }
  }
  propose(part('email', 'value'));
  propose(part('email', 'user'));
  propose(first('value'), last('value'));
  propose(swapped('value'));
  propose(swapped('sound'));
  propose(first('first_three'), last('first_three'));
  propose(born('value'));
  propose(born('any_order_date'));
  for (const name of [
    first('value'),
    last('value'),
    first('sound'),
    last('sound'),
    first('initial'),
    last('initial'),
  ]) {
    propose(name);
    for (const form of ['value', 'any_order_date', 'year_month', 'month_day', 'year'] as const) {
      propose(born(form), name);
      if (form !== 'year') propose(born(form), name, part('sex', 'value'));
    }
    for (const place of ['zip', 'city', 'street', 'birth_year'] as const) propose(part(place, 'value'), name);
    propose(part('house_number', 'value'), part('zip', 'value'), name);
  }
  for (const form of ['year', 'year_month', 'month_day'] as const) {
    propose(first('sound'), last('sound'), born(form));
    propose(part('zip', 'value'), born(form));
    propose(part('city', 'value'), born(form));
  }
  propose(first('initial'), last('initial'), born('year_month'));
  propose(first('initial'), last('initial'), born('month_day'));
  propose(part('street', 'value'));
  propose(part('street', 'value'), part('house_number', 'value'));
  propose(part('street', 'head'), part('house_number', 'value'));
  propose(part('street', 'tail'), part('house_number', 'value'));
  propose(part('house_number', 'value'), part('zip', 'value'));
  propose(part('house_number', 'value'), part('city', 'value'));
  return passes;
}

const formNames: Readonly<Record<KeyForm, string>> = {
  value: '',
  sound: ' (sound)',
  initial: ' (initial)',
  first_three: ' (first three letters)',
  head: ' (first half)',
  tail: ' (last half)',
  year: ' (year)',
  year_month: ' (year and month)',
  month_day: ' (month and day)',
  any_order_date: ' (day and month in any order)',
  user: ' (before the @)',
};

function partName(records: EncodedRecords, { column, form, otherColumn }: KeyPart): string {
  const name = records.columns[column]!.name;
  const both =
    otherColumn === undefined ? name : `${name} and ${records.columns[otherColumn]!.name} in any order`;
  return both + formNames[form];
}
