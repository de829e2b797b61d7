import type { DecidedPairs } from '../decide/decidedPairs.ts';
import { LINK } from '../decide/decidedPairs.ts';
import { eachMate, type Households } from './households.ts';

/** What the other members of two records' households say; −1, one of the two has no housemate, says nothing. */
export const SUPPORT = { none: 0, others: 1 } as const;

/** Links seen from their records. */
export type LinkedRecords = ReadonlyMap<number, readonly number[]>;

/** The partners of every record that a decision links, by record. */
export function linkedRecords({ left, right, decision }: DecidedPairs): LinkedRecords {
  const partners = new Map<number, number[]>();
  const add = (record: number, partner: number): void => {
    const known = partners.get(record);
    if (known === undefined) partners.set(record, [partner]);
    else known.push(partner);
  };
  for (let i = 0; i < decision.length; i++) {
    if (decision[i] !== LINK) continue;
    add(left[i]!, right[i]!);
    add(right[i]!, left[i]!);
  }
  return partners;
}

/**
 * γ of the household support of a pair: whether another member of the left record's households links to another
 * member of the right one's. A link of one of the two records themselves is no support.
 */
export function supportLevel(
  households: Households,
  links: LinkedRecords,
  left: number,
  right: number,
): number {
  const { starts } = households;
  if (starts[left] === starts[left + 1] || starts[right] === starts[right + 1]) return -1;
  const mates = new Set<number>();
  eachMate(households, right, (mate) => mates.add(mate));
  let level: number = SUPPORT.none;
  eachMate(households, left, (mate) => {
    if (mate === right) return;
    for (const partner of links.get(mate) ?? [])
      if (partner !== left && mates.has(partner)) level = SUPPORT.others;
  });
  return level;
}

/** Pairs of records whose households have linked members, counted with the pairs that link: what chance alone offers. */
export function supportedPairs(households: Households, { left, right, decision }: DecidedPairs): number {
  const { starts, groups, memberStarts } = households;
  const seen = new Set<number>();
  let pairs = 0;
  for (let i = 0; i < decision.length; i++) {
    if (decision[i] !== LINK) continue;
    for (let a = starts[left[i]!]!; a < starts[left[i]! + 1]!; a++) {
      for (let b = starts[right[i]!]!; b < starts[right[i]! + 1]!; b++) {
        const key = groups[a]! * memberStarts.length + groups[b]!;
        if (seen.has(key)) continue;
        seen.add(key);
        const size = (group: number): number => memberStarts[group + 1]! - memberStarts[group]!;
        pairs += size(groups[a]!) * size(groups[b]!);
      }
    }
  }
  return pairs;
}
