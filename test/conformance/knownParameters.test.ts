import { expect, it } from 'vitest';
import type { Comparison } from '../../src/linkage/model/model.ts';
import { DEFAULT_EM_SETTINGS, expectationMaximisation } from '../../src/linkage/train/em.ts';
import { sharedRows } from './goldenFiles.ts';

/** A comparison of one column that agrees or does not. */
function agreement(column: string): Comparison {
  const level = { fixM: false, fixU: false } as const;
  return {
    name: column,
    description: '',
    columns: [column],
    levels: [
      { ...level, label: 'agrees', role: 'test' },
      { ...level, label: 'else', role: 'else' },
    ],
  };
}

it('EM recovers the parameters that the vectors were drawn from', () => {
  const rows = sharedRows('data/em/known_params_comparison_vectors.csv');
  const columns = ['col_1', 'col_2', 'col_3'];
  const patterns = {
    levels: columns.map((column) => Int8Array.from(rows, (row) => Number(row[`gamma_${column}`]))),
    counts: new Float64Array(rows.length).fill(1),
  };
  const settings = { ...DEFAULT_EM_SETTINGS, fixU: false, convergence: 1e-6, maxIterations: 1000 };
  const history = expectationMaximisation(columns.map(agreement), 0.4, patterns, settings);
  const { lambda, m, u } = history.iterations.at(-1)!;
  expect(history.converged).toBe(true);
  expect(rows.length).toBe(4000);
  const within = (value: number, target: number): void =>
    expect(Math.abs(value - target)).toBeLessThanOrEqual(0.01);
  within(lambda, 0.5);
  [0.7, 0.9, 0.95].forEach((target, index) => within(m[index]![1]!, target));
  [0.1, 0.025, 0.2].forEach((target, index) => within(u[index]![1]!, target));
});
