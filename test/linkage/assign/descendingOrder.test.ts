import { expect, it } from 'vitest';
import { descendingOrder } from '../../../src/linkage/assign/descendingOrder.ts';
import { seededRandom } from '../../../src/linkage/train/random.ts';

it('orders few numbers and many, the largest first, equal ones as they stood, without −∞', () => {
  const random = seededRandom(3);
  const odd = [0, -0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 5e-324, -5e-324, 1.5, -1.5];
  for (const size of [0, 1, 100, 4096, 20_000]) {
    const numbers = Float64Array.from({ length: size }, () => {
      const kind = random();
      if (kind < 0.1) return odd[Math.floor(random() * odd.length)]!;
      if (kind < 0.2) return (random() < 0.5 ? 40 : -40) + random() * 2 ** -18;
      return kind < 0.3 ? Math.round(random() * 20 - 10) : (random() - 0.5) * 2 ** Math.floor(random() * 80);
    });
    const expected = Array.from(numbers.keys())
      .filter((place) => numbers[place]! > Number.NEGATIVE_INFINITY)
      .sort((a, b) => (numbers[a] === numbers[b] ? a - b : numbers[b]! - numbers[a]!));
    expect([...descendingOrder(numbers)]).toEqual(expected);
  }
});
