import { beforeAll, describe, expect, it } from 'vitest';
import type { EncodedRecords } from '../../src/linkage/encode/encodedRecords.ts';
import { recordId } from '../../src/linkage/encode/encodedRecords.ts';
import { type FieldSpec, RecordBuilder } from '../../src/linkage/encode/recordBuilder.ts';
import { LINK } from '../../src/linkage/decide/decidedPairs.ts';
import { explainPair } from '../../src/linkage/explain/explainPair.ts';
import { FILE_SETTINGS, type MatchResult } from '../../src/linkage/matching.ts';
import { matchRecords } from '../../src/jobs/link.ts';
import { CLEAN, type ErrorRates, NOISY, peopleMaker, personColumns } from '../bench/madeUpPeople.ts';

const fields: readonly FieldSpec[] = [
  { name: 'first', role: 'first_name' },
  { name: 'last', role: 'last_name' },
  { name: 'birth', role: 'dob' },
  { name: 'sex', role: 'sex' },
  { name: 'street', role: 'street' },
  { name: 'city', role: 'city' },
  { name: 'zip', role: 'zip' },
  { name: 'ssn', role: 'identifier' },
];

/** `size` people on either side, of whom `shared` are in both; `dedupe` puts all into one file. */
function people(
  size: number,
  shared: number,
  rates: ErrorRates,
  dedupe = false,
  only = fields,
): EncodedRecords {
  const maker = peopleMaker(11, size);
  const builder = new RecordBuilder(only, dedupe ? 'dedupe' : 'link');
  const left = Array.from({ length: size }, () => maker.person());
  const right = Array.from({ length: size }, (_, i) =>
    i < shared ? maker.again(left[i]!, rates) : maker.person(),
  );
  const cells = (person: (typeof left)[number]) =>
    personColumns.filter((name) => only.some((field) => field.name === name)).map((name) => person[name]);
  left.forEach((person, i) => builder.add(dedupe ? `${i}a` : `${i}`, cells(person), 'YYYY-MM-DD'));
  if (!dedupe) builder.startRight();
  right.forEach((person, i) => builder.add(dedupe ? `${i}b` : `${i}`, cells(person), 'YYYY-MM-DD'));
  return builder.finish();
}

/** Precision and recall of the links; records of one number are one person. */
function quality(records: EncodedRecords, { pairs }: MatchResult, matches: number) {
  let links = 0;
  let right = 0;
  pairs.decision.forEach((decision, i) => {
    if (decision !== LINK) return;
    links++;
    const number = (record: number) => Number.parseInt(recordId(records, record), 10);
    if (number(pairs.left[i]!) === number(pairs.right[i]!)) right++;
  });
  return { precision: right / links, recall: right / matches };
}

const settings = FILE_SETTINGS;

