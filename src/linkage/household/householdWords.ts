import { SUPPORT } from './support.ts';

/**
 * What the households said of a pair, in one phrase. `support` is its γ, −1 when not known; `bits` what was added to
 * the weight. Empty when they said nothing.
 */
export function householdWords(support: number, bits: number): string {
  const shared =
    bits <= -1 ? 'people of one household agree like this too, so it counts only once' : undefined;
  if (support === SUPPORT.others) {
    const others = 'other members of the two households link';
    if (shared !== undefined) return `${others}; ${shared}`;
    return bits < 1 ? `${others}, which the other evidence says already` : others;
  }
  if (support === SUPPORT.none) {
    const none = 'no other members of the two households link';
    return shared === undefined ? none : `${none}; ${shared}`;
  }
  return shared ?? '';
}
