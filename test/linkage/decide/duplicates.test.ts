import { describe, expect, it } from 'vitest';
import { decideDuplicates } from '../../../src/linkage/decide/decideDuplicates.ts';
import { LINK, NO_DECISIONS } from '../../../src/linkage/decide/decidedPairs.ts';
import type { TierRules } from '../../../src/linkage/decide/tiers.ts';
import { probabilityOfWeight } from '../../../src/linkage/model/weight.ts';
import type { ScoredPairs } from '../../../src/linkage/score/linkSlice.ts';
import { encoded, nameFields } from '../madeUpRecords.ts';

const rules: TierRules = { rule: () => ({ tier: 'score', held: 0 }), keys: [] };
const records = encoded(
  nameFields,
  ['a', 'b', 'c', 'd', 'e'].map((id) => [id, ['ANA', 'RUIZ', '2001-02-03']] as const),
);

/** Scored pairs without levels. */
const scoredPairs = (...pairs: readonly (readonly [number, number, number])[]): ScoredPairs => ({
  left: Int32Array.from(pairs, ([left]) => left),
  right: Int32Array.from(pairs, ([, right]) => right),
  weight: Float64Array.from(pairs, ([, , weight]) => weight),
  levels: new Uint8Array(0),
  pass: new Uint8Array(pairs.length),
  compared: pairs.length,
});

const decide = (scored: ScoredPairs) =>
  decideDuplicates(records, scored, rules, NO_DECISIONS, 4, { kind: 'balance' }, () =>
    Promise.resolve(scored),
  );

describe('duplicates of a file', () => {
  it('two records alone are one person as surely as their own weight says', async () => {
    const { pairs, estimates } = await decide(scoredPairs([0, 1, 0.5], [2, 3, 6]));
    expect([...pairs.decision]).toEqual([LINK, LINK]);
    expect([...pairs.probability]).toEqual([probabilityOfWeight(0.5), probabilityOfWeight(6)]);
    expect(estimates.expectedTrue).toBeCloseTo(probabilityOfWeight(0.5) + probabilityOfWeight(6), 12);
  });

  it('what a group says of its pairs is no surer than the best pair that joined it', async () => {
    // c joins a and b by one good pair and one bad one: a mean of 0, which is 2 above where groups join
    const { pairs } = await decide(scoredPairs([0, 1, 8], [0, 2, 4], [1, 2, -4]));
    expect([...pairs.probability]).toEqual([
      probabilityOfWeight(8),
      probabilityOfWeight(4),
      probabilityOfWeight(2),
    ]);
    const faint = await decide(scoredPairs([0, 1, 8], [0, 2, 0.25], [1, 2, 0.5]));
    expect([...faint.pairs.decision]).toEqual([LINK, LINK, LINK]);
    expect([...faint.pairs.probability].slice(1)).toEqual([
      probabilityOfWeight(0.5),
      probabilityOfWeight(0.5),
    ]);
  });
});
