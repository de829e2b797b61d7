import { resolve } from 'node:path';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { levelsByGamma } from '../linkage/model/model.ts';
import { levelProbabilities, levelWeight } from '../linkage/model/weight.ts';
import type { Dialect } from '../linkage/splink/expression.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { readSplinkModel } from '../linkage/splink/readModel.ts';
import type { OpenSplinkRunner } from '../linkage/splink/sliceRunner.ts';
import { readText } from './readText.ts';

/** How work on files reports and is stopped, and where its slices are done. */
export type SplinkFilesOptions = {
  readonly open: OpenSplinkRunner;
  readonly progress: (label: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** A Splink model and the files it is for. */
export type SplinkFilesRequest = {
  /** One file, or as many as the model's link type asks for. */
  readonly files: readonly string[];
  /** A model saved by Splink 4 or 5, or by Linkdesk. */
  readonly model: string;
  /** The spelling of the model's SQL, when its file does not say. */
  readonly dialect?: Dialect;
  /** The column with a record's id, instead of the one that the model names. */
  readonly idColumn?: string;
};

/** Reads the model of a request. Throws what reading a file and a model throws. */
export async function readModelOf({
  model: file,
  dialect,
  idColumn,
}: SplinkFilesRequest): Promise<SplinkModel> {
  const model = readSplinkModel(await readText(file), dialect);
  return idColumn === undefined
    ? model
    : { ...model, settings: { ...model.settings, uniqueIdColumn: idColumn } };
}

/** A Splink model's parameters: m, u and weight in bits of each level, the best one first. */
export type ModelSummary = {
  readonly lambda: number;
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly {
      readonly label: string;
      readonly m: number;
      readonly u: number;
      readonly weight: number;
    }[];
  }[];
};

/** The parameters that a model scores by. */
export function modelSummary({ lambda, comparisons }: SplinkModel): ModelSummary {
  return {
    lambda,
    comparisons: comparisons.map((comparison) => {
      const { m, u } = levelProbabilities(comparison);
      const levels = levelsByGamma(comparison).map(({ label }, gamma) => ({
        label,
        m: m[gamma]!,
        u: u[gamma]!,
        weight: levelWeight(m[gamma]!, u[gamma]!),
      }));
      return { name: comparison.name, levels: levels.toReversed() };
    }),
  };
}

/** Writes a text as a file, wholly or not at all. */
export async function writeText(file: string, text: string): Promise<void> {
  await writeFileAtomically(resolve(file), [new TextEncoder().encode(text)], { replace: true });
}
