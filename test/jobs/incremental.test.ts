import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../src/jobs/link.ts';
import type { PriorDecisions } from '../../src/linkage/decide/decidedPairs.ts';
import type { EncodedRecords } from '../../src/linkage/encode/encodedRecords.ts';
import type { FieldSpec } from '../../src/linkage/encode/recordBuilder.ts';
import type { MatchMemory } from '../../src/linkage/incremental/matchMemory.ts';
import { FILE_SETTINGS, type MatchResult, type MatchSettings } from '../../src/linkage/matching.ts';
import { encoded, type MadeUpRecord } from '../linkage/madeUpRecords.ts';

const fields: readonly FieldSpec[] = [
  { name: 'last', role: 'last_name' },
  { name: 'first', role: 'first_name' },
  { name: 'born', role: 'dob' },
  { name: 'sex', role: 'sex' },
  { name: 'ssn', role: 'ssn' },
  { name: 'zip', role: 'zip' },
];

// few values, so that records meet, blocks fill up and frequencies move; DELACRUZ in several writings on purpose
const lasts = [
  'DE LA CRUZ',
  'DELA CRUZ',
  'DELACRUZ',
  'CRUZ',
  'LOPEZ',
  'LOPES',
  'GARCIA LOPEZ',
  'NGUYEN',
  'TRAN',
  '',
];
const firsts = ['MARIA', 'MARIE', 'JOSE', 'PEPE', 'VAN', 'TRAN', 'ANA', 'J', ''];

const cells = record({
  last: constantFrom(...lasts),
  first: constantFrom(...firsts),
  year: integer({ min: 1990, max: 1992 }),
  day: integer({ min: 1, max: 12 }),
  sex: constantFrom('F', 'M', ''),
  ssn: integer({ min: 0, max: 40 }),
  zip: integer({ min: 0, max: 5 }),
  alias: constantFrom('', '', '', 'CRUZ', 'TRAN'),
  flags: constantFrom(0, 0, 0, 2, 4),
  home: integer({ min: 0, max: 20 }),
}).map(({ last, first, year, day, sex, ssn, zip, alias, flags, home }) => ({
  cells: [
    last,
    first,
    `${year}-0${1 + (day % 3)}-${String(day).padStart(2, '0')}`,
    sex,
    ssn === 0 ? '' : `9000${String(ssn).padStart(2, '0')}00${ssn % 10}`,
    `9000${zip}`,
  ],
  extras: {
    flags,
    ...(home === 0 ? {} : { households: [home] }),
    ...(alias === '' ? {} : { otherNames: [{ first, last: alias }] }),
  },
}));
type Person = { readonly cells: readonly string[]; readonly extras: NonNullable<MadeUpRecord[2]> };

/** What happens to a file from one month to the next. */
const change = record({
  gone: integer({ min: 0, max: 6 }),
  changed: array(record({ at: integer({ min: 0, max: 1000 }), person: cells }), { maxLength: 6 }),
  added: array(record({ at: integer({ min: 0, max: 1000 }), person: cells }), { maxLength: 5 }),
  moved: array(record({ from: integer({ min: 0, max: 1000 }), to: integer({ min: 0, max: 1000 }) }), {
    maxLength: 2,
  }),
  seed: integer({ min: 0, max: 1000 }),
});
type ChangeOfFile = {
  readonly gone: number;
  readonly changed: readonly { readonly at: number; readonly person: Person }[];
  readonly added: readonly { readonly at: number; readonly person: Person }[];
  readonly moved: readonly { readonly from: number; readonly to: number }[];
  readonly seed: number;
};

function nextMonth(
  file: readonly MadeUpRecord[],
  { gone, changed, added, moved, seed }: ChangeOfFile,
  month: number,
) {
  const rows = [...file];
  for (let i = 0; i < Math.min(gone, rows.length / 20); i++)
    rows.splice((seed * 7 + i * 31) % rows.length, 1);
  for (const { at, person } of changed) {
    const place = at % rows.length;
    rows[place] = [rows[place]![0], person.cells, person.extras];
  }
  added.forEach(({ at, person }, i) => {
    rows.splice(at % rows.length, 0, [`new${month}-${i}`, person.cells, person.extras]);
  });
  for (const { from, to } of moved) {
    const [row] = rows.splice(from % rows.length, 1);
    rows.splice(to % rows.length, 0, row!);
  }
  return rows;
}

const toRows = (people: readonly Person[], prefix: string): MadeUpRecord[] =>
  people.map(({ cells: row, extras }, i) => [`${prefix}${i}`, row, extras]);

/** The same records in households of their own file. */
const atHome = (rows: readonly MadeUpRecord[]): readonly MadeUpRecord[] =>
  rows.map(([id, row, extras]) => [
    id,
    row,
    { ...extras, households: extras?.households?.map((home) => home + 1000) ?? [] },
  ]);

