import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../../src/jobs/link.ts';
import { comparisonLevels } from '../../../src/linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../../../src/linkage/compare/comparisonPlan.ts';
import { LINK } from '../../../src/linkage/decide/decidedPairs.ts';
import { recordId } from '../../../src/linkage/encode/encodedRecords.ts';
import { RecordBuilder } from '../../../src/linkage/encode/recordBuilder.ts';
import { explainPair } from '../../../src/linkage/explain/explainPair.ts';
import { FILE_SETTINGS, type MatchResult } from '../../../src/linkage/matching.ts';
import {
  expectedOfStayers,
  levelsOfBoth,
  levelsOfMovers,
  type MoversModel,
  moverBits,
  moverWords,
} from '../../../src/linkage/joint/movers.ts';
import { PatternCounter } from '../../../src/linkage/score/patternCounts.ts';
import { trainOverPairSpace } from '../../../src/linkage/train/pairSpace.ts';
import { seededRandom } from '../../../src/linkage/train/random.ts';
import { peopleMaker } from '../../bench/madeUpPeople.ts';

/** A rare agreement of strangers, for a comparison of texts. */
const strangers = [0.9, 0.04, 0.02, 0.01, 0.01, 0.02];
const movers: MoversModel = {
  share: 0.2,
  stayed: [[], expectedOfStayers('text'), expectedOfStayers('short_code')],
  moved: [[], levelsOfMovers(0.3, strangers), levelsOfMovers(0.1, [0.95, 0.03, 0.02])],
};
const m = [[0.1, 0.9], levelsOfBoth(movers, 1), levelsOfBoth(movers, 2)];
const bits = moverBits(m, movers);
const TOP = { text: comparisonLevels.text.length, code: comparisonLevels.short_code.length };

describe('the address as a whole', () => {
  it('adds nothing where one part of it is missing, and nothing without movers', () => {
    expect(bits(Uint8Array.of(1, 1, 0), 0)).toBe(0);
    expect(bits(Uint8Array.of(1, 0, 1), 0)).toBe(0);
    expect(moverBits(m, undefined)(Uint8Array.of(1, 1, 1), 0)).toBe(0);
  });

  it('counts parts that differ together once, and those that contradict each other more', () => {
    const apart = bits(Uint8Array.of(1, 1, 1), 0);
    const alone = Math.log2(m[1]![0]!) + Math.log2(m[2]![0]!);
    expect(apart).toBeGreaterThan(1);
    expect(alone + apart).toBeGreaterThan(Math.log2(movers.share * 0.5));
    expect(bits(Uint8Array.of(1, TOP.text, 1), 0)).toBeLessThan(0);
    expect(moverWords(apart)).toContain('counts once');
    expect(moverWords(0)).toBe('');
  });

  it('keeps the levels of all matches a distribution', () => {
    let sum = 0;
    for (let text = 1; text <= TOP.text; text++) {
      for (let code = 1; code <= TOP.code; code++) {
        sum += m[1]![text - 1]! * m[2]![code - 1]! * 2 ** bits(Uint8Array.of(1, text, code), 0);
      }
    }
    expect(sum).toBeCloseTo(1, 12);
  });
});

