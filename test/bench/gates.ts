import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, type LinkRun, link, matchingRun } from './bench.ts';
import { type FileSizes, peopleRoles, writeNextMonth } from './madeUpPeople.ts';
import { storeGates } from './storeGates.ts';

/** What one gate of linkage.md 0 asks, and what was measured. */
export type GateResult = {
  readonly gate: string;
  /** What the reference took on a machine of this kind. */
  readonly reference: string;
  readonly limit: string;
  readonly ours: string;
  /** How many times better than the reference. */
  readonly ratio?: number;
  readonly run?: LinkRun;
  /** Undefined: files of this size say nothing about the gate. */
  readonly passed: boolean | undefined;
};

/** The gates by the name that `--only` takes, in the order in which they run. */
export const gates: Readonly<Record<string, (bench: Bench) => Promise<readonly GateResult[]>>> = {
  growth,
  million,
  pairs,
  twice,
  'next-month': nextMonth,
  'ten-million': tenMillion,
  ...storeGates,
};

/** Two files of two to three, with three of ten records in both. */
function sizeOf(records: number): FileSizes {
  return { left: records * 0.4, right: records * 0.6, shared: records * 0.3 };
}

/** How many times as long as a million records ten million may take. */
const GROWTH = 12;

async function growth(bench: Bench): Promise<readonly GateResult[]> {
  for (const records of [100_000, 300_000]) await bench.linkOf(sizeOf(records * bench.scale));
  return [];
}

async function million(bench: Bench): Promise<readonly GateResult[]> {
  const run = await bench.linkOf(sizeOf(1_000_000 * bench.scale));
  return [
    {
      gate: '1 M records (400 k × 600 k): load, train, link, assign',
      reference: '72 s, 1,900–2,400 MB',
      limit: '≤ 10 s, ≤ 1,024 MB',
      ours: `${run.seconds.toFixed(1)} s`,
      ...ratioOf(bench, 72 / run.seconds),
      run,
      passed: judged(bench, run.seconds <= 10 && run.peakMB <= 1024),
    },
  ];
}

/** The six columns of the gate on pairs a second; all of them are compared letter by letter. */
const FUZZY = new Set(['first', 'last', 'birth', 'street', 'city', 'ssn']);
const MANY_PAIRS = 20_000_000;

async function pairs(bench: Bench): Promise<readonly GateResult[]> {
  const { folder, scale } = bench;
  const files = await bench.filesOf(sizeOf(1_000_000 * scale));
  const roles = join(folder, 'six.json');
  const columns = Object.entries(peopleRoles.columns).filter(([column]) => FUZZY.has(column));
  await writeFile(roles, JSON.stringify({ id: peopleRoles.id, columns: Object.fromEntries(columns) }));
  // about two in three of the pairs proposed are different ones
  const budget = ['--pairs', String(Math.round(MANY_PAIRS * 1.55 * scale))];
  const run = await link(folder, files, 'many.csv', ['--roles', roles, ...budget]);
  const step = run.stepSeconds;
  const rate = run.compared / step['score']!;
  const scoring = ((step['block']! + step['score']!) * MANY_PAIRS * scale) / run.compared;
  return [
    {
      gate: 'pairs scored a second, 6 fuzzy comparisons, all cores',
      reference: '214,000 a second',
      limit: '≥ 5,000,000 a second',
      ours: `${Math.round(rate).toLocaleString('en-US')} a second`,
      ratio: rate / 214_000,
      run,
      passed: judged(bench, rate >= 5_000_000),
    },
    {
      gate: '20 M candidate pairs: found and scored',
      reference: '95 s, 3,800 MB',
      limit: '≤ 8 s, ≤ 1,024 MB',
      ours: `${scoring.toFixed(1)} s for ${(MANY_PAIRS * scale).toLocaleString('en-US')}`,
      ...ratioOf(bench, 95 / scoring),
      run,
      passed: judged(bench, scoring <= 8 && run.peakMB <= 1024),
    },
  ];
}