/** All of a result but how long it took and how much of it was carried. */
const outcome = ({
  pairs,
  plan,
  model,
  thresholds,
  estimates,
  possiblePairs,
  clusters,
  support,
}: MatchResult) => ({
  pairs,
  plan,
  model,
  thresholds,
  estimates,
  possiblePairs,
  clusters,
  support,
});

const decisionsFor = ({ rows, leftRows, linkType }: EncodedRecords, seed: number): PriorDecisions => {
  const pair = (n: number) =>
    linkType === 'link'
      ? ([n % leftRows, leftRows + ((n * 13) % (rows - leftRows))] as const)
      : ([n % (rows - 1), rows - 1] as const);
  return { mustLink: [pair(seed)], mustNotLink: [pair(seed + 5), pair(seed + 17)] };
};

async function sameAsFull(
  months: readonly EncodedRecords[],
  settings: MatchSettings,
  seed: number,
): Promise<readonly MatchResult[]> {
  let memory: MatchMemory | undefined;
  const results: MatchResult[] = [];
  for (const [month, records] of months.entries()) {
    const decisions = decisionsFor(records, seed + month);
    const result = await matchRecords(
      { records, settings, decisions, remember: true, ...(memory === undefined ? {} : { before: memory }) },
      { threads: 1 },
    );
    results.push(result);
    if (memory !== undefined && result.sinceBefore?.kind === 'carried') {
      const full = await matchRecords(
        { records, settings: { ...settings, plan: memory.plan, model: memory.model }, decisions },
        { threads: 1 },
      );
      expect(outcome(result)).toEqual(outcome(full));
    }
    memory = result.memory;
  }
  return results;
}

