import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithSplink } from '../../build/spark/compareWithSplink.ts';
import { countyModel, trainedCountyModel } from '../../build/spark/countyModel.ts';
import { madeUpCounty } from '../../build/spark/madeUpCounty.ts';
import { pythonWith } from '../../build/spark/python.ts';
import { scoreWithSplink } from '../../build/spark/splinkRun.ts';
import { predict } from '../../src/linkage/splink/predict.ts';
import { stackRecords } from '../../src/linkage/splink/records.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { GOLDEN_RUNS, type GoldenRun } from './goldenRuns.ts';

const environment = pythonWith(['splink==4.0.16', 'duckdb==1.3.2', 'pandas==2.2.3']);
if ('reason' in environment) process.stderr.write(`Splink itself is not asked: ${environment.reason}.\n`);

/** A made-up county whose model has every kind of level that both dialects know. */
async function madeUpRun(): Promise<GoldenRun> {
  const records = stackRecords(madeUpCounty(3000, 7), 'link_only', 'record');
  const model = await trainedCountyModel(records, frequencyTables(countyModel(), records.columns), 20_000);
  return { model, records };
}

describe.skipIf('reason' in environment)('our saved model, loaded by Splink', () => {
  it.each([
    ['fake1000', GOLDEN_RUNS.fake1000],
    ['febrl1', GOLDEN_RUNS.febrl1],
    ['febrl4', GOLDEN_RUNS.febrl4_official],
    ['a made-up county', madeUpRun],
  ] as const)('scores every pair of %s the same', async (_, run) => {
    const { model, records } = await run();
    const tables = frequencyTables(model, records.columns);
    const folder = mkdtempSync(join(tmpdir(), 'linkdesk-round-trip-'));
    try {
      const python = 'python' in environment ? environment.python : '';
      const theirs = scoreWithSplink(python, folder, 'duckdb', model, records, tables);
      const ours = [...predict(model, records, tables)];
      const agreement = compareWithSplink(records, ours, theirs, 0);
      expect(ours.length).toBeGreaterThan(400);
      expect(agreement).toMatchObject({ theirs: ours.length, sameLevels: ours.length, linkedByOne: 0 });
      expect(agreement.largestDifference).toBeLessThanOrEqual(1e-9);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
