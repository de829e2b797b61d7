import { accuracyOfGroups, type AccuracyRow, addJudged } from '../linkage/accuracy/accuracyTable.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { possiblePairs, type Records, sizesOf } from '../linkage/splink/records.ts';
import type { ScoredSlice } from '../linkage/splink/splinkSlice.ts';
import type { LabelledPair } from './splinkLabels.ts';

/** Judges scored pairs by what is known of them, while they are scored. */
export type AccuracyJudge = {
  readonly add: (slice: ScoredSlice) => void;
  /** Accuracy at each threshold, ascending. */
  readonly finish: () => readonly AccuracyRow[];
};

/** Weights are counted to a tenth of a bit, as Splink does by default. */
function rounded(weight: number): number {
  return (Math.sign(weight) * Math.round(Math.abs(weight) * 10)) / 10;
}

type Groups = Map<number, { weight: number; matches: number; others: number }>;

/**
 * Judges by labelled pairs alone: what is not labelled does not count. A labelled pair that no rule proposed is never
 * linked (linkage.md 6.10).
 */
export function judgeByLabels(records: Records, labels: readonly LabelledPair[]): AccuracyJudge {
  const keyOf = (left: number, right: number): number => left * records.count + right;
  const wanted = new Set(labels.map(({ left, right }) => keyOf(left, right)));
  const weights = new Map<number, number>();
  return {
    add: ({ left, right, weights: scores }) => {
      for (let at = 0; at < left.length; at++) {
        const key = keyOf(left[at]!, right[at]!);
        if (wanted.has(key)) weights.set(key, scores[at]!);
      }
    },
    finish: () => {
      const groups: Groups = new Map();
      let unproposed = 0;
      for (const { left, right, match } of labels) {
        const weight = weights.get(keyOf(left, right));
        if (weight !== undefined) addJudged(groups, rounded(weight), match);
        else if (match) unproposed++;
      }
      return accuracyOfGroups(groups.values(), unproposed, labels.length);
    },
  };
}

/**
 * Judges every possible pair by a label column: two records with the same label match, all others do not
 * (linkage.md 6.10).
 */
export function judgeByColumn(model: SplinkModel, records: Records, column: string): AccuracyJudge {
  const labels = labelNumbers(records, column);
  const groups: Groups = new Map();
  let found = 0;
  return {
    add: ({ left, right, weights }) => {
      for (let at = 0; at < left.length; at++) {
        const label = labels[left[at]!]!;
        const match = label >= 0 && label === labels[right[at]!];
        if (match) found++;
        addJudged(groups, rounded(weights[at]!), match);
      }
    },
    finish: () =>
      accuracyOfGroups(
        groups.values(),
        matchingPairs(model, records, labels) - found,
        possiblePairs(model.linkType, sizesOf(records)),
      ),
  };
}

/** A number for each record's label; −1 where there is none. */
function labelNumbers(records: Records, column: string): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(records.columns.values(column), (value) => {
    if (value === null) return -1;
    const label = String(value);
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
}

/** Pairs with the same label that the link type allows. */
function matchingPairs({ linkType }: SplinkModel, records: Records, labels: Int32Array): number {
  const members = new Map<number, number[]>();
  labels.forEach((label, record) => {
    if (label < 0) return;
    const sizes = members.get(label) ?? records.sources.map(() => 0);
    sizes[records.sourceOf[record]!]!++;
    members.set(label, sizes);
  });
  let pairs = 0;
  for (const sizes of members.values()) pairs += possiblePairs(linkType, sizes);
  return pairs;
}

/** An accuracy table as CSV, with the columns of Splink's own. Ratios without a denominator are empty. */
export function accuracyLines(rows: readonly AccuracyRow[]): string {
  const [first] = rows.map((row) => columnsOf(row));
  if (first === undefined) return 'truth_threshold,match_probability\n';
  const lines = rows.map((row) =>
    Object.values(columnsOf(row))
      .map((value) => (Number.isFinite(value) ? String(value) : ''))
      .join(','),
  );
  return `${[Object.keys(first).join(','), ...lines].join('\n')}\n`;
}

function columnsOf(row: AccuracyRow): Readonly<Record<string, number>> {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = row;
  const [p, n] = [tp + fn, tn + fp];
  const products = 4 * tp * tn;
  return {
    truth_threshold: row.threshold,
    match_probability: row.probability,
    total_clerical_labels: p + n,
    p,
    n,
    tp,
    tn,
    fp,
    fn,
    P_rate: p / (p + n),
    N_rate: n / (p + n),
    tp_rate: tp / p,
    tn_rate: tn / n,
    fp_rate: fp / n,
    fn_rate: fn / p,
    precision: row.precision,
    recall: tp / p,
    specificity: tn / n,
    npv: tn + fn === 0 ? 1 : tn / (tn + fn),
    accuracy: (tp + tn) / (p + n),
    f1: (2 * tp) / (2 * tp + fn + fp),
    f2: (5 * tp) / (5 * tp + 4 * fn + fp),
    f0_5: (1.25 * tp) / (1.25 * tp + 0.25 * fn + fp),
    p4: products / (products + (tp + tn) * (fp + fn)),
    phi:
      tn + fn === 0 || tp + fp === 0 || p === 0 || n === 0
        ? 0
        : (tp * tn - fp * fn) / Math.sqrt((tp + fp) * p * n * (tn + fn)),
  };
}
