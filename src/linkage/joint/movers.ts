import { type ComparisonKind, comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { Role } from '../roles/role.ts';

/**
 * Who moves changes street, city and ZIP code at once. Taken one by one, each of them differing would count against a
 * match as if it were an event of its own, and a person who moved would look like a stranger. So matches are of two
 * kinds, people who stayed and people who moved, and the columns of the address are judged together: those who stayed
 * agree but for slips, those who moved agree where the new address is near the old one and otherwise as strangers do.
 */
export type MoversModel = {
  /** Share of matches whose address is another one in the other record. */
  readonly share: number;
  /** Probability of each level among those who stayed, per comparison by γ; empty where it is no part of an address. */
  readonly stayed: readonly (readonly number[])[];
  /** The same among those who moved. */
  readonly moved: readonly (readonly number[])[];
};

/** Parts of an address, with the share of those who moved that keep the same before any data are seen. */
const keptByRole: Readonly<Partial<Record<Role, number>>> = {
  street: 0.02,
  house_number: 0.02,
  city: 0.4,
  state: 0.9,
  zip: 0.2,
};

/** Share of matches that moved between two extracts before any data are seen. */
export const EXPECTED_MOVERS = 0.12;
/** Bits by which an address as a whole may lift a pair that its columns one by one have put down. */
export const MOVER_MARGIN = 6;
/** Share of those who stayed whose address differs all the same, by a slip or another way to write it. */
const STAYED_DIFFERS = 0.03;

/**
 * Per comparison the share of movers who are expected to keep the same, undefined where it is no part of an address.
 * Undefined altogether when fewer than two comparisons are: one column alone needs no second kind of match.
 */
export function keptByMovers(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
): readonly (number | undefined)[] | undefined {
  const kept = plan.map(({ column }) => keptByRole[records.columns[column]!.role]);
  return kept.filter((share) => share !== undefined).length < 2 ? undefined : kept;
}

/** Shares of the levels of a part of the address among those who stayed before any data are seen. */
export function expectedOfStayers(kind: ComparisonKind): readonly number[] {
  const expected = comparisonLevels[kind].map((level) => level.expected);
  const others = 1 - expected[0]!;
  return expected.map((share, level) =>
    level === 0 ? STAYED_DIFFERS : (share / others) * (1 - STAYED_DIFFERS),
  );
}

/** Shares of the levels among movers, of whom `kept` have the same; the others are as strangers to the old address. */
export function levelsOfMovers(kept: number, strangers: readonly number[]): readonly number[] {
  const top = strangers.length - 1;
  const others = 1 - strangers[top]!;
  return strangers.map((share, level) => (level === top ? kept : (share / others) * (1 - kept)));
}

/** Shares of the levels among all matches, whether they stayed or moved. */
export function levelsOfBoth({ share, stayed, moved }: MoversModel, comparison: number): readonly number[] {
  return stayed[comparison]!.map((stays, level) => (1 - share) * stays + share * moved[comparison]![level]!);
}

/**
 * What the address as a whole adds to the weight of a pair, in bits, beside what its columns weigh one by one:
 *
 *     log2( ((1 − s) Π stayed + s Π moved) / Π m )
 *
 * over the columns that both records have; s is the share of movers, and m, the levels' shares among all matches, is
 * what the columns have counted already. 0 where the model knows no movers or the pair has one such column at most.
 */
export function moverBits(
  m: readonly (readonly number[])[],
  movers: MoversModel | undefined,
): (levels: Uint8Array, at: number) => number {
  if (movers === undefined) return () => 0;
  const { share, stayed, moved } = movers;
  const parts = stayed.flatMap((levels, c) => (levels.length === 0 ? [] : [c]));
  return (levels, at) => {
    let stays = 1 - share;
    let moves = share;
    let present = 0;
    for (const c of parts) {
      const gamma = levels[at + c]! - 1;
      if (gamma < 0) continue;
      present++;
      stays *= stayed[c]![gamma]! / m[c]![gamma]!;
      moves *= moved[c]![gamma]! / m[c]![gamma]!;
    }
    return present < 2 ? 0 : Math.log2(stays + moves);
  };
}

/** What the address as a whole said, in a phrase; empty when that was next to nothing. */
export function moverWords(bits: number): string {
  if (bits >= 1) return 'the parts of the address differ together, as after a move: that counts once';
  if (bits <= -1) return 'parts of the address agree and others differ, which a move does not explain';
  return bits === 0 ? '' : 'the parts of the address go together';
}