async function twice(bench: Bench): Promise<readonly GateResult[]> {
  const { folder, scale } = bench;
  const big = await bench.filesOf(sizeOf(1_000_000 * scale));
  const small = await bench.filesOf(sizeOf(300_000 * scale));
  const roles = ['--roles', join(folder, 'roles.json')];
  const digests = async (round: number): Promise<Readonly<Record<string, string>>> => {
    const at = (name: string): string => join(folder, `${round}-${name}`);
    await link(folder, big, `${round}-pairs.csv`);
    await matchingRun(folder, ['train', small.left, small.right, ...roles, '--out', at('model.json')]);
    const outputs = ['--out', at('duplicates.csv'), '--clusters', at('clusters.csv')];
    await matchingRun(folder, ['dedupe', small.right, ...roles, ...outputs]);
    const names = ['pairs.csv', 'model.json', 'duplicates.csv', 'clusters.csv'];
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await digestOf(at(name))] as const)),
    );
  };
  const [first, second] = [await digests(1), await digests(2)];
  const different = Object.keys(first).filter((name) => first[name] !== second[name]);
  return [
    {
      gate: 'same input twice: pairs, model, duplicates, clusters',
      reference: 'not guaranteed',
      limit: 'identical bytes',
      ours: different.length === 0 ? 'identical' : `different: ${different.join(', ')}`,
      passed: different.length === 0,
    },
  ];
}

async function nextMonth(bench: Bench): Promise<readonly GateResult[]> {
  const { folder } = bench;
  const gate = 'next month, 2 % of records changed, against a full run';
  const words = { gate, reference: 'a full run again', limit: '≤ 15 % of the full run, identical bytes' };
  const before = await bench.filesOf(sizeOf(1_000_000 * bench.scale));
  const after = { left: join(folder, 'next-left.csv'), right: join(folder, 'next-right.csv') };
  await writeNextMonth(before.left, after.left, 2, 21);
  await writeNextMonth(before.right, after.right, 2, 22);
  const roles = ['--roles', join(folder, 'roles.json')];
  // the state keeps its month's model, so the bytes of a full run are those of one by that model
  const kept = [...roles, '--model', join(folder, 'kept.json')];
  const state = ['--state', join(folder, 'state')];
  await matchingRun(folder, [
    'train',
    before.left,
    before.right,
    ...roles,
    '--out',
    join(folder, 'kept.json'),
  ]);
  await rm(join(folder, 'state'), { force: true });
  await link(folder, before, 'first.csv', [...kept, ...state]);
  const full = await link(folder, after, 'full.csv', roles);
  const next = await link(folder, after, 'next.csv', [...kept, ...state]);
  await link(folder, after, 'same.csv', kept);
  const isSame = (await digestOf(join(folder, 'same.csv'))) === (await digestOf(join(folder, 'next.csv')));
  const share = next.seconds / full.seconds;
  const cpu = next.cpuSeconds / full.cpuSeconds;
  return [
    {
      ...words,
      ours: `${(100 * share).toFixed(0)} % of ${full.seconds.toFixed(1)} s (processor time ${(100 * cpu).toFixed(0)} %), ${isSame ? 'identical' : 'different'}`,
      ratio: 1 / share,
      run: next,
      passed: isSame ? judged(bench, share <= 0.15) : false,
    },
  ];
}

async function tenMillion(bench: Bench): Promise<readonly GateResult[]> {
  const small = await bench.linkOf(sizeOf(1_000_000 * bench.scale));
  const run = await bench.linkOf(sizeOf(10_000_000 * bench.scale));
  const times = run.seconds / small.seconds;
  return [
    {
      gate: '10 M records (4 M × 6 M)',
      reference: 'does not finish comfortably',
      limit: `≤ ${GROWTH} × the time of 1 M, ≤ 24,576 MB`,
      ours: `${run.seconds.toFixed(1)} s, ${times.toFixed(1)} × the time of 1 M`,
      run,
      passed: judged(bench, times <= GROWTH && run.peakMB <= 24_576),
    },
  ];
}

/** Limits are for the full sizes. */
function judged({ scale }: Bench, isWithin: boolean): boolean | undefined {
  return scale === 1 ? isWithin : undefined;
}

/** The reference was measured at the full sizes. */
function ratioOf({ scale }: Bench, ratio: number): Pick<GateResult, 'ratio'> {
  return scale === 1 ? { ratio } : {};
}

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
