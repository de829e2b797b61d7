import { BIRTH, type ComparisonKind, FAMILY, GIVEN } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { HouseholdSigns } from '../household/mates.ts';
import { likelierAmongStrangers, type StrangerTies } from '../joint/namesakes.ts';
import type { PatternCounts } from '../score/patternCounts.ts';
import type { Commonness } from './commonness.ts';

/** Σ of a posterior over candidate pairs: in all, by comparison where both sides are present, and by level. */
export type LevelSums = {
  readonly pairs: number;
  readonly present: readonly number[];
  readonly levels: readonly (readonly number[])[];
};

/** A kind of pairs that are no strangers: its share of all pairs and the probability of each level. */
export type PairKind = {
  readonly share: number;
  readonly m: readonly (readonly number[])[];
  /** Whether its "same" comes of one value in two records; otherwise chance agreement is part of it. */
  readonly isMatch: boolean;
  /** Per pattern 1 where a pair of this kind cannot have it. */
  readonly never: Uint8Array;
};

/**
 * How many pairs of each kind the candidates are expected to hold, and with which levels; `undefined`: no such kind.
 * `strangerShare` is the share of strangers among all pairs, `strangerOdds` per pattern how many times as likely as
 * their levels one by one tell they show it.
 */
export function expectedLevels<Kinds extends readonly (PairKind | undefined)[]>(
  u: readonly (readonly number[])[],
  { levels, counts }: PatternCounts,
  scale: number,
  strangerShare: number,
  strangerOdds: Float64Array,
  commonness: Commonness['shares'],
  kinds: readonly [...Kinds],
): { readonly [K in keyof Kinds]: LevelSums } {
  const width = u.length;
  const known = kinds.map(
    (kind) =>
      kind && {
        never: kind.never,
        prior: Math.log(kind.share / strangerShare),
        weights: kind.m.map((shares, c) => {
          const [top, chance] = [shares.at(-1)!, u[c]!.at(-1)!];
          // who agrees by chance does so as often as the value is common; beyond chance, whatever the value
          const beyond = kind.isMatch ? top : Math.max(top - chance, 0);
          return [
            0,
            ...shares.map((each, level) => Math.log(each / u[c]![level]!)),
            ...commonness[c]!.map((share) => Math.log(beyond / share + (kind.isMatch ? 0 : 1))),
          ];
        }),
      },
  );
  const sums = kinds.map(() => ({ pairs: 0, byLevel: u.map((list) => list.map(() => 0)) }));
  const odds = new Float64Array(kinds.length);
  for (let row = 0; row < counts.length; row++) {
    let all = strangerOdds[row]!;
    known.forEach((kind, k) => {
      odds[k] = 0;
      if (kind === undefined || kind.never[row] === 1) return;
      let weight = kind.prior;
      for (let c = 0; c < width; c++) weight += kind.weights[c]![levels[row * width + c]!]!;
      // far beyond certainty, yet finite
      odds[k] = Math.exp(Math.min(weight, 300));
      all += odds[k];
    });
    const pairs = counts[row]! * scale;
    sums.forEach((sum, k) => {
      const expected = (pairs * odds[k]!) / all;
      if (expected === 0) return;
      sum.pairs += expected;
      for (let c = 0; c < width; c++) {
        const level = Math.min(levels[row * width + c]!, u[c]!.length);
        if (level > 0) sum.byLevel[c]![level - 1]! += expected;
      }
    });
  }
  return sums.map(({ pairs, byLevel }) => ({
    pairs,
    present: byLevel.map((list) => list.reduce((a, b) => a + b, 0)),
    levels: byLevel,
  })) as { [K in keyof Kinds]: LevelSums };
}

/** The sums of two kinds together. */
export function added(a: LevelSums, b: LevelSums): LevelSums {
  return {
    pairs: a.pairs + b.pairs,
    present: a.present.map((sum, c) => sum + b.present[c]!),
    levels: a.levels.map((list, c) => list.map((sum, level) => sum + b.levels[c]![level]!)),
  };
}

/** Levels up to which a name or birth date disagrees. */
const disagreesUpTo: Readonly<Partial<Record<ComparisonKind, number>>> = {
  given_name: GIVEN.initial,
  family_name: FAMILY.faint,
  birth_date: BIRTH.near,
};

/**
 * Per pattern 1 where two of given name, family name and birth date disagree, or the given name disagrees and nothing
 * agrees that is one person's `own`: surnames, addresses and telephones are a family's. Such pairs are not taken for
 * matches in training, whatever else agrees: they would be few, and the members of households and namesakes are many.
 */
export function otherPeople(
  comparisons: readonly PlannedComparison[],
  own: readonly boolean[],
  { width, levels, counts }: PatternCounts,
): Uint8Array {
  const given = comparisons.findIndex(({ kind }) => kind === 'given_name');
  const isOther = (row: number): boolean => {
    const level = given < 0 ? 0 : levels[row * width + given]!;
    if (own.length === 0 || level === 0 || level > GIVEN.faint + 1) return false;
    return !own.some(
      (is, c) =>
        is && c !== given && levels[row * width + c]! > (disagreesUpTo[comparisons[c]!.kind] ?? 0) + 1,
    );
  };
  const personal = comparisons.flatMap(({ kind }, c) => {
    const upTo = disagreesUpTo[kind];
    return upTo === undefined ? [] : [{ c, upTo: upTo + 1 }];
  });
  return Uint8Array.from(counts, (_, row) => {
    const disagreeing = personal.filter(({ c, upTo }) => {
      const level = levels[row * width + c]!;
      return level > 0 && level <= upTo;
    });
    return disagreeing.length >= 2 || isOther(row) ? 1 : 0;
  });
}

/**
 * Per pattern 1 where what tells a household differs: two such people do not live together. Without this, pairs of
 * one town can pass for the households where they are more.
 */
export function otherHomes(
  { places, need }: HouseholdSigns,
  { width, levels, counts }: PatternCounts,
): Uint8Array {
  return Uint8Array.from(counts, (_, row) => {
    const known = places.map((c) => levels[row * width + c]!).filter((level) => level > 0);
    if (need === 'all') return known.length === 0 || known.includes(1) ? 1 : 0;
    return known.length > 0 && known.every((level) => level === 1) ? 1 : 0;
  });
}

/** Per pattern how many times as likely as its comparisons one by one tell strangers show it. */
export function strangersByPattern(
  ties: StrangerTies | undefined,
  commonness: Commonness['shares'],
  u: readonly (readonly number[])[],
  { width, levels, counts }: PatternCounts,
): Float64Array {
  if (ties === undefined) return new Float64Array(counts.length).fill(1);
  const shareOf = (place: number, row: number): number =>
    place < 0
      ? 1
      : (commonness[place]![levels[row * width + place]! - u[place]!.length - 1] ?? u[place]!.at(-1)!);
  return Float64Array.from(counts, (_, row) =>
    likelierAmongStrangers(ties, levels, row * width, shareOf(ties.family, row), shareOf(ties.birth, row)),
  );
}
