import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModel, readModel, writeModel } from '../../src/app/modelFile.ts';
import { comparisonLevels } from '../../src/linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../../src/linkage/compare/comparisonPlan.ts';
import type { TrainedModel } from '../../src/linkage/train/pairSpace.ts';

const comparisons: readonly PlannedComparison[] = [
  { name: 'sex', kind: 'category', column: 0, termFrequency: true },
  { name: 'zip', kind: 'short_code', column: 1, termFrequency: true },
];
const model: TrainedModel = {
  lambda: 0.001,
  expectedMatches: 12,
  rounds: 7,
  m: comparisons.map(({ kind }) => comparisonLevels[kind].map((_, i) => 0.3 + i / 10)),
  u: comparisons.map(({ kind }) => comparisonLevels[kind].map((_, i) => 0.4 - i / 10)),
};
let folder: string;
const file = async (text: string): Promise<string> => {
  const path = join(folder, 'model.json');
  await writeFile(path, text);
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-model-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a saved model', () => {
  it('comes back as it was written', async () => {
    const saved = await readModel(await file(writeModel(comparisons, model)));
    expect(saved.model).toEqual(model);
    expect(() => checkModel(saved, comparisons)).not.toThrow();
  });

  it('is refused for other comparisons, naming both', async () => {
    const saved = await readModel(await file(writeModel(comparisons, model)));
    expect(() => checkModel(saved, comparisons.slice(0, 1))).toThrow(/sex:category, zip:short_code/);
  });

  it('of a version that tells other levels apart is refused, naming the levels', async () => {
    const labels = comparisonLevels.category.map(({ label }) => label);
    const text = writeModel(comparisons, model).replace(`"label": "${labels[0]!}"`, '"label": "nearly"');
    const saved = await readModel(await file(text));
    expect(() => checkModel(saved, comparisons)).toThrow(
      `another version of Linkdesk, which tells other levels of sex apart: the model has "nearly", this version "${labels[0]!}"`,
    );
  });

  it.each([
    ['an unknown key', (text: string) => text.replace('"lambda"', '"extra": 1, "lambda"'), /extra/],
    ['an m of 0', (text: string) => text.replace('"m": 0.3', '"m": 0'), /comparisons\.0\.levels\.0\.m/],
    ['a u of 1', (text: string) => text.replace('"u": 0.4', '"u": 1'), /comparisons\.0\.levels\.0\.u/],
    ['another file', () => '{"link_type": "dedupe_only"}', /Splink models are read by the score command/],
    ['no JSON', () => 'model', /not valid JSON/],
  ])('with %s is refused by place', async (_, damage, words) => {
    const path = await file(damage(writeModel(comparisons, model)));
    await expect(readModel(path)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    await expect(readModel(path)).rejects.toThrow(words);
  });
});
