import { describe, expect, it } from 'vitest';
import { scoreAgainstSelf } from '../../../src/linkage/splink/predict.ts';
import { frequencyTables } from '../../../src/linkage/splink/termFrequencies.ts';
import {
  estimateLambda,
  estimateMFromColumn,
  estimateMFromPairs,
  estimateU,
  sessionSettings,
  trainOnRule,
} from '../../../src/linkage/splink/train.ts';
import { exampleModel, examplePeople } from './exampleModel.ts';

const model = exampleModel();
const records = examplePeople();
const tables = frequencyTables(model, records.columns);

describe('training a Splink model on records', () => {
  it('takes λ from rules as a share of all pairs', async () => {
    expect(await estimateLambda(model, records, ['l.first = r.first', 'l.dob = r.dob'], 0.8)).toBeCloseTo(
      4 / 0.8 / 21,
      12,
    );
    expect(await estimateLambda(model, records, [], 1)).toBe(0);
  });

  it('takes u from every pair when the sample covers them, the same for every seed', async () => {
    const u = await estimateU(model, records, 1000, 1);
    expect(u).toEqual(await estimateU(model, records, 1000, 2));
    const dob = u.find(({ comparison }) => comparison === 'dob')!.values;
    expect(dob.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
    // 15 pairs have two dates; three of them the same one.
    expect(dob[3]).toBeCloseTo(3 / 15, 12);
    expect(await estimateU(model, records, 3, 1)).toEqual(await estimateU(model, records, 3, 1));
  });

  it('takes m from a label column or from listed pairs', async () => {
    const fromColumn = await estimateMFromColumn(model, records, 'dob');
    expect(fromColumn.find(({ comparison }) => comparison === 'dob')!.values[3]).toBe(1);
    const fromPairs = estimateMFromPairs(model, records, [
      { left: 0, right: 1 },
      { left: 0, right: 3 },
    ]);
    expect(fromPairs.find(({ comparison }) => comparison === 'name')!.values).toEqual([
      undefined,
      undefined,
      0.5,
      undefined,
      0.5,
    ]);
  });

  it('leaves comparisons out that use a column of the training rule', async () => {
    const session = await trainOnRule(model, records, tables, 'l.surname = r.surname');
    expect(session.trained).toEqual(['dob', 'city']);
    expect(session.estimates.every(({ parameter }) => parameter === 'm')).toBe(true);
    const both = await trainOnRule(model, records, tables, 'l.city = r.city', {
      ...sessionSettings(model),
      fixU: false,
    });
    expect(both.trained).toEqual(['name', 'dob']);
    expect(both.estimates.map(({ parameter }) => parameter)).toEqual(['m', 'u', 'm', 'u']);
    expect(both.history.iterations.every(({ lambda }) => Number.isFinite(lambda))).toBe(true);
  });

  it('says so when no pair satisfies the rule', async () => {
    await expect(trainOnRule(model, records, tables, 'l.id = r.id')).rejects.toThrow(
      expect.objectContaining({ code: 'NO_TRAINING_PAIRS' }),
    );
  });

  it('scores a record against itself', async () => {
    const scores = [...scoreAgainstSelf(model, records, tables)];
    expect(scores[0]!.gammas).toEqual([4, 3, 1]);
    expect(scores[5]!.gammas[0]).toBe(-1);
    expect(scores[0]!.weight).toBeGreaterThan(scores[5]!.weight);
  });
});
