import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithSplink } from '../../build/spark/compareWithSplink.ts';
import { countyModel, trainedCountyModel } from '../../build/spark/countyModel.ts';
import { madeUpCounty } from '../../build/spark/madeUpCounty.ts';
import { pythonWith } from '../../build/spark/python.ts';
import { savedBySplink, scoreWithSplink } from '../../build/spark/splinkRun.ts';
import { predict } from '../../src/linkage/splink/predict.ts';
import { readSplinkModel } from '../../src/linkage/splink/readModel.ts';
import { stackRecords } from '../../src/linkage/splink/records.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { GOLDEN_RUNS, type GoldenRun } from './goldenRuns.ts';

const versions = [
  { version: 4, environment: pythonWith(['splink==4.0.16', 'duckdb==1.3.2', 'pandas==2.2.3']) },
  { version: 5, environment: pythonWith(['splink==5.0.0', 'duckdb==2.0.1', 'pandas==2.2.3']) },
];
for (const { version, environment } of versions) {
  if ('reason' in environment)
    process.stderr.write(`Splink ${version} itself is not asked: ${environment.reason}.\n`);
}

/** A made-up county whose model has every kind of level that both dialects know. */
async function madeUpRun(): Promise<GoldenRun> {
  const records = stackRecords(madeUpCounty(3000, 7), 'link_only', 'record');
  const model = await trainedCountyModel(records, frequencyTables(countyModel(), records.columns), 20_000);
  return { model, records };
}

describe.each(versions)('our saved model, loaded and saved again by Splink $version', ({ environment }) => {
  it.skipIf('reason' in environment).each([
    ['fake1000', GOLDEN_RUNS.fake1000],
    ['febrl1', GOLDEN_RUNS.febrl1],
    ['febrl4', GOLDEN_RUNS.febrl4_official],
    ['a made-up county', madeUpRun],
  ] as const)('scores every pair of %s the same there and back', async (_, run) => {
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

      const saved = readSplinkModel(readFileSync(savedBySplink(folder, 'duckdb'), 'utf8'));
      const again = compareWithSplink(records, [...predict(saved, records, tables)], theirs, 0);
      expect(again).toMatchObject({ theirs: ours.length, sameLevels: ours.length, linkedByOne: 0 });
      expect(again.largestDifference).toBeLessThanOrEqual(1e-9);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
