/** A point of a growth curve. */
export type GrowthPoint = { readonly records: number; readonly value: number };

/**
 * The exponent b of value = a · records^b that fits the points best: least squares on logarithms. 1 is linear growth.
 * NaN for fewer than two sizes.
 */
export function growthExponent(points: readonly GrowthPoint[]): number {
  const xs = points.map(({ records }) => Math.log(records));
  const ys = points.map(({ value }) => Math.log(value));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const products = xs.reduce((sum, x, i) => sum + (x - meanX) * (ys[i]! - meanY), 0);
  const squares = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return products / squares;
}
