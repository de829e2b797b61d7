import { describe, expect, it } from 'vitest';
import { comparatorsOf } from '../../../src/linkage/compare/comparePair.ts';
import { recordCells } from '../../../src/linkage/compare/recordCells.ts';
import { clusterLines } from '../../../src/app/pairsFile.ts';
import { clusterByAgreement } from '../../../src/linkage/assign/clusters.ts';
import { weakClusters } from '../../../src/linkage/decide/decideDuplicates.ts';
import { chooseThresholds } from '../../../src/linkage/decide/thresholds.ts';
import { HELD, tierRules } from '../../../src/linkage/decide/tiers.ts';
import { FLAG_SEALED } from '../../../src/linkage/encode/encodedRecords.ts';
import type { FieldSpec } from '../../../src/linkage/encode/recordBuilder.ts';
import { chooseComparisons } from '../../../src/linkage/roles/chooseComparisons.ts';
import { encoded } from '../madeUpRecords.ts';

const fields: readonly FieldSpec[] = [
  { name: 'first', role: 'first_name' },
  { name: 'last', role: 'last_name' },
  { name: 'born', role: 'dob' },
  { name: 'sex', role: 'sex' },
  { name: 'ssn', role: 'ssn' },
  { name: 'cin', role: 'cin' },
];
const rows = {
  mother: ['Rosa', 'Mendez', '1980-05-06', 'F', '912345678', '91234567A'],
  other: ['Xenia', 'Quill', '1955-11-30', 'M', '943219999', '97654321C'],
};

function ruled(right: readonly string[], { flags = 0, crosswalk = false, cautious = true } = {}) {
  const records = encoded(
    fields,
    [
      ['l', rows.mother],
      ['x', rows.other],
    ],
    [
      ['r', right, { flags }],
      ['y', rows.other],
    ],
  );
  const { comparisons } = chooseComparisons(records);
  const levels = new Uint8Array(comparisons.length);
  for (const compare of comparatorsOf(records, comparisons, recordCells(records, comparisons))) {
    compare(Int32Array.of(0), Int32Array.of(2), 1, levels);
  }
  return tierRules(records, comparisons, () => crosswalk, cautious).rule(levels, 0, 0, 2);
}
const [first, last, born, sex, ssn, cin] = rows.mother as [string, string, string, string, string, string];

describe('tiers with support', () => {
  it('take the strongest tier that agrees', () => {
    expect(ruled([first, last, born, sex, ssn, cin])).toEqual({ tier: 'cin', held: 0 });
    expect(ruled([first, last, born, sex, ssn, ''])).toEqual({ tier: 'ssn', held: 0 });
    expect(ruled([first, last, born, sex, '', ''])).toEqual({ tier: 'name_dob', held: 0 });
    expect(ruled([first, 'Mendes', born, sex, '', ''])).toEqual({ tier: 'score', held: 0 });
    expect(ruled([first, last, born, sex, ssn, cin], { crosswalk: true })).toEqual({
      tier: 'crosswalk',
      held: 0,
    });
  });

  it('a mother’s SSN on her child is a mismatch for a person, never a link', () => {
    expect(ruled(['Kevin', last, '2015-01-09', 'M', ssn, '']).held & HELD.mismatch).toBe(HELD.mismatch);
    expect(ruled(['Kevin', 'Otero', '2015-01-09', 'M', '', cin]).held & HELD.mismatch).toBe(HELD.mismatch);
  });

  it('a number supported by the first name or the date of birth links', () => {
    expect(ruled([first, 'Otero', '1980-06-05', sex, ssn, ''])).toEqual({ tier: 'ssn', held: 0 });
    expect(ruled(['Rosita', 'Otero', born, sex, ssn, '']).tier).toBe('ssn');
  });

  it('a number without anything to support it is left to the weights', () => {
    expect(ruled(['', '', '', '', ssn, '']).tier).toBe('score');
  });

  it('twins, different sex with different first name, and sealed records never link by themselves', () => {
    expect(ruled(['Kevin', last, born, sex, '', '']).held & HELD.twins).toBe(HELD.twins);
    expect(ruled(['Kevin', 'Otero', born, 'M', '', '']).held & HELD.sex).toBe(HELD.sex);
    expect(ruled([first, last, born, sex, ssn, cin], { flags: FLAG_SEALED }).held).toBe(HELD.sealed);
    expect(ruled(['Kevin', last, born, 'M', '', ''], { cautious: false }).held).toBe(0);
  });

  it('twins whose SSN or CIN is another one wait for a person in any file, also when one digit is other', () => {
    const ofTwin = (...numbers: readonly [ssn: string, cin: string]) =>
      ruled(['Kevin', last, born, sex, ...numbers], { cautious: false }).held;
    expect(ofTwin('912345679', '')).toBe(HELD.twins);
    expect(ofTwin('', '96543210C')).toBe(HELD.twins);
    expect(ofTwin('912345679', cin)).toBe(0);
    expect(ofTwin('', '')).toBe(0);
    const otherSex = ['Kevin', 'Otero', born, 'M', '943210000', ''];
    expect(ruled(otherSex, { cautious: false }).held).toBe(HELD.sex);
    expect(ruled([first, last, born, sex, '912345679', ''], { cautious: false }).held).toBe(0);
  });
});

