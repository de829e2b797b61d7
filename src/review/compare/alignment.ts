/**
 * One step of an alignment of two texts. `swap` covers two adjacent characters that stand in the other order.
 * `at` is the place in the left text (counted from 0) where the step begins.
 */
export interface AlignmentStep {
  readonly kind: 'equal' | 'replace' | 'insert' | 'delete' | 'swap';
  readonly left: string;
  readonly right: string;
  readonly at: number;
}

/**
 * The shortest way from one text to the other by Damerau–Levenshtein steps (restricted: a swapped pair is not edited
 * again), aligned so that an inserted character does not make all that follows differ. For texts of people's length;
 * time and memory grow with the product of the lengths.
 */
export function align(left: string, right: string): readonly AlignmentStep[] {
  const costs = costTable(left, right);
  const steps: AlignmentStep[] = [];
  let i = left.length;
  let j = right.length;
  while (i > 0 || j > 0) {
    const step = lastStep(costs, left, right, i, j);
    i -= step.left.length;
    j -= step.right.length;
    steps.push({ ...step, at: i });
  }
  return joined(steps.reverse());
}

function costTable(left: string, right: string): readonly Int32Array[] {
  const rows = Array.from({ length: left.length + 1 }, () => new Int32Array(right.length + 1));
  for (let i = 0; i <= left.length; i++) rows[i]![0] = i;
  for (let j = 0; j <= right.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let cost = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (isSwap(left, right, i, j)) cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = cost;
    }
  }
  return rows;
}

const isSwap = (left: string, right: string, i: number, j: number): boolean =>
  i > 1 &&
  j > 1 &&
  left[i - 1] === right[j - 2] &&
  left[i - 2] === right[j - 1] &&
  left[i - 1] !== left[i - 2];

/** The step that ends at (i, j); equal and swapped characters are preferred, so that runs stay together. */
function lastStep(costs: readonly Int32Array[], left: string, right: string, i: number, j: number) {
  const cost = costs[i]![j]!;
  if (i > 0 && j > 0 && left[i - 1] === right[j - 1] && costs[i - 1]![j - 1] === cost) {
    return { kind: 'equal', left: left[i - 1]!, right: right[j - 1]! } as const;
  }
  if (isSwap(left, right, i, j) && costs[i - 2]![j - 2]! + 1 === cost) {
    return { kind: 'swap', left: left.slice(i - 2, i), right: right.slice(j - 2, j) } as const;
  }
  if (i > 0 && j > 0 && costs[i - 1]![j - 1]! + 1 === cost) {
    return { kind: 'replace', left: left[i - 1]!, right: right[j - 1]! } as const;
  }
  if (i > 0 && costs[i - 1]![j]! + 1 === cost)
    return { kind: 'delete', left: left[i - 1]!, right: '' } as const;
  return { kind: 'insert', left: '', right: right[j - 1]! } as const;
}

/** Neighbouring steps of one kind as one; swaps stay apart, each being one event. */
function joined(steps: readonly AlignmentStep[]): readonly AlignmentStep[] {
  const out: AlignmentStep[] = [];
  for (const step of steps) {
    const last = out.at(-1);
    if (last !== undefined && last.kind === step.kind && step.kind !== 'swap') {
      out[out.length - 1] = { ...last, left: last.left + step.left, right: last.right + step.right };
    } else {
      out.push(step);
    }
  }
  return out;
}
