import { expect, it } from 'vitest';
import { placesAmong } from '../../../src/linkage/decide/placesAmong.ts';

const pairs = (...list: readonly (readonly [number, number])[]) => ({
  left: Int32Array.from(list, ([left]) => left),
  right: Int32Array.from(list, ([, right]) => right),
});

it('finds pairs among others of the same order, before, between and behind them', () => {
  const others = pairs([0, 3], [0, 5], [2, 3], [2, 9], [7, 8]);
  const asked = pairs([0, 1], [0, 3], [0, 4], [1, 3], [2, 3], [2, 9], [7, 8], [7, 9], [8, 9]);
  expect([...placesAmong(asked, others)]).toEqual([-1, 0, -1, -1, 2, 3, 4, -1, -1]);
  expect([...placesAmong(pairs(), others)]).toEqual([]);
  expect([...placesAmong(asked, pairs())]).toEqual(Array.from({ length: 9 }, () => -1));
});
