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
  comparisons: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      levels: z.array(
        z.strictObject({ label: z.string(), m: share, u: share, housemates: share.optional() }),
      ),
    }),
  ),
});

/** A trained model as a JSON text: what was compared, and m and u of every level by name, among
 * housemates too where they were told apart. */
export function writeModel(comparisons: readonly PlannedComparison[], model: TrainedModel): string {
  const file: z.infer<typeof modelShape> = {
    linkdeskModel: 1,
    lambda: model.lambda,
    expectedMatches: model.expectedMatches,
    rounds: model.rounds,
    ...(model.mates === undefined ? {} : { housemates: model.mates.lambda }),
    comparisons: comparisons.map(({ name, kind }, c) => ({
      name,
      kind,
      levels: comparisonLevels[kind].map(({ label }, level) => ({
        label,
        m: model.m[c]![level]!,
        u: model.u[c]![level]!,
        ...(model.mates === undefined ? {} : { housemates: model.mates.m[c]![level]! }),
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
  const { comparisons, lambda, expectedMatches, rounds, housemates } = read.data;
  const mates = comparisons.map(({ levels }) => levels.flatMap((level) => level.housemates ?? []));
  if (
    mates.some(
      (levels, c) => levels.length !== (housemates === undefined ? 0 : comparisons[c]!.levels.length),
    )
  ) {
    throw invalid('"housemates" stands in some places and not in others');
  }
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

/** Throws `MODEL_DOES_NOT_FIT` when a saved model was trained on other comparisons than a run makes. */
export function checkModel(saved: SavedModel, comparisons: readonly PlannedComparison[]): void {
  const wanted = comparisons.map(({ name, kind }) => `${name}:${kind}`).join(', ');
  const had = saved.comparisons.map(({ name, kind }) => `${name}:${kind}`).join(', ');
  const levelsFit = saved.comparisons.every(({ labels }, c) => {
    const planned = comparisons[c];
    return (
      planned !== undefined &&
      comparisonLevels[planned.kind].map(({ label }) => label).join() === labels.join()
    );
  });
  if (wanted === had && levelsFit) return;
  throw new LinkdeskError(
    'MODEL_DOES_NOT_FIT',
    `The model was trained on ${had}; these files and roles give ${wanted}. Train a model with this role map.`,
  );
}

function invalid(why: string): LinkdeskError {
  return new LinkdeskError(
    'MODEL_INVALID',
    `This is not a model that the train command wrote: ${why}. Train it again; Splink models are read by the score command.`,
  );
}
