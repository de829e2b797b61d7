import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/store/rowIdentity.ts';

describe('the hash of a row’s content', () => {
  // stores hold these numbers: another hash would take every row of the next month for changed
  it.each([
    [['MARIA', null, 19876, 'GARCIA'], [0, 1, 2, 3], 2042765548744027],
    [['MARIA', null, 19876, 'GARCIA'], [3, 0], 4462594752309974],
    [[-5, 0, 'É\u{1F600}', ''], [0, 1, 2, 3], 2053236296258687],
    [['123456789012345678901234567890'], [0, 5], 2032650115868210],
    [[], [], 2166136261],
  ])('of %j at %j stays what it is in every store', (values, places, hash) => {
    expect(contentHash(values, places)).toBe(hash);
  });

  it('tells the same characters apart by the value they stand in, after a longer row too', () => {
    const places = [0, 1];
    contentHash(['a much longer row', 'than the next', 'two'], [0, 1, 2]);
    expect(contentHash(['AB', 'C'], places)).not.toBe(contentHash(['A', 'BC'], places));
    expect(contentHash(['AB', null], places)).not.toBe(contentHash([null, 'AB'], places));
  });
});
