/** A candidate for joining two groups. */
export type Candidate = { readonly score: number; readonly a: number; readonly b: number };

/** A queue that gives the candidate with the highest score first; of equal ones that of the lowest records. */
export class BestFirst {
  readonly #heap: Candidate[] = [];

  push(score: number, one: number, other: number): void {
    const heap = this.#heap;
    const candidate = one < other ? { score, a: one, b: other } : { score, a: other, b: one };
    let at = heap.length;
    heap.push(candidate);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(candidate, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = candidate;
  }

  pop(): Candidate | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(one: Candidate, other: Candidate): boolean {
  if (one.score !== other.score) return one.score > other.score;
  return one.a !== other.a ? one.a < other.a : one.b < other.b;
}
