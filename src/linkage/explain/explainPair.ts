import { maskButEnd } from '../../domain/masking.ts';
import { maskSsn } from '../../domain/ssn.ts';
import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { decisions, type HouseholdedPairs } from '../decide/decidedPairs.ts';
import { HELD, tiers } from '../decide/tiers.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { textAt } from '../encode/textTable.ts';
import { householdWords } from '../household/householdWords.ts';
import type { Model } from '../model/model.ts';
import { type JointPart, type WaterfallBar, waterfall } from '../model/waterfall.ts';
import { jointEvidence, namesakeWords } from '../joint/jointEvidence.ts';
import { moverWords } from '../joint/movers.ts';
import type { Role } from '../roles/role.ts';
import { NO_PASS } from '../score/linkSlice.ts';
import { scorerOf } from '../score/scorer.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import { sharedModel } from './sharedModel.ts';

/** One comparison of a pair, in figures and in words. Weights in bits (log2). */
export type ComparisonExplained = {
  readonly comparison: string;
  readonly level: string;
  /** γ; −1 when a value is missing. */
  readonly gamma: number;
  readonly m: number;
  readonly u: number;
  readonly weight: number;
  /** What the commonness of the value adds or takes off. */
  readonly termFrequencyWeight: number;
  readonly words: string;
};

export type PairExplained = {
  readonly weight: number;
  readonly probability: number;
  readonly decision: string;
  readonly tier: string;
  /** The blocking pass that brought the two together; undefined when a decision or a cluster did. */
  readonly foundBy: string | undefined;
  /** Bars that sum to the weight. */
  readonly bars: readonly WaterfallBar[];
  readonly comparisons: readonly ComparisonExplained[];
  /** What address and households say as a whole, and the bits that adds; what says nothing is not among them. */
  readonly joint: readonly JointPart[];
  /** Why it does not link by itself, or why it does, in one sentence each. */
  readonly reasons: readonly string[];
};

/** What a run leaves that explaining needs. */
export type ExplainableRun = {
  readonly records: EncodedRecords;
  readonly comparisons: readonly PlannedComparison[];
  readonly passes: readonly { readonly name: string }[];
  readonly model: TrainedModel;
  readonly thresholds: { readonly link: number; readonly review: number };
  readonly pairs: HouseholdedPairs;
};

type RecordPair = readonly [left: number, right: number];

/** Explains pair `index` of a run. The value texts in `words` are shown to the person who reviews, never logged. */
export function explainPair(run: ExplainableRun, index: number): PairExplained {
  const { records, comparisons: plan, pairs, model: trained } = run;
  const width = plan.length;
  const left = pairs.left[index]!;
  const scorer = scorerOf(records, plan, trained);
  const model = sharedModel(records, plan, run.passes, trained);
  const levels = pairs.levels.subarray(index * width, (index + 1) * width);
  const evidence = jointEvidence(records, plan, trained);
  const address = evidence.address(levels, 0);
  const namesakes = evidence.namesakes(levels, 0, left);
  const household = pairs.household[index]!;
  const joint: readonly JointPart[] = [
    { kind: 'address', words: moverWords(address), weight: address },
    { kind: 'namesakes', words: namesakeWords(namesakes), weight: namesakes },
    { kind: 'household', words: householdWords(pairs.support[index]! - 1, household), weight: household },
  ];
  const bars = waterfall(
    model,
    Array.from(levels, (level, c) => ({
      gamma: level - 1,
      termWeight: scorer.termFrequencyOf(c, level, left),
    })),
    joint,
  );
  const pass = pairs.pass[index]!;
  return {
    weight: pairs.weight[index]!,
    probability: pairs.probability[index]!,
    decision: decisions[pairs.decision[index]!]!,
    tier: tiers[pairs.tier[index]!]!,
    foundBy: pass === NO_PASS ? undefined : run.passes[pass]!.name,
    bars,
    comparisons: plan.map((comparison, c) =>
      explainComparison(
        records,
        comparison,
        model,
        c,
        levels[c]!,
        [left, pairs.right[index]!],
        scorer.termFrequencyOf(c, levels[c]!, left),
      ),
    ),
    joint: joint.filter(({ words }) => words !== ''),
    reasons: reasonsOf(run, index),
  };
}

