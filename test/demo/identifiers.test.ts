import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../src/domain/caseNumber.ts';
import { parseCin } from '../../src/domain/cin.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import { parseCwsKey } from '../../src/domain/cwsKey.ts';
import { classifySsn } from '../../src/domain/ssn.ts';
import { identifiersOf } from '../../src/demo/identifiers.ts';
import { Random } from '../../src/demo/random.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const ordinals = fc.integer({ min: 0, max: 48_000_000 });

describe('identifiers of made-up people', () => {
  it('have the shapes that the two systems give', () => {
    fc.assert(
      fc.property(seeds, ordinals, (seed, ordinal) => {
        const ids = identifiersOf(seed, '40');
        expect(classifySsn(ids.ssn(ordinal), { acceptDemo: true })).toBe('demo');
        for (const nth of [0, 1] as const) {
          expect(parseCin(ids.cin(ordinal, nth))).toEqual({ cin: ids.cin(ordinal, nth) });
          expect(ids.cwin(ordinal, nth)).toMatch(/^\d{9}$/);
        }
        expect(ids.calsawsId(ordinal)).toMatch(/^1\d{9}$/);
        expect(ids.stateId(ordinal)).toMatch(/^CI\d{8}$/);
        const household = Math.floor(ordinal / 8);
        expect(parseCaseNumber(ids.caseSerial(household, 3))?.unusual).toBeUndefined();
        const key = ids.cwsKey(household, 5, civilDay(2024, 2, 29), new Random(seed));
        expect(parseCwsKey(key)).toEqual({ key });
      }),
    );
  });

  it('are nobody else’s', () => {
    const ids = identifiersOf(3, '19');
    const count = 60_000;
    const people = Array.from({ length: count }, (_, index) => index * 7);
    expect(new Set(people.map((person) => ids.ssn(person))).size).toBe(count);
    expect(new Set(people.flatMap((person) => [ids.cin(person, 0), ids.cin(person, 1)])).size).toBe(
      2 * count,
    );
    expect(new Set(people.flatMap((person) => [ids.cwin(person, 0), ids.cwin(person, 1)])).size).toBe(
      2 * count,
    );
    expect(new Set(people.map((household) => ids.caseSerial(household, 0))).size).toBe(count);
  });
});
