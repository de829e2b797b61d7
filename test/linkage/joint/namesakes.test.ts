import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../../src/jobs/link.ts';
import { BIRTH, comparisonLevels, FAMILY, GIVEN } from '../../../src/linkage/compare/comparisonKinds.ts';
import { LINK } from '../../../src/linkage/decide/decidedPairs.ts';
import { recordId } from '../../../src/linkage/encode/encodedRecords.ts';
import { explainPair } from '../../../src/linkage/explain/explainPair.ts';
import { jointEvidence } from '../../../src/linkage/joint/jointEvidence.ts';
import { likelierAmongStrangers, type StrangerTies } from '../../../src/linkage/joint/namesakes.ts';
import { FILE_SETTINGS } from '../../../src/linkage/matching.ts';
import { chooseComparisons } from '../../../src/linkage/roles/chooseComparisons.ts';
import { commonnessOf } from '../../../src/linkage/train/commonness.ts';
import { seededRandom } from '../../../src/linkage/train/random.ts';
import { encoded, type MadeUpRecord, nameFields } from '../madeUpRecords.ts';

const ties: StrangerTies = { given: 0, family: 1, birth: 2, sex: 3, sameSex: 0.5, twins: 1e-6 };
const likelier = (given: number, family: number, birth: number, sex: number): number =>
  likelierAmongStrangers(ties, Uint8Array.of(given + 1, family + 1, birth + 1, sex + 1), 0, 0.01, 0.0001);

describe('what strangers agree on together', () => {
  it('finds two names that agree two and a half times as often, and the sex that goes with the given name', () => {
    expect(likelier(GIVEN.same, FAMILY.same, BIRTH.differ, -1)).toBe(2.5);
    expect(likelier(GIVEN.same, FAMILY.same, BIRTH.differ, 1)).toBe(5);
    expect(likelier(GIVEN.same, FAMILY.differ, BIRTH.differ, 1)).toBe(2);
    expect(likelier(GIVEN.same, FAMILY.differ, BIRTH.differ, 0)).toBe(1);
  });

  it('knows twins, who agree on surname and birth date but not on the given name', () => {
    expect(likelier(GIVEN.differ, FAMILY.same, BIRTH.same, 1)).toBeCloseTo(1 + 1e-6 / 1e-6, 12);
    expect(likelier(GIVEN.differ, FAMILY.same, BIRTH.digit, 1)).toBe(1);
    expect(likelier(-1, FAMILY.same, BIRTH.same, 1)).toBe(1);
  });
});

/** Names of which a few are common, as names are. */
function skewed(random: () => number, names: number): number {
  return Math.floor(names * random() ** 3);
}

/**
 * Two files of people with a name and a birth date only; a tenth of them stand in both, one in twenty of these with a
 * slip in the birth date. Names are few and a handful of them common.
 */
function namesAndDates(people: number) {
  const random = seededRandom(23);
  const first = (n: number): string =>
    `${'BCDFGHJKLM'[n % 10]!}${'AEIOU'[n % 5]!}${'LNRST'[(n >> 2) % 5]!}${'AO'[n % 2]!}${'NRLS'[n % 4]!}${n}`.replace(
      /\d/g,
      (d) => 'AEIOUBDGKM'[Number(d)]!,
    );
  const person = (): readonly string[] => {
    const year = 1950 + Math.floor(random() * 70);
    const day = new Date(Date.UTC(year, 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10);
    return [first(skewed(random, 300)), `${first(skewed(random, 400))}EZ`, day];
  };
  const shared = Array.from({ length: people / 10 }, person);
  const file = (side: string, own: readonly (readonly string[])[]): MadeUpRecord[] =>
    [...own, ...Array.from({ length: people - own.length }, person)].map((cells, i) => [
      `${side}${i}`,
      cells,
    ]);
  const slipped = shared.map(([given, family, born], i) => [
    given!,
    family!,
    i % 20 === 0 ? `${born!.slice(0, 8)}${born!.endsWith('1') ? '03' : '11'}` : born!,
  ]);
  return encoded(nameFields, file('l', shared), file('r', slipped));
}

describe('training on names and birth dates alone', () => {
  it('does not take namesakes for matches whose birth dates differ', async () => {
    const PEOPLE = 4_000;
    const records = namesAndDates(PEOPLE);
    const result = await matchRecords({ records, settings: FILE_SETTINGS });
    const { model, pairs, plan } = result;
    expect(model.expectedMatches / (PEOPLE / 10)).toBeGreaterThan(0.9);
    expect(model.expectedMatches / (PEOPLE / 10)).toBeLessThan(1.15);
    const birth = plan.comparisons.findIndex(({ kind }) => kind === 'birth_date');
    expect(model.m[birth]![BIRTH.differ]).toBeLessThan(0.08);
    let [right, wrong] = [0, 0];
    pairs.decision.forEach((decision, i) => {
      if (decision !== LINK) return;
      const [left, other] = [recordId(records, pairs.left[i]!), recordId(records, pairs.right[i]!)];
      if (left.slice(1) === other.slice(1) && Number(left.slice(1)) < PEOPLE / 10) right++;
      else wrong++;
    });
    expect(right).toBeGreaterThan(0.95 * (PEOPLE / 10));
    expect(wrong).toBeLessThan(0.05 * (PEOPLE / 10));

    const agreeing = pairs.left.findIndex(
      (_, i) => pairs.levels[i * 3]! >= GIVEN.typo + 1 && pairs.levels[i * 3 + 1]! >= FAMILY.typo + 1,
    );
    const { bars, weight, joint } = explainPair(
      { ...result, records, comparisons: plan.comparisons, passes: plan.passes },
      agreeing,
    );
    expect(joint.map(({ kind, weight: bits }) => [kind, bits])).toContainEqual([
      'namesakes',
      -Math.log2(2.5),
    ]);
    expect(bars.slice(0, -1).reduce((sum, bar) => sum + bar.weight, 0)).toBeCloseTo(weight, 9);
    const { namesakes } = jointEvidence(records, plan.comparisons, model);
    expect(namesakes(Uint8Array.of(1, 1, 1), 0, 0)).toBeCloseTo(0, 12);
  });

  it('tells values that are up to four times as common as others apart, and no others', () => {
    const records = encoded(
      nameFields,
      ['ANA', 'ANA', 'ANA', 'BEA', 'BEA', 'ZOE'].map((given, i) => [
        `${i}`,
        [given, i === 5 ? '' : 'LUNA', `199${i}-02-0${i + 1}`],
      ]),
    );
    const { comparisons } = chooseComparisons(records);
    const { mark, shares } = commonnessOf(records, comparisons);
    const same = comparisonLevels.given_name.length;
    const marked = (given: number, left: number): number => {
      const levels = Uint8Array.of(given, 0, 0).slice(0, comparisons.length);
      mark(levels, 0, left);
      return levels[0]!;
    };
    expect(marked(same, 0)).toBe(same + 2);
    expect(marked(same, 3)).toBe(same + 1);
    expect(marked(same, 5)).toBe(same + 1);
    expect(marked(same - 1, 0)).toBe(same - 1);
    // three of six records have Ana: another record has her name with a share of 2 in 6
    expect(shares[0]![1]).toBeCloseTo(2 / 6, 12);
    expect(shares[0]![0]).toBeCloseTo(1 / 6, 12);
  });
});
