import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import { moverBits } from './movers.ts';
import { likelierAmongStrangers, strangerTies } from './namesakes.ts';

/**
 * What comparisons say together beside what each says by itself, in bits: the address as a whole (`movers.ts`), and
 * names and birth dates that tie strangers (`namesakes.ts`). `left` is the pair's left record.
 */
export type JointEvidence = {
  readonly address: (levels: Uint8Array, at: number) => number;
  readonly namesakes: (levels: Uint8Array, at: number, left: number) => number;
};

export function jointEvidence(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  { m, u, mates, movers }: TrainedModel,
): JointEvidence {
  const ties = strangerTies(records, plan, u, mates !== undefined);
  /** Probability that a stranger has the value of a record in the column of a comparison. */
  const shareOf = (place: number, record: number): number => {
    const column = place < 0 ? undefined : records.columns[plan[place]!.column]!;
    const key = column?.keys[record] ?? -1;
    if (column === undefined || key < 0) return place < 0 ? 1 : u[place]!.at(-1)!;
    return Math.max(column.counts[key]! - 1, 1) / column.filled;
  };
  return {
    address: moverBits(m, movers),
    namesakes: (levels, at, left) =>
      -Math.log2(
        likelierAmongStrangers(ties, levels, at, shareOf(ties.family, left), shareOf(ties.birth, left)),
      ),
  };
}

/** Scored pairs with what their comparisons say together added to their weights. */
export function withJointEvidence(pairs: ScoredPairs, { address, namesakes }: JointEvidence): ScoredPairs {
  const width = pairs.left.length === 0 ? 0 : pairs.levels.length / pairs.left.length;
  return {
    ...pairs,
    weight: pairs.weight.map(
      (weight, i) =>
        weight + address(pairs.levels, i * width) + namesakes(pairs.levels, i * width, pairs.left[i]!),
    ),
  };
}

/** What names and birth dates together said, in a phrase; empty when they said nothing. */
export function namesakeWords(bits: number): string {
  if (bits === 0) return '';
  return bits > -2
    ? 'names of one origin go together, so namesakes are more usual than the names'
    : 'twins have one surname and one birth date too';
}