describe('training with movers', () => {
  it('finds the share of matches that moved, and what they keep', () => {
    const plan: readonly PlannedComparison[] = (
      ['birth_date', 'text', 'short_code', 'category'] as const
    ).map((kind, column) => ({ name: `c${column}`, kind, column, termFrequency: false }));
    const u = plan.map(({ kind }) => {
      const levels = comparisonLevels[kind].length;
      return Array.from({ length: levels }, (_, level) => (level === 0 ? 1 - 0.004 * (levels - 1) : 0.004));
    });
    const expected = plan.map(({ kind }) => comparisonLevels[kind].map((level) => level.expected));
    const stayed = plan.map(({ kind }, c) => (c === 0 ? expected[c]! : expectedOfStayers(kind)));
    const kept = [undefined, 0.05, 0.1, 0.4];
    const moved = u.map((shares, c) => (c === 0 ? expected[c]! : levelsOfMovers(kept[c]!, shares)));
    const random = seededRandom(3);
    const counter = new PatternCounter(plan.length);
    const row = new Uint8Array(plan.length);
    const MATCHES = 4_000;
    const OTHERS = 40_000;
    // random pairs show matches too
    const share = MATCHES / (MATCHES + OTHERS);
    const shares = u.map((list, c) =>
      list.map(
        (each, level) => each * (1 - share) + share * (0.7 * stayed[c]![level]! + 0.3 * moved[c]![level]!),
      ),
    );
    for (let pair = 0; pair < MATCHES + OTHERS; pair++) {
      const kind = pair >= MATCHES ? u : random() < 0.3 ? moved : stayed;
      kind.forEach((list, c) => {
        let [level, left] = [0, random()];
        while (level < list.length - 1 && left >= list[level]!) left -= list[level++]!;
        row[c] = level + 1;
      });
      counter.add(row, 0, 1);
    }
    const trained = trainOverPairSpace(
      plan,
      counter.finish(),
      1,
      { shares, present: plan.map(() => 1) },
      MATCHES + OTHERS,
      1_000,
      { keptByMovers: kept },
    );
    expect(Math.abs(trained.expectedMatches / MATCHES - 1)).toBeLessThan(0.05);
    expect(Math.abs(trained.movers!.share - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(trained.movers!.moved[3]!.at(-1)! - 0.4)).toBeLessThan(0.05);
    expect(trained.movers!.stayed[0]).toEqual([]);
    expect(trained.m[1]).toEqual(levelsOfBoth(trained.movers!, 1));
  });
});

describe('matching people who move', () => {
  const PEOPLE = 600;

  /** Two files of the same people without SSN; every fourth has another address in the second, birth dates have slips. */
  async function matched(): Promise<MatchResult & { readonly linked: (id: string) => boolean }> {
    const maker = peopleMaker(11, PEOPLE * 2);
    const builder = new RecordBuilder(
      [
        { name: 'first', role: 'first_name' },
        { name: 'last', role: 'last_name' },
        { name: 'born', role: 'dob' },
        { name: 'street', role: 'street' },
        { name: 'city', role: 'city' },
        { name: 'zip', role: 'zip' },
      ],
      'link',
    );
    type Person = ReturnType<typeof maker.person>;
    const add = (id: string, { first, last, birth, street, city, zip }: Person): void =>
      builder.add(id, [first, last, birth, street, city, zip], 'YYYY-MM-DD');
    const people = Array.from({ length: PEOPLE }, () => maker.person());
    people.forEach((person, i) => add(`${i}`, person));
    builder.startRight();
    people.forEach((person, i) => {
      const { street, city, zip } = i % 4 === 0 ? maker.person() : person;
      // the year is off by one, which alone decides nothing
      const birth =
        i % 8 === 0 ? `${Number(person.birth.slice(0, 4)) + 1}${person.birth.slice(4)}` : person.birth;
      add(`${i}`, { ...person, street, city, zip, birth });
    });
    const records = builder.finish();
    const result = await matchRecords({ records, settings: FILE_SETTINGS });
    const links = new Set(
      Array.from(result.pairs.left, (left, i) =>
        result.pairs.decision[i] === LINK
          ? `${recordId(records, left)}=${recordId(records, result.pairs.right[i]!)}`
          : '',
      ),
    );
    for (let i = 0; i < result.pairs.left.length; i++) {
      const run = { ...result, records, comparisons: result.plan.comparisons, passes: result.plan.passes };
      const { bars, weight } = explainPair(run, i);
      expect(bars.slice(0, -1).reduce((sum, bar) => sum + bar.weight, 0)).toBeCloseTo(weight, 9);
    }
    return { ...result, linked: (id) => links.has(`${id}=${id}`) };
  }

  it('SLO-12: links who moved and has a slip in the birth date, and its bars sum to the weight', async () => {
    const { linked, model } = await matched();
    expect(Math.abs(model.movers!.share - 0.25)).toBeLessThan(0.04);
    const found = (every: number): number =>
      Array.from({ length: PEOPLE / every }, (_, i) => linked(`${i * every}`)).filter(Boolean).length /
      (PEOPLE / every);
    expect(found(4)).toBeGreaterThan(0.97);
    expect(found(8)).toBeGreaterThan(0.95);
  });
});
