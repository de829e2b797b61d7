export interface HeaderDifference {
  /** Place in the header of every expected column that is there */
  readonly places: ReadonlyMap<string, number>;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** Names that stand in the header more than once */
  readonly repeated: readonly string[];
  /** For a missing column the extra one whose name is most like it, when one is like it at all */
  readonly renamed: readonly { readonly missing: string; readonly found: string }[];
}

const comparable = (name: string): string => name.trim().toUpperCase();

/**
 * A header against the columns that a layout or profile expects; case, order and blanks around names do not matter,
 * nor do columns without a name, as a delimiter at the end of every line makes them.
 */
export function headerDifference(header: readonly string[], expected: readonly string[]): HeaderDifference {
  const found = new Map<string, number>();
  const repeated: string[] = [];
  for (const [index, name] of header.entries()) {
    if (comparable(name) === '') continue;
    if (found.has(comparable(name))) repeated.push(name);
    else found.set(comparable(name), index);
  }
  const places = new Map<string, number>();
  const missing: string[] = [];
  for (const name of expected) {
    const place = found.get(comparable(name));
    if (place === undefined) missing.push(name);
    else places.set(name, place);
  }
  const wanted = new Set(expected.map(comparable));
  const extra = header.filter((name) => comparable(name) !== '' && !wanted.has(comparable(name)));
  return { places, missing, extra, repeated, renamed: renamedColumns(missing, extra) };
}

function renamedColumns(missing: readonly string[], extra: readonly string[]): HeaderDifference['renamed'] {
  const free = new Set(extra);
  return missing.flatMap((name) => {
    let best: string | undefined;
    let bestScore = 0.4;
    for (const candidate of free) {
      const score = nameLikeness(name, candidate);
      if (score > bestScore) [best, bestScore] = [candidate, score];
    }
    if (best === undefined) return [];
    free.delete(best);
    return [{ missing: name, found: best }];
  });
}

const bigrams = (name: string): readonly string[] => {
  const letters = comparable(name).replace(/[^A-Z0-9]/g, '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
};

/** How alike two column names are, from 0 to 1: the share of letter pairs that they have in common (Dice). */
export function nameLikeness(a: string, b: string): number {
  const [left, right] = [bigrams(a), [...bigrams(b)]];
  const size = left.length + right.length;
  if (size === 0) return comparable(a) === comparable(b) ? 1 : 0;
  let shared = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at >= 0) {
      right.splice(at, 1);
      shared++;
    }
  }
  return (2 * shared) / size;
}