describe('matching', () => {
  let records: EncodedRecords;
  let result: MatchResult;
  beforeAll(async () => {
    records = people(600, 350, CLEAN);
    result = await matchRecords({ records, settings }, { threads: 1 });
  }, 60_000);

  it('links two files from roles alone: no wrong link, next to none missed', () => {
    const { precision, recall } = quality(records, result, 350);
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.995);
    expect(result.estimates.precision).toBeGreaterThan(0.99);
    expect(result.model.expectedMatches).toBeGreaterThan(340);
    expect(result.model.expectedMatches).toBeLessThan(360);
  });

  it('links noisy files, and says about how well', async () => {
    const noisy = people(600, 350, NOISY);
    const found = await matchRecords({ records: noisy, settings }, { threads: 1 });
    const { precision, recall } = quality(noisy, found, 350);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
    expect(Math.abs(found.estimates.precision - precision)).toBeLessThan(0.02);
  });

  it('links by name and date of birth alone', async () => {
    const names = people(600, 350, CLEAN, false, fields.slice(0, 3));
    const found = await matchRecords({ records: names, settings }, { threads: 1 });
    const { precision, recall } = quality(names, found, 350);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.93);
  });

  it('finds the duplicates of one file', async () => {
    const file = people(500, 200, NOISY, true);
    const found = await matchRecords({ records: file, settings }, { threads: 1 });
    const { precision, recall } = quality(file, found, 200);
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.93);
    expect(found.clusters!.of.filter((cluster, record) => cluster === record).length).toBeLessThan(820);
    // what is expected of the links is what they are given as probabilities, the word of their clusters with it
    const links = [...found.pairs.decision.keys()].filter((i) => found.pairs.decision[i] === LINK);
    expect(found.estimates.links).toBe(links.length);
    expect(found.estimates.precision * links.length).toBeCloseTo(
      links.reduce((sum, i) => sum + found.pairs.probability[i]!, 0),
      6,
    );
  });

  it('gives the same result again, on one thread and on two', async () => {
    // enough pairs for threads to be used
    const many = people(900, 500, CLEAN, false, fields.slice(0, 5));
    const once = await matchRecords({ records: many, settings }, { threads: 1 });
    const again = await matchRecords({ records: many, settings }, { threads: 2 });
    expect(again.model).toEqual(once.model);
    expect(again.thresholds).toEqual(once.thresholds);
    expect(again.pairs).toEqual(once.pairs);
  });

  it('lets people’s decisions win, both ways', async () => {
    const { pairs } = result;
    const link = pairs.decision.indexOf(LINK);
    const [left, right] = [pairs.left[link]!, pairs.right[link]!];
    const forbidden = await matchRecords(
      { records, settings, decisions: { mustLink: [[0, 600 + 500]], mustNotLink: [[left, right]] } },
      { threads: 1 },
    );
    const decisionOf = (l: number, r: number) =>
      forbidden.pairs.decision[
        forbidden.pairs.left.findIndex((x, i) => x === l && forbidden.pairs.right[i] === r)
      ];
    expect(decisionOf(left, right)).not.toBe(LINK);
    expect(decisionOf(0, 600 + 500)).toBe(LINK);
  });

  it('explains a pair with bars that sum to its weight', () => {
    const { pairs, plan, model, thresholds } = result;
    for (const index of [0, Math.floor(pairs.left.length / 2), pairs.left.length - 1]) {
      const pair = explainPair(
        { records, comparisons: plan.comparisons, passes: plan.passes, model, thresholds, pairs },
        index,
      );
      const sum = pair.bars.slice(0, -1).reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(pairs.weight[index]!, 9);
      expect(pair.comparisons).toHaveLength(fields.length);
      expect(pair.reasons.length).toBeGreaterThan(0);
      expect(pair.comparisons.every(({ words }) => words.length > 0)).toBe(true);
    }
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const run = matchRecords(
      { records, settings },
      {
        threads: 1,
        signal: stop.signal,
        onProgress: (step) => step === 'train' && stop.abort(new Error('cancelled')),
      },
    );
    await expect(run).rejects.toThrow('cancelled');
  });

  it('stops when it is cancelled while it decides, though that holds the thread', async () => {
    const stop = new AbortController();
    const run = matchRecords(
      { records, settings },
      {
        threads: 1,
        signal: stop.signal,
        // as a signal of the system comes: not before the thread is free
        onProgress: (step) =>
          step === 'decide' && setImmediate(() => stop.abort(new Error('cancelled late'))),
      },
    );
    await expect(run).rejects.toThrow('cancelled late');
  });
});

describe('odd input', () => {
  const build = (rows: readonly (readonly string[])[]) => {
    const builder = new RecordBuilder(fields.slice(0, 3), 'dedupe');
    rows.forEach((cells, i) => builder.add(`${i}`, cells, 'YYYY-MM-DD'));
    return builder.finish();
  };
  const finite = ({ model, pairs }: MatchResult) =>
    [model.lambda, ...model.m.flat(), ...model.u.flat(), ...pairs.weight, ...pairs.probability].every(
      Number.isFinite,
    );

  it.each([
    ['one row', [['Ana', 'Ruiz', '2001-02-03']]],
    ['all rows equal', Array.from({ length: 300 }, () => ['Ana', 'Ruiz', '2001-02-03'])],
    ['empty columns', Array.from({ length: 30 }, () => ['', '', ''])],
  ])('%s: says that there is nothing to match', async (_, rows) => {
    await expect(matchRecords({ records: build(rows), settings })).rejects.toMatchObject({
      code: 'NOTHING_TO_MATCH',
    });
  });

  it.each([
    [
      'two rows',
      [
        ['Ana', 'Ruiz', '2001-02-03'],
        ['Ana', 'Ruiz', '2001-02-04'],
      ],
    ],
    [
      'nearly all rows equal',
      Array.from({ length: 300 }, (_, i) => ['Ana', 'Ruiz', i === 0 ? '1999-01-01' : '2001-02-03']),
    ],
    [
      'one empty column',
      Array.from({ length: 60 }, (_, i) => [`Ana${i % 7}`, '', `2001-02-${10 + (i % 9)}`]),
    ],
    [
      'no two rows alike',
      Array.from({ length: 60 }, (_, i) => [
        `${'XQWZ'[i % 4]}${i * 7919}`,
        `${i * 104729}`,
        `19${10 + i}-01-01`,
      ]),
    ],
  ])('%s: never NaN, never a hang', async (_, rows) => {
    expect(finite(await matchRecords({ records: build(rows), settings }))).toBe(true);
  });

  it('blocks of a whole large file are skipped and reported', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ['Ana', `Ruiz${i % 1500}`, '2001-02-03']);
    const result = await matchRecords(
      { records: build(rows), settings: { ...settings, budget: { everyPair: 100, guard: 1000 } } },
      { threads: 1 },
    );
    expect(result.comparedPairs).toBeLessThan(100_000);
    expect(finite(result)).toBe(true);
  });
});