describe('the next month', () => {
  const people = array(cells, { minLength: 60, maxLength: 90 });
  const months = array(record({ left: change, right: change }), { minLength: 2, maxLength: 3 });

  it.each(['link', 'dedupe'] as const)(
    'SLO-10: %s of what has changed gives what comparing everything gives, bit for bit, month after month',
    async (linkType) => {
      let carried = 0;
      let again = 0;
      await assert(
        asyncProperty(
          people,
          people,
          months,
          constantFrom(0, 500),
          integer({ min: 8, max: 200 }),
          integer({ min: -8, max: 16 }),
          async (left, right, changes, everyPair, guard, floor) => {
            let files = [toRows(left, 'L'), toRows(right, 'R')] as const;
            const encode = () =>
              linkType === 'link'
                ? encoded(fields, files[0], atHome(files[1]))
                : encoded(fields, [...files[0], ...files[1]]);
            const records = [encode()];
            changes.forEach((both, month) => {
              files = [nextMonth(files[0], both.left, month), nextMonth(files[1], both.right, month + 100)];
              records.push(encode());
            });
            const settings: MatchSettings = {
              ...FILE_SETTINGS,
              floor,
              budget: { everyPair: everyPair * 1e6, pairs: 1e6, passes: 8, guard },
            };
            for (const { sinceBefore } of await sameAsFull(records, settings, guard)) {
              if (sinceBefore?.kind !== 'carried') continue;
              carried++;
              again += sinceBefore.again;
            }
          },
        ),
        { numRuns: 90 },
      );
      // most months must have been carried, and records compared again though unchanged, or nothing was shown
      expect(carried).toBeGreaterThan(60);
      expect(again).toBeGreaterThan(50);
    },
    120_000,
  );

  const only = fields.slice(0, 3);
  const person = (id: string, last: string, first: string, born: string): MadeUpRecord => [
    id,
    [last, first, born],
  ];
  const strangers = Array.from({ length: 40 }, (_, i) =>
    person(
      `S${i}`,
      `${'BCDFGHJKLM'[i % 10]}ORANEK${i}`,
      `${'ZYXWVUTSRQ'[i % 10]}ILDA${i}`,
      `19${40 + i}-05-${10 + (i % 18)}`,
    ),
  );
  const settings = FILE_SETTINGS;
  const memoryOf = async (
    file: readonly MadeUpRecord[],
    more: Partial<MatchSettings> = {},
    before?: MatchMemory,
  ) =>
    matchRecords(
      {
        records: encoded(only, file),
        settings: { ...settings, ...more },
        remember: true,
        ...(before === undefined ? {} : { before }),
      },
      { threads: 1 },
    );
  const weightOf = ({ pairs }: MatchResult, left: number, right: number): number | undefined => {
    const at = pairs.left.findIndex((one, i) => one === left && pairs.right[i] === right);
    return at < 0 ? undefined : pairs.weight[at];
  };

  it('SLO-10: a pair that becomes rarer little by little is found in the month in which it reaches the floor', async () => {
    const month = (holders: number) => [
      person('A', 'VALDERAMA', 'ANA', '1990-01-01'),
      person('B', 'VALDERAMA', 'TOMAS', '1955-11-30'),
      ...Array.from({ length: 10 }, (_, i) =>
        person(
          `V${i}`,
          i < holders - 2 ? 'VALDERAMA' : `${'BCDFGHJKLM'[i]}OKSTRU${i}`,
          `${'BCDFGHJKLM'[i]}EXU${i}`,
          `19${60 + i}-02-1${i}`,
        ),
      ),
      ...strangers,
    ];
    const plain = await memoryOf(month(12), { floor: -60 });
    const floor = weightOf(plain, 0, 1)! + 1.2;
    const first = await memoryOf(month(12), { floor });
    const second = await memoryOf(month(8), { floor }, first.memory);
    const third = await memoryOf(month(5), { floor }, second.memory);
    expect(weightOf(second, 0, 1)).toBeUndefined();
    expect(weightOf(third, 0, 1)).toBeGreaterThanOrEqual(floor);
    expect(third.sinceBefore).toMatchObject({ kind: 'carried', changed: 3, gone: 3, again: 5 });
  });

  it('SLO-10: how another record writes a surname changes the level of records that have not changed', async () => {
    const file = [
      person('A', 'GARCIALOPEZ', 'ANA', '1990-01-01'),
      person('B', 'LOPEZ', 'ANA', '1990-01-01'),
      ...strangers,
    ];
    const first = await memoryOf(file);
    const second = await memoryOf(
      [...file, person('C', 'GARCIA LOPEZ', 'TOMAS', '1955-11-30')],
      {},
      first.memory,
    );
    const { plan, model } = first.memory!;
    const full = await memoryOf([...file, person('C', 'GARCIA LOPEZ', 'TOMAS', '1955-11-30')], {
      plan,
      model,
    });
    expect(second.sinceBefore).toMatchObject({ kind: 'carried', changed: 2 });
    expect(weightOf(second, 0, 1)).not.toBe(weightOf(first, 0, 1));
    expect(outcome(second)).toEqual(outcome(full));
  });

  it('SLO-10: compares only pairs of records that have changed', async () => {
    const file = [...strangers, person('A', 'VALDERAMA', 'ANA', '1990-01-01')];
    const first = await memoryOf(file);
    const same = await memoryOf(file, {}, first.memory);
    expect(same.comparedPairs).toBe(0);
    expect(same.sinceBefore).toMatchObject({ kind: 'carried', changed: 0, gone: 0, again: 0 });
    const second = await memoryOf([...file, person('B', 'VALDERAMA', 'ANNA', '1990-01-01')], {}, same.memory);
    expect(first.comparedPairs).toBe((41 * 40) / 2);
    expect(second.comparedPairs).toBe(41);
    expect(weightOf(second, 40, 41)).toBeGreaterThan(0);
  });

  it('compares everything, and says why, when what is kept does not fit any more', async () => {
    const first = await memoryOf(strangers);
    const reasonOf = async (file: readonly MadeUpRecord[], more: Partial<MatchSettings> = {}) =>
      (await memoryOf(file, more, first.memory)).sinceBefore;
    expect(await reasonOf(strangers.slice(0, 30))).toEqual({ kind: 'full', reason: 'size' });
    expect(await reasonOf(strangers, { floor: 3 })).toEqual({ kind: 'full', reason: 'settings' });
    expect(await reasonOf(strangers, { budget: { guard: 5 } })).toEqual({ kind: 'full', reason: 'settings' });
    expect(await reasonOf(strangers, { model: { ...first.model, lambda: 0.01 } })).toEqual({
      kind: 'full',
      reason: 'settings',
    });
    const withoutDates = strangers.map(([id, [last, first_]]) => person(id, last!, first_!, ''));
    expect(await reasonOf(withoutDates)).toEqual({ kind: 'full', reason: 'columns' });
    const others = strangers.map(([id, row], i): MadeUpRecord => [i < 30 ? `${id}x` : id, row]);
    expect(await reasonOf(others)).toEqual({ kind: 'full', reason: 'changes' });
    const half = strangers.map(([id, [last, name, born]], i) =>
      person(id, last!, name!, i < 20 ? '' : born!),
    );
    const filling = await memoryOf(half);
    const filled = strangers.map(([id, [last, name, born]], i) =>
      person(id, last!, name!, i < 10 ? '' : born!),
    );
    const next = await memoryOf(filled, {}, filling.memory);
    expect(next.sinceBefore).toMatchObject({ kind: 'carried', changed: 10 });
  });
});
