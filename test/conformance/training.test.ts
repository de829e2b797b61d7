import { describe, expect, it } from 'vitest';
import { levelsByGamma } from '../../src/linkage/model/model.ts';
import type { SplinkModel } from '../../src/linkage/splink/model.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { estimateLambda, estimateU, sessionSettings, trainOnRule } from '../../src/linkage/splink/train.ts';
import { type Estimate, withEstimates } from '../../src/linkage/train/estimates.ts';
import { sharedRows, sharedText } from './goldenFiles.ts';
import { GOLDEN_RUNS } from './goldenRuns.ts';

const TOLERANCE = 1e-9;

type KeptLevel = { readonly cvv: number; readonly m: number; readonly u: number };
type KeptSession = {
  readonly rule: string;
  readonly history: readonly {
    readonly iteration: number;
    readonly lambda: number;
    readonly comparisons: Readonly<Record<string, readonly KeptLevel[]>>;
  }[];
};

const withParameters = (model: SplinkModel, estimates: readonly Estimate[]): SplinkModel => ({
  ...model,
  comparisons: withEstimates(model.comparisons, estimates),
});

/** The model as it was before its EM sessions: u and λ known, no m. */
function beforeTraining(model: SplinkModel): SplinkModel {
  const comparisons = model.comparisons.map((comparison) => ({
    ...comparison,
    levels: comparison.levels.map(({ m: _m, ...level }) => level),
  }));
  return { ...model, comparisons };
}

/** Which runs, and whether each of their sessions looked at term frequencies. */
const SESSIONS = [
  ['fake1000', [false, false, true]],
  ['febrl1', [true, true]],
  ['febrl2', [true, true]],
  ['febrl4_official', [false, false]],
] as const;

describe.each(SESSIONS)('EM sessions of %s', (name, withFrequencies) => {
  const { model, records } = GOLDEN_RUNS[name]();
  const tables = frequencyTables(model, records.columns);
  const sessions: readonly KeptSession[] = JSON.parse(sharedText(`golden/em_history/${name}_em.json`));

  it('go through the same λ, m and u in every iteration and end in the same model', async () => {
    const untrained = beforeTraining(model);
    let current = untrained;
    const estimates: Estimate[] = [];
    expect(sessions.length).toBe(withFrequencies.length);
    for (const [at, session] of sessions.entries()) {
      const settings = { ...sessionSettings(model), termFrequencies: withFrequencies[at]! };
      const {
        history,
        trained,
        estimates: learned,
      } = await trainOnRule(current, records, tables, session.rule, settings);
      expect(history.iterations.length).toBe(session.history.length);
      let largest = 0;
      for (const [iteration, { lambda, m, u }] of history.iterations.entries()) {
        const kept = session.history[iteration]!;
        expect(trained).toEqual(Object.keys(kept.comparisons));
        largest = Math.max(largest, Math.abs(lambda - kept.lambda));
        for (const [index, comparison] of trained.entries()) {
          for (const level of kept.comparisons[comparison]!) {
            largest = Math.max(largest, Math.abs(m[index]![level.cvv]! - level.m));
            largest = Math.max(largest, Math.abs(u[index]![level.cvv]! - level.u));
          }
        }
      }
      expect(largest).toBeLessThanOrEqual(TOLERANCE);
      estimates.push(...learned);
      current = withParameters(untrained, estimates);
    }
    const trainedM = current.comparisons.map((each) => levelsByGamma(each).map(({ m }) => m));
    const savedM = model.comparisons.map((each) => levelsByGamma(each).map(({ m }) => m));
    for (const [index, values] of savedM.entries()) {
      for (const [gamma, value] of values.entries()) {
        if (value === undefined) expect(trainedM[index]![gamma]).toBeUndefined();
        else expect(Math.abs(trainedM[index]![gamma]! - value)).toBeLessThanOrEqual(TOLERANCE);
      }
    }
  });
});

describe('parameters that are not learned by EM', () => {
  it('u over every pair of fake_1000 is the saved u', async () => {
    const { model, records } = GOLDEN_RUNS.fake1000();
    const sampled = await estimateU(model, records, 1e7, 1);
    for (const [index, { values }] of sampled.entries()) {
      levelsByGamma(model.comparisons[index]!).forEach(({ u }, gamma) => {
        expect(Math.abs(values[gamma]! - u!)).toBeLessThanOrEqual(1e-15);
      });
    }
  });

  it('λ of FEBRL 4 comes from deterministic rules and their recall', async () => {
    const { model, records } = GOLDEN_RUNS.febrl4_official();
    const rules = [
      'l.soc_sec_id = r.soc_sec_id',
      'l.given_name = r.given_name and l.surname = r.surname and l.date_of_birth = r.date_of_birth',
    ];
    expect(await estimateLambda(model, records, rules, 0.8)).toBeCloseTo(0.00023835, 15);
    expect(model.lambda).toBe(0.00023835);
  });
});

describe('term-frequency tables', () => {
  const { model, records } = GOLDEN_RUNS.fake1000();
  const tables = frequencyTables(model, records.columns);

  it.each(['city', 'email', 'first_name', 'surname'])('%s is equal for every value', (column) => {
    const kept = sharedRows(`golden/tf_tables/fake1000_tf_${column}.csv`);
    const table = tables.get(column)!;
    expect(table.size).toBe(kept.length);
    const different = kept.filter(
      (row) => Math.abs(table.get(row[column]!)! - Number(row[`tf_${column}`])) > 1e-15,
    );
    expect(different).toEqual([]);
  });
});
