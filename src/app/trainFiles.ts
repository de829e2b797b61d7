import { checkOutputs } from './outputFiles.ts';
import { type LinkFilesOptions, type LinkFilesReport, matchFiles, reportOf } from './linkFiles.ts';
import { saveModel } from './saveModel.ts';

export type TrainFilesRequest = {
  readonly left: string;
  readonly right?: string;
  /** The role map's file. */
  readonly roles: string;
  /** Where the model goes. */
  readonly out: string;
};

/**
 * Learns our own model from one file or two, as `linkFiles` would, and saves it. Gives the facts of that run: what it
 * would link with this model is told, and not written. Throws as `linkFiles`.
 */
export async function trainFiles(
  { left, right, roles, out }: TrainFilesRequest,
  options: LinkFilesOptions,
): Promise<LinkFilesReport> {
  await checkOutputs([left, right, roles], [out]);
  const matched = await matchFiles({ left, ...(right === undefined ? {} : { right }), roles }, options);
  const started = performance.now();
  await saveModel(out, matched.result.plan.comparisons, matched.result.model);
  return reportOf(matched, Math.round(performance.now() - started));
}
