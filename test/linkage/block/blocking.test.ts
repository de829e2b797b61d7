import { array, assert, boolean, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndex, blockRoom } from '../../../src/linkage/block/blockIndex.ts';
import { type BlockingPass, implies } from '../../../src/linkage/block/blockingPass.ts';
import { choosePasses, defaultBudget } from '../../../src/linkage/block/choosePasses.ts';
import { planPasses } from '../../../src/linkage/block/planPasses.ts';
import { recordKeys } from '../../../src/linkage/block/recordKeys.ts';
import { blockRanges, scanBlocks } from '../../../src/linkage/block/scanBlocks.ts';
import { encoded, nameFields } from '../madeUpRecords.ts';

/** Room that the passes of all tests, of many sizes, use one after the other. */
const usedRoom = blockRoom();

/** All pairs that the passes hand out, as text, in order of handing out. */
function scanned(passKeys: readonly Int32Array[], leftRows: number, isLink: boolean, guard = 1e9): string[] {
  const rows = passKeys[0]!.length;
  const all = new Int32Array(rows * passKeys.length);
  const indexes = passKeys.map((keys, place) => {
    const index = blockIndex(keys, undefined, leftRows, isLink, guard, usedRoom);
    for (let record = 0; record < rows; record++) all[record * passKeys.length + place] = keys[record]!;
    return index;
  });
  const pairs: string[] = [];
  indexes.forEach((index, place) => {
    for (const { fromBlock, toBlock } of blockRanges(index, isLink, 3)) {
      scanBlocks(
        { index, place },
        all,
        passKeys.length,
        isLink,
        { fromBlock, toBlock, everyNth: 1 },
        (lefts, rights, count) => {
          for (let i = 0; i < count; i++) pairs.push(`${lefts[i]!}-${rights[i]!}`);
        },
      );
    }
  });
  return pairs;
}

describe('blocking', () => {
  it('hands out every pair that shares a key in some pass, and each once', () => {
    const keyRows = array(tuple(integer({ min: 0, max: 4 }), integer({ min: 0, max: 3 })), {
      minLength: 2,
      maxLength: 40,
    });
    assert(
      property(keyRows, boolean(), (rows, isLink) => {
        const leftRows = isLink ? Math.floor(rows.length / 2) : rows.length;
        const passes = [0, 1].map((pass) => Int32Array.from(rows, (row) => row[pass]!));
        const expected: string[] = [];
        for (let a = 0; a < rows.length; a++) {
          for (let b = a + 1; b < rows.length; b++) {
            if (isLink && (a >= leftRows || b < leftRows)) continue;
            if ([0, 1].some((pass) => rows[a]![pass] !== 0 && rows[a]![pass] === rows[b]![pass]))
              expected.push(`${a}-${b}`);
          }
        }
        expect(scanned(passes, leftRows, isLink).sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a block over the size guard to the other passes and says so', () => {
    const common = new Int32Array(40).fill(7);
    const second = Int32Array.from({ length: 40 }, (_, i) => 1 + (i >> 1));
    const index = blockIndex(common.slice(), undefined, 40, false, 100, usedRoom);
    expect(index.pairs).toBe(0);
    expect(index.skipped).toEqual({ blocks: 1, pairs: 780, largest: 40 });
    expect(scanned([common, second], 40, false, 100)).toHaveLength(20);
  });

  it('knows which pass includes another', () => {
    const pass = (...parts: BlockingPass['parts']): BlockingPass => ({ name: '', parts });
    const name = { column: 0, form: 'value' } as const;
    const sound = { column: 0, form: 'sound' } as const;
    const born = { column: 1, form: 'value' } as const;
    expect(implies(pass(name, born), pass(sound))).toBe(true);
    expect(implies(pass(name, born), pass(born))).toBe(true);
    expect(implies(pass(sound), pass(name))).toBe(false);
  });

  it('lets slips meet: a letter, swapped names, day and month swapped', () => {
    const records = encoded(nameFields, [
      ['1', ['Catherine', 'Robinson', '1990-04-05']],
      ['2', ['Katherine', 'Robinsen', '1990-05-04']],
      ['3', ['Robinson', 'Catherine', '1988-01-01']],
    ]);
    const keys = (pass: BlockingPass) => [...recordKeys(records, pass)];
    const [a, b] = keys({ name: '', parts: [{ column: 1, form: 'sound' }] });
    expect(a).toBe(b);
    const dates = keys({ name: '', parts: [{ column: 2, form: 'any_order_date' }] });
    expect(dates[0]).toBe(dates[1]);
    const either = keys({ name: '', parts: [{ column: 0, form: 'value', otherColumn: 1 }] });
    expect(either[0]).toBe(either[2]);
    expect(either[0]).not.toBe(either[1]);
  });

  it('looks at every pair of small files, and at no more than the budget of large ones', () => {
    const person = (i: number): [string, readonly string[]] => [
      `${i}`,
      [`F${i % 97}`, `L${i % 211}`, `19${10 + (i % 80)}-0${1 + (i % 9)}-1${i % 10}`],
    ];
    const small = encoded(
      nameFields,
      Array.from({ length: 50 }, (_, i) => person(i)),
    );
    expect(choosePasses(small, defaultBudget(small)).map(({ name }) => name)).toEqual(['every pair']);
    const large = encoded(
      nameFields,
      Array.from({ length: 4000 }, (_, i) => person(i)),
    );
    const budget = { everyPair: 1000, pairs: 200_000, passes: 6, guard: 50_000 };
    const passes = choosePasses(large, budget);
    expect(passes.length).toBeGreaterThan(1);
    expect(passes.length).toBeLessThanOrEqual(6);
    expect(passes.reduce((sum, { pairs }) => sum + pairs, 0)).toBeLessThanOrEqual(200_000);
    expect(choosePasses(large, budget)).toEqual(passes);
  });

  it('names passes whose blocks are all too large, unless a chosen pass looks at the same columns', () => {
    const cityToo = [...nameFields, { name: 'city', role: 'city' as const }];
    const people = (born: (i: number) => string) =>
      encoded(
        cityToo,
        Array.from({ length: 300 }, (_, i) => [`${i}`, [`F${i}`, `L${i % 2}`, born(i), 'Ojai']] as const),
      );
    const budget = { everyPair: 1000, pairs: 20_000, passes: 6, guard: 500 };
    const spread = choosePasses(
      people((i) => `19${10 + (i % 80)}-01-01`),
      budget,
    );
    const large = (passes: typeof spread) =>
      passes.filter(({ pairs }) => pairs === 0).map(({ name }) => name);
    expect(large(spread)).toEqual(['city + last', 'city + first (sound)']);
    const alike = choosePasses(
      people(() => '1990-02-03'),
      budget,
    );
    expect(large(alike)).toContain('born + last');
  });

  it('lets the size guard give way to the budget when it would leave nothing to compare', () => {
    const records = encoded(
      nameFields,
      Array.from({ length: 300 }, (_, i) => [`${i}`, [`F${i % 3}`, 'L', '1990-02-03']] as const),
    );
    const budget = { everyPair: 1000, pairs: 20_000, passes: 6, guard: 500 };
    const planned = planPasses(records, budget);
    expect(planned.budget).toEqual({ ...budget, guard: 20_000 });
    expect(planned.passes[0]).toMatchObject({ pairs: 14_850 });
    expect(() => planPasses(records, { ...budget, pairs: 10_000 })).toThrow(/14,850 pairs.*--pairs 17000/);
  });
});
