import { describe, expect, it } from 'vitest';
import { BATCH } from '../../../src/linkage/block/scanBlocks.ts';
import { comparatorsOf } from '../../../src/linkage/compare/comparePair.ts';
import { comparisonLevels } from '../../../src/linkage/compare/comparisonKinds.ts';
import { recordCells } from '../../../src/linkage/compare/recordCells.ts';
import { FLAG_ESTIMATED_DOB } from '../../../src/linkage/encode/encodedRecords.ts';
import type { FieldSpec } from '../../../src/linkage/encode/recordBuilder.ts';
import { chooseComparisons } from '../../../src/linkage/roles/chooseComparisons.ts';
import { scorerOf } from '../../../src/linkage/score/scorer.ts';
import { weightSieve } from '../../../src/linkage/score/weightSieve.ts';
import { seededRandom } from '../../../src/linkage/train/random.ts';
import { encoded, type MadeUpRecord } from '../madeUpRecords.ts';

const fields: readonly FieldSpec[] = [
  { name: 'first', role: 'first_name' },
  { name: 'middle', role: 'middle_name' },
  { name: 'last', role: 'last_name' },
  { name: 'born', role: 'dob' },
  { name: 'year', role: 'birth_year' },
  { name: 'sex', role: 'sex' },
  { name: 'ssn', role: 'ssn' },
  { name: 'line1', role: 'street' },
  { name: 'line2', role: 'street' },
  { name: 'city', role: 'city' },
  { name: 'zip', role: 'zip' },
  { name: 'mail', role: 'email' },
];
const RECORDS = 60;

/** Records full of near misses: few names, swapped, short, double, misspelt; dates a digit apart; blanks. */
function madeUp(seed: number): readonly MadeUpRecord[] {
  const random = seededRandom(seed);
  const pick = <T>(...list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const slip = (text: string): string => {
    const at = Math.floor(random() * (text.length + 1));
    return pick(
      text,
      text.slice(0, at) + text.slice(at + 1),
      `${text.slice(0, at)}A${text.slice(at)}`,
      text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2),
    );
  };
  const name = (): string =>
    pick(
      slip(pick('MARIA', 'MARIO', 'JOSE', 'BOB', 'ROBERT', 'ANA MARIA', 'J', 'NGUYEN')),
      slip(pick('GARCIA', 'GARCIA LOPEZ', 'LOPEZ', 'NGUYEN', 'FERNANDEZ DE LA CRUZ MARTINEZ', 'ROBERT')),
      '',
    );
  const digits = (length: number): string => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const ssn = (): string => pick(`9${slip('12310')}${digits(4)}`, '912310001', slip('912310001'), '');
  return Array.from({ length: RECORDS }, (_, i): MadeUpRecord => {
    const year = pick('1990', '1991', '1980');
    return [
      `r${i}`,
      [
        name(),
        name(),
        name(),
        pick(`${year}-0${pick(1, 2, 3)}-${pick('01', '02', '12', '21')}`, ''),
        year,
        pick('F', 'M', ''),
        ssn(),
        pick(slip('12 MAIN ST'), 'APT 4', slip('4500 NORTH WILLOW AVE'), ''),
        pick('APT 4', '12 MAIN ST', ''),
        pick('FRESNO', slip('FRESNO'), 'CLOVIS', ''),
        pick('93701', slip('93701'), digits(5)),
        pick('A@B.ORG', slip('MARIA@B.ORG'), ''),
      ],
      {
        flags: random() < 0.1 ? FLAG_ESTIMATED_DOB : 0,
        ...(random() < 0.1 ? { otherNames: [{ first: name(), last: name() }] } : {}),
      },
    ];
  });
}

/** Weights that nothing trained: any level may be worth anything. */
function madeUpModel(plan: readonly { readonly kind: keyof typeof comparisonLevels }[], seed: number) {
  const random = seededRandom(seed);
  const shares = () => plan.map(({ kind }) => comparisonLevels[kind].map(() => 0.001 + random() * 0.9));
  return { lambda: 0.01, m: shares(), u: shares(), expectedMatches: 1, rounds: 1 };
}

describe('the sieve before the comparisons', () => {
  it('leaves out no pair that the scorer keeps, whatever the model, and pairs that agree on a key never', () => {
    let kept = 0;
    let sieved = 0;
    let all = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const records = encoded(fields, madeUp(seed));
      const { comparisons } = chooseComparisons(records);
      const model = madeUpModel(comparisons, seed);
      const cells = recordCells(records, comparisons);
      const scorer = scorerOf(records, comparisons, model);
      const key = comparisons.findIndex(({ name }) => name === 'ssn');
      const width = comparisons.length;
      const lefts: number[] = [];
      const rights: number[] = [];
      for (let left = 0; left < RECORDS; left++) {
        for (let right = left + 1; right < RECORDS; right++) {
          lefts.push(left);
          rights.push(right);
        }
      }
      const levels = new Uint8Array(lefts.length * width);
      for (const compare of comparatorsOf(records, comparisons, cells)) {
        compare(Int32Array.from(lefts), Int32Array.from(rights), lefts.length, levels);
      }
      for (const floor of [-10, 0, 5]) {
        const sieve = weightSieve(records, comparisons, cells, scorer, floor, [key]);
        const stayed = new Set<number>();
        let count = 0;
        for (let from = 0; from < lefts.length; from += BATCH) {
          const left = Int32Array.from(lefts.slice(from, from + BATCH));
          const right = Int32Array.from(rights.slice(from, from + BATCH));
          const staying = sieve(left, right, left.length);
          for (let i = 0; i < staying; i++) stayed.add(left[i]! * RECORDS + right[i]!);
          count += staying;
        }
        expect(stayed.size).toBe(count);
        lefts.forEach((l, i) => {
          const weight = scorer.base(levels, i * width) + scorer.termFrequency(levels, i * width, l);
          const agreesOnKey = levels[i * width + key] === comparisonLevels.number.length;
          if (weight < floor && !agreesOnKey) return;
          kept++;
          if (!stayed.has(l * RECORDS + rights[i]!)) {
            const shown = comparisons.map(({ name }, c) => `${name} ${levels[i * width + c]}`).join(', ');
            throw new Error(`seed ${seed}, floor ${floor}: pair ${l}-${rights[i]} was left out: ${shown}`);
          }
        });
        all += lefts.length;
        sieved += lefts.length - count;
      }
    }
    // neither side of the test is empty
    expect(kept).toBeGreaterThan(1000);
    expect(sieved).toBeGreaterThan(all / 20);
  });
});
