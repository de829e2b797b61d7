import { resolve } from 'node:path';
import { writeFileAtomically } from '../files/atomicFile.ts';
import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import type { TrainedModel } from '../linkage/train/pairSpace.ts';
import { writeModel } from './modelFile.ts';

/** Writes a trained model to a file, wholly or not at all. Throws what `writeFileAtomically` throws. */
export async function saveModel(
  file: string,
  comparisons: readonly PlannedComparison[],
  model: TrainedModel,
): Promise<void> {
  const bytes = new TextEncoder().encode(writeModel(comparisons, model));
  await writeFileAtomically(resolve(file), [bytes], { replace: true });
}
