import type { Random } from '../random.ts';

/** Names in falling order of frequency, to be drawn by Zipf's law: a heavy head and a long tail. */
export interface WeightedNames {
  readonly names: readonly string[];
  readonly cumulative: Float64Array;
}

/** A table from names in falling order; `flatness` moves weight from the head to the tail (0: the first is twice the second). */
export function weightedNames(list: string, flatness: number): WeightedNames {
  const names = list
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll('_', ' '));
  const cumulative = new Float64Array(names.length);
  let sum = 0;
  for (let rank = 0; rank < names.length; rank += 1) {
    sum += 1 / (rank + 1 + flatness);
    cumulative[rank] = sum;
  }
  return { names, cumulative };
}

/** One name of the table. */
export function drawName(table: WeightedNames, random: Random): string {
  const wanted = random.unit() * table.cumulative.at(-1)!;
  let low = 0;
  let high = table.names.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.cumulative[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return table.names[low]!;
}
