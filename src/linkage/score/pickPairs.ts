import type { ScoredPairs } from './linkSlice.ts';

/** Some of the pairs, in the order of their places. */
export function pickPairs(pairs: ScoredPairs, places: Int32Array): ScoredPairs {
  const count = places.length;
  const width = pairs.left.length === 0 ? 0 : pairs.levels.length / pairs.left.length;
  const picked = {
    left: new Int32Array(count),
    right: new Int32Array(count),
    weight: new Float64Array(count),
    pass: new Uint8Array(count),
    levels: new Uint8Array(count * width),
    compared: pairs.compared,
  };
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    picked.left[i] = pairs.left[place]!;
    picked.right[i] = pairs.right[place]!;
    picked.weight[i] = pairs.weight[place]!;
    picked.pass[i] = pairs.pass[place]!;
    for (let c = 0, to = i * width, from = place * width; c < width; c++) {
      picked.levels[to + c] = pairs.levels[from + c]!;
    }
  }
  return picked;
}
