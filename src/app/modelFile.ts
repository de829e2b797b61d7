import { z } from 'zod';
import { LinkdeskError } from '../domain/error.ts';
import { comparisonLevels } from '../linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import type { TrainedModel } from '../linkage/train/pairSpace.ts';
import { readText } from './readText.ts';

const share = z.number().gt(0).lt(1);

const modelShape = z.strictObject({
  linkdeskModel: z.literal(1),
  lambda: share,
  expectedMatches: z.number().nonnegative(),
  rounds: z.int().nonnegative(),
  /** Probability of two people of one household; absent where the data cannot show households. */
  housemates: share.optional(),
  /** Share of matches that moved; absent where the data have no address of several columns. */
  movers: share.optional(),
  comparisons: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      levels: z.array(
        z.strictObject({
          label: z.string(),
          m: share,
          u: share,
          housemates: share.optional(),
          /** m of those who stayed and of those who moved: parts of an address only. */
          stayed: share.optional(),
          moved: share.optional(),
        }),
      ),
    }),
  ),
});

/**
 * A trained model as a JSON text: what was compared, and m and u of every level by name; among housemates, stayers and
 * movers too where they were told apart.
 */
export function writeModel(comparisons: readonly PlannedComparison[], model: TrainedModel): string {
  const file: z.infer<typeof modelShape> = {
    linkdeskModel: 1,
    lambda: model.lambda,
    expectedMatches: model.expectedMatches,
    rounds: model.rounds,
    ...(model.mates && { housemates: model.mates.lambda }),
    ...(model.movers && { movers: model.movers.share }),
    comparisons: comparisons.map(({ name, kind }, c) => ({
      name,
      kind,
      levels: comparisonLevels[kind].map(({ label }, level) => ({
        label,
        m: model.m[c]![level]!,
        u: model.u[c]![level]!,
        ...(model.mates && { housemates: model.mates.m[c]![level]! }),
        ...(model.movers &&
          model.movers.stayed[c]!.length > 0 && {
            stayed: model.movers.stayed[c]![level]!,
            moved: model.movers.moved[c]![level]!,
          }),
      })),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a model that `writeModel` wrote. Throws `MODEL_INVALID` when it is another file, has an unknown key, or an m
 * or u that is not between 0 and 1. `checkModel` says whether it fits the comparisons of a run.
 */
export async function readModel(file: string): Promise<SavedModel> {
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof LinkdeskError) throw error;
    throw invalid('it is not valid JSON');
  }
  const read = modelShape.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(`at ${issue!.path.join('.') || 'the top'}: ${issue!.message}`);
  }
  const { comparisons, lambda, expectedMatches, rounds, housemates, movers } = read.data;
  const sharesOf = (kind: 'housemates' | 'stayed' | 'moved'): readonly (readonly number[])[] =>
    comparisons.map(({ levels }) => levels.flatMap((level) => level[kind] ?? []));
  const [mates, stayed, moved] = [sharesOf('housemates'), sharesOf('stayed'), sharesOf('moved')];
  const isWhole = (shares: readonly number[], c: number): boolean =>
    shares.length === comparisons[c]!.levels.length;
  const isNone = (shares: readonly number[]): boolean => shares.length === 0;
  if (!mates.every(housemates === undefined ? isNone : isWhole)) {
    throw invalid('"housemates" stands in some places and not in others');
  }
  const fits = (shares: readonly number[], c: number): boolean =>
    isNone(shares) ? isNone(moved[c]!) : movers !== undefined && isWhole(shares, c) && isWhole(moved[c]!, c);
  if (!stayed.every(fits)) throw invalid('"stayed" and "moved" stand in some places and not in others');
  return {
    comparisons: comparisons.map(({ name, kind, levels }) => ({
      name,
      kind,
      labels: levels.map(({ label }) => label),
    })),
    model: {
      lambda,
      expectedMatches,
      rounds,
      m: comparisons.map(({ levels }) => levels.map(({ m }) => m)),
      u: comparisons.map(({ levels }) => levels.map(({ u }) => u)),
      ...(housemates === undefined ? {} : { mates: { lambda: housemates, m: mates } }),
      ...(movers === undefined ? {} : { movers: { share: movers, stayed, moved } }),
    },
  };
}

export type SavedModel = {
  readonly model: TrainedModel;
  readonly comparisons: readonly {
    readonly name: string;
    readonly kind: string;
    readonly labels: readonly string[];
  }[];
};

/**
 * Throws `MODEL_DOES_NOT_FIT` when a saved model was trained on other comparisons than a run makes, or by a version of
 * Linkdesk that tells other levels apart.
 */
export function checkModel(saved: SavedModel, comparisons: readonly PlannedComparison[]): void {
  const wanted = comparisons.map(({ name, kind }) => `${name}:${kind}`).join(', ');
  const had = saved.comparisons.map(({ name, kind }) => `${name}:${kind}`).join(', ');
  if (wanted !== had) {
    throw doesNotFit(
      `The model was trained on ${had}; these files and roles give ${wanted}. Train a model with this role map.`,
    );
  }
  saved.comparisons.forEach(({ name, labels }, c) => {
    const now = comparisonLevels[comparisons[c]!.kind].map(({ label }) => label);
    if (now.join() === labels.join()) return;
    throw doesNotFit(
      `The model was trained by another version of Linkdesk, which tells other levels of ${name} apart: the model has ${onlyIn(labels, now)}, this version ${onlyIn(now, labels)}. Train the model again.`,
    );
  });
}

/** The labels that are not among others, in words. */
function onlyIn(labels: readonly string[], others: readonly string[]): string {
  const own = labels.filter((label) => !others.includes(label)).map((label) => `"${label}"`);
  return own.length === 0 ? 'no other' : own.join(', ');
}

const doesNotFit = (words: string): LinkdeskError => new LinkdeskError('MODEL_DOES_NOT_FIT', words);

function invalid(why: string): LinkdeskError {
  return new LinkdeskError(
    'MODEL_INVALID',
    `This is not a model that the train command wrote: ${why}. Train it again; Splink models are read by the score command.`,
  );
}