describe('weak bridges', () => {
  it('make one cluster weak, however many there are, and the weakest is told; strong ones none', () => {
    const pair = (left: number, right: number, weight: number) => ({ left, right, weight });
    // 0-1 and 2-3 and 4-5 are sure; the groups hang together by little, the last two by much
    const pairs = [pair(0, 1, 8), pair(0, 2, 4), pair(2, 3, 8), pair(4, 5, 8), pair(6, 7, 8)];
    const strong = [pair(6, 8, 7), pair(6, 9, 7), pair(7, 8, 7), pair(7, 9, 7), pair(8, 9, 8)];
    const all = [...pairs, pair(3, 4, 4), ...strong].sort((a, b) => a.left - b.left || a.right - b.right);
    const clusters = clusterByAgreement(
      {
        left: Int32Array.from(all, ({ left }) => left),
        right: Int32Array.from(all, ({ right }) => right),
        weight: Float64Array.from(all, ({ weight }) => weight),
      },
      10,
      { threshold: -5, pairThreshold: 0, floor: -6, ceiling: 8 },
    );
    const weak = weakClusters(clusters);
    expect([...weak.keys()]).toEqual([0]);
    expect(clusters.bridges.length).toBeGreaterThan(2);
    expect(weak.get(0)).toBeCloseTo((4 - 7 * 6) / 8, 9);
    const records = encoded(
      fields,
      Array.from({ length: 10 }, (_, i) => [`r${i}`, rows.mother] as const),
    );
    const text = [...clusterLines(records, clusters)]
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('');
    expect(text.split('\n').filter((line) => /^r[068],/.test(line))).toEqual([
      'r0,r0,-4.750000',
      'r6,r6,',
      'r8,r6,',
    ]);
  });
});

describe('thresholds', () => {
  const sure = Array.from({ length: 90 }, () => 12);
  const likely = Array.from({ length: 10 }, () => 1);
  const unlikely = Array.from({ length: 50 }, () => -3);

  it('balance takes what is more likely than not, precision only what is nearly sure', () => {
    const weights = Float64Array.from([...unlikely, ...likely, ...sure]);
    const balanced = chooseThresholds(weights, 100, { kind: 'balance' });
    const careful = chooseThresholds(weights, 100, { kind: 'precision', precision: 0.995 });
    expect(balanced.thresholds.link).toBe(1);
    expect(careful.thresholds.link).toBe(12);
    expect(careful.estimates.precision).toBeGreaterThan(0.995);
    expect(careful.estimates.recall).toBeCloseTo(0.88, 2);
    expect(careful.thresholds.review).toBeLessThan(-3);
  });

  it('link nothing by its weight where the precision that is asked for cannot be expected', () => {
    const weights = Float64Array.from([...unlikely, ...likely, 5, 6]);
    const { thresholds, estimates } = chooseThresholds(weights, 20, { kind: 'precision', precision: 0.999 });
    expect(estimates.links).toBe(0);
    expect(thresholds.link).toBeGreaterThan(6);
    expect(thresholds.link).toBeLessThan(6.01);
    expect(thresholds.review).toBeLessThan(0);
  });

  it('counts matches that were never proposed as missed', () => {
    const { estimates } = chooseThresholds(Float64Array.from(sure), 180, { kind: 'balance' });
    expect(estimates.recall).toBeCloseTo(0.5, 2);
  });

  it('have an answer when nothing could link', () => {
    const { thresholds, estimates } = chooseThresholds(new Float64Array(0), 0, { kind: 'balance' });
    expect(Number.isFinite(thresholds.link)).toBe(true);
    expect(estimates.precision).toBe(1);
  });
});