function explainComparison(
  records: EncodedRecords,
  planned: PlannedComparison,
  model: Model,
  c: number,
  level: number,
  pair: RecordPair,
  termFrequencyWeight: number,
): ComparisonExplained {
  const gamma = level - 1;
  const name = planned.name;
  const shown = model.comparisons[c]!.levels.toReversed()[gamma];
  const m = shown?.m ?? 1;
  const u = shown?.u ?? 1;
  const weight = gamma < 0 ? 0 : Math.log2(m / u);
  const label = gamma < 0 ? 'missing' : comparisonLevels[planned.kind][gamma]!.label;
  return {
    comparison: name,
    level: label,
    gamma,
    m,
    u,
    weight,
    termFrequencyWeight,
    words: inWords(records, planned, gamma, pair, label, weight + termFrequencyWeight),
  };
}

/** "surname GARCIA is shared by 1,204 records here: says little"; numbers that say who somebody is but for their end. */
function inWords(
  records: EncodedRecords,
  planned: PlannedComparison,
  gamma: number,
  [left, right]: RecordPair,
  label: string,
  weight: number,
): string {
  const strength =
    weight <= -4
      ? 'strong evidence against'
      : weight <= -1
        ? 'evidence against'
        : weight < 1
          ? 'says little'
          : weight < 6
            ? 'some evidence'
            : 'strong evidence';
  const name = planned.name.replaceAll('_', ' ');
  const column = records.columns[planned.column]!;
  const value = column.values[left]!;
  const other = column.values[right]!;
  if (gamma < 0) return `${name}: ${value < 0 || other < 0 ? absent(value, other) : elsewhere(planned.kind)}`;
  if (gamma === comparisonLevels[planned.kind].length - 1 && value >= 0) {
    const { texts, compact } = records.tables[column.table]!;
    const shared = column.counts[compact[value]!]!;
    const text = shownText(column.role, textAt(texts, value));
    return `${name} ${text} is shared by ${shared.toLocaleString('en-US')} records here: ${strength}`;
  }
  return `${name}: ${label}: ${strength}`;
}

/** Why a comparison says nothing although both records hold something. */
function elsewhere(kind: PlannedComparison['kind']): string {
  if (kind === 'family_name') return 'counted with the given name; no evidence of its own';
  if (kind === 'birth_date') return 'estimated, and close; no evidence';
  return 'counted with another column; no evidence of its own';
}

function absent(left: number, right: number): string {
  const where = left < 0 && right < 0 ? 'both records' : left < 0 ? 'the first record' : 'the second record';
  return `missing or not known in ${where}; no evidence`;
}

/** A value as people read it. SSN, CIN and other numbers that say who somebody is are opened elsewhere, on purpose. */
function shownText(role: Role, text: string): string {
  if (role === 'ssn') return maskSsn(text);
  if (role === 'cin' || role === 'identifier') return maskButEnd(text);
  return role === 'dob' ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

const heldInWords: readonly (readonly [bit: number, sentence: string])[] = [
  [
    HELD.mismatch,
    'An id agrees but name and date of birth both disagree: one of the records may hold another person’s number.',
  ],
  [HELD.twins, 'Same date of birth and surname but another first name: they may be twins.'],
  [HELD.sealed, 'One of the records is sealed or marked as an adoption, so a person decides.'],
  [HELD.sex, 'Sex and first name both differ.'],
  [HELD.tie, 'Another record fits about as well.'],
  [HELD.household, 'Another member of the household is the better partner.'],
  [HELD.decided, 'A person has decided that these are different people.'],
];

function reasonsOf({ pairs, thresholds }: ExplainableRun, index: number): readonly string[] {
  const held = pairs.held[index]!;
  const reasons = heldInWords.filter(([bit]) => (held & bit) !== 0).map(([, sentence]) => sentence);
  const decision = decisions[pairs.decision[index]!]!;
  const weight = pairs.weight[index]!.toFixed(1);
  if (decision === 'link')
    reasons.push(`It links by ${tierInWords[tiers[pairs.tier[index]!]!]}; its weight is ${weight}.`);
  else if (reasons.length === 0 || (decision === 'none' && pairs.weight[index]! < thresholds.review)) {
    reasons.unshift(
      pairs.weight[index]! >= thresholds.link
        ? `Its weight ${weight} would do, but another pair with one of these records is better.`
        : `Its weight ${weight} is below the ${thresholds.link.toFixed(1)} that a link needs.`,
    );
  }
  return reasons;
}

const tierInWords: Readonly<Record<(typeof tiers)[number], string>> = {
  decision: 'a person’s decision',
  crosswalk: 'the id crosswalk',
  cin: 'CIN with support from name or date of birth',
  ssn: 'SSN with support from name or date of birth',
  name_dob: 'equal name and date of birth',
  score: 'the weight of all comparisons',
};
