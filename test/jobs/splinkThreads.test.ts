import { describe, expect, it } from 'vitest';
import { splinkRunner } from '../../src/jobs/splinkThreads.ts';
import type { SplinkModel } from '../../src/linkage/splink/model.ts';
import { type Records, stackRecords } from '../../src/linkage/splink/records.ts';
import { type OpenSplinkRunner, runHere } from '../../src/linkage/splink/sliceRunner.ts';
import { type ScoredSlice, splinkWork, stageSlices } from '../../src/linkage/splink/splinkSlice.ts';
import { frequencyRanks, frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { estimateU, trainOnRule } from '../../src/linkage/splink/train.ts';
import { seededRandom } from '../../src/linkage/train/random.ts';
import { columnsOfRows, exampleModel } from '../linkage/splink/exampleModel.ts';

/** Enough made-up people that a rule has several slices. */
function crowd(count: number): Records {
  const random = seededRandom(11);
  const one = (values: readonly string[]): string => values[Math.floor(random() * values.length)]!;
  const rows = Array.from({ length: count }, (_, id) => [
    String(id),
    one(['Ana', 'Anna', 'Bo', 'Cy', 'José']),
    one(['Ruiz', 'Ruis', 'Tran', 'Lee']),
    `19${80 + Math.floor(random() * 9)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
    one(['Fresno', 'fresno', 'Selma']),
  ]);
  const columns = columnsOfRows(['id', 'first', 'surname', 'dob', 'city'], rows);
  return stackRecords([{ name: 'people', columns }], 'dedupe_only', 'id');
}

const model = exampleModel();
const records = crowd(1600);
const tables = frequencyTables(model, records.columns);

async function scored(
  open: OpenSplinkRunner,
  of: SplinkModel = model,
  people: Records = records,
): Promise<readonly ScoredSlice[]> {
  const frequencies = frequencyRanks(people.columns, frequencyTables(of, people.columns));
  const work = splinkWork(of, people, { stages: [of.rules], frequencies });
  const runner = open(work, people.columns);
  const slices: ScoredSlice[] = [];
  try {
    const wanted = stageSlices(work, 0).map((pairs) => ({ kind: 'score', pairs, leastWeight: -4 }) as const);
    for await (const slice of runner.run<'score'>(wanted)) slices.push(slice);
  } finally {
    await runner.close();
  }
  return slices;
}

describe('Splink mode on threads', () => {
  it('gives the same pairs, weights and order as on one thread', async () => {
    const here = await scored(runHere);
    expect(here.length).toBeGreaterThan(3);
    expect(here.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(300_000);
    expect(await scored(splinkRunner(2, undefined, 0))).toEqual(here);
  });

  it('learns the same u and m', async () => {
    const open = splinkRunner(2, undefined, 0);
    expect(await estimateU(model, records, 600_000, 3, open)).toEqual(
      await estimateU(model, records, 600_000, 3),
    );
    const session = (runner?: OpenSplinkRunner) =>
      trainOnRule(model, records, tables, 'l.surname = r.surname', undefined, runner);
    expect(await session(open)).toEqual(await session());
  });

  it('says what is wrong with a value in the same words', async () => {
    const levels = [
      { sql_condition: 'CAST("dob_l" AS INTEGER) = CAST("dob_r" AS INTEGER)', label_for_charts: 'number' },
      { sql_condition: 'ELSE', label_for_charts: 'else' },
    ];
    const broken = exampleModel({
      comparisons: [{ output_column_name: 'dob', comparison_levels: levels }],
    });
    await expect(scored(splinkRunner(2, undefined, 0), broken)).rejects.toMatchObject({
      code: 'VALUE_NOT_NUMERIC',
    });
  });

  it('ends with the reason of the signal', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    for (const least of [0, Number.POSITIVE_INFINITY]) {
      await expect(scored(splinkRunner(2, stop.signal, least))).rejects.toThrow('enough');
    }
  });
});
