import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CountyName, tiers } from '../../src/demo/tiers.ts';
import { listDefinitions } from '../../src/lists/definitions/index.ts';
import type { Bench } from './bench.ts';
import { linkdesk, measuredRun, type ProcessRun } from './commandRun.ts';
import type { GateResult } from './gates.ts';
import { growthExponent } from './growth.ts';
import { writePersonMonths } from './personMonths.ts';

/** The gates of the store: importing, the next month, look-ups, growth over the tiers. */
export const storeGates: Readonly<Record<string, (bench: Bench) => Promise<readonly GateResult[]>>> = {
  'person-months': personMonths,
  tiers: twoMonths,
  'look-up': lookUp,
};

process.env['LINKDESK_PASSPHRASE'] ??= 'made-up people only';
const madeIn = (county: CountyName): readonly string[] => [
  '--create',
  'Bench',
  '--county',
  tiers[county].code,
  '--synthetic',
];
/** Persons on cash aid in Los Angeles on a day: times 36 months they are ten million person-months. */
const AIDED = 278_000;
const MONTHS = 36;
const noPairs = { compared: 0, stepSeconds: {} };
const judged = ({ scale }: Bench, isWithin: boolean): boolean | undefined =>
  scale === 1 ? isWithin : undefined;
const storeMB = async (project: string): Promise<number> =>
  (await stat(join(project, 'linkdesk.store'))).size / 1e6;

/** What runs of several processes took together. */
function together(runs: readonly ProcessRun[]): ProcessRun {
  const sum = (of: (run: ProcessRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const seconds = sum((run) => run.seconds);
  return {
    seconds,
    cpuSeconds: sum((run) => run.cpuSeconds),
    peakMB: Math.max(...runs.map(({ peakMB }) => peakMB)),
    othersShare: sum((run) => run.othersShare * run.seconds) / seconds,
    text: '',
  };
}

/** Month after month of CalWIN's person-month report, each an import of its own with the backup before it. */
async function personMonths(bench: Bench): Promise<readonly GateResult[]> {
  const [folder, project] = [join(bench.folder, 'person-months'), join(bench.folder, 'months')];
  await mkdir(folder);
  const persons = AIDED * bench.scale;
  const fileOf = (month: string): string => join(folder, `${month}.csv`);
  await writePersonMonths(fileOf, { persons, months: MONTHS, first: '2023-11', seed: 5 });
  const runs: ProcessRun[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const month = name.slice(0, -'.csv'.length);
    const create = runs.length === 0 ? madeIn('los-angeles') : [];
    runs.push(
      await linkdesk(bench.folder, [
        'import',
        fileOf(month),
        '--month',
        month,
        '--project',
        project,
        ...create,
      ]),
    );
  }
  const [run, size] = [together(runs), await storeMB(project)];
  await rm(project, { recursive: true });
  const millions = ((persons * MONTHS) / 1e6).toFixed(1);
  return [
    {
      gate: `${MONTHS} months of person-months, ${millions} M rows of five kinds, with a backup before each`,
      reference: '–',
      limit: '≤ 360 s, ≤ 1,536 MB, store ≤ 4,000 MB',
      ours: `${run.seconds.toFixed(0)} s, store ${size.toFixed(0)} MB; the last month ${runs.at(-1)!.seconds.toFixed(1)} s`,
      run: { ...run, ...noPairs },
      passed: judged(bench, run.seconds <= 360 && run.peakMB <= 1536 && size <= 4000),
    },
  ];
}

/** Two months of every tier: first import, matching, the next month's import and matching with the index update. */
async function twoMonths(bench: Bench): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  const points: {
    readonly records: number;
    readonly seconds: number;
    readonly peakMB: number;
    readonly size: number;
  }[] = [];
  const counties: readonly CountyName[] =
    bench.scale === 1 ? ['slo', 'santa-clara', 'orange', 'los-angeles', 'statewide'] : ['slo', 'santa-clara'];
  for (const county of counties) {
    const [extracts, project] = [join(bench.folder, county), join(bench.folder, `${county}-project`)];
    await linkdesk(bench.folder, ['synth', '--county', county, '--months', '2', '--out', extracts]);
    const step = (command: 'import' | 'match', month: string, more: readonly string[] = []) =>
      linkdesk(bench.folder, [
        command,
        ...(command === 'import' ? [join(extracts, month)] : []),
        '--month',
        month,
        '--project',
        project,
        ...more,
      ]);
    const first = await step('import', '2026-09', madeIn(county));
    const size = await storeMB(project);
    await step('match', '2026-09');
    const next = await step('import', '2026-10');
    const matched = await step('match', '2026-10');
    const { timingsMs } = JSON.parse(matched.text) as { readonly timingsMs: { readonly index: number } };
    const indexSeconds = timingsMs.index / 1000;
    const lists = await listQueries(bench, project, '2026-10');
    const records = rowsOf(first.text);
    points.push({ records, seconds: first.seconds, peakMB: first.peakMB, size });
    await rm(project, { recursive: true });
    await rm(extracts, { recursive: true });
    const perMillion = (first.seconds / records) * 1e6;
    const isLarge = county === 'los-angeles' || county === 'statewide';
    results.push(
      {
        gate: `${county}: first import of 17 extracts, ${records.toLocaleString('en-US')} rows`,
        reference: '–',
        limit: '≤ 15 s a million rows',
        ours: `${perMillion.toFixed(1)} s a million, store ${size.toFixed(0)} MB`,
        run: { ...first, ...noPairs },
        passed: isLarge ? judged(bench, perMillion <= 15) : undefined,
      },
      {
        gate: `${county}: next month's import, with the backup before it, and the index update`,
        reference: '–',
        limit: '≤ 60 s',
        ours: `${(next.seconds + indexSeconds).toFixed(1)} s: import ${next.seconds.toFixed(1)} s, index update ${indexSeconds.toFixed(1)} s of ${matched.seconds.toFixed(1)} s matching`,
        run: { ...next, ...noPairs },
        passed: county === 'los-angeles' ? judged(bench, next.seconds + indexSeconds <= 60) : undefined,
      },
      {
        gate: `${county}: a list evaluated as of its day, project just opened`,
        reference: '–',
        limit: '≤ 1 s each',
        ours: lists
          .map(
            ({ listId, rows, ms, cpuMs }) =>
              `${listId} ${rows} rows ${seconds(ms)} s, CPU ${seconds(cpuMs)} s`,
          )
          .join('; '),
        passed:
          county === 'los-angeles'
            ? judged(
                bench,
                lists.every(({ ms }) => ms <= 1000),
              )
            : undefined,
      },
    );
  }
  const exponentOf = (of: (point: (typeof points)[number]) => number): string =>
    growthExponent(points.map((point) => ({ records: point.records, value: of(point) }))).toFixed(2);
  results.push({
    gate: `growth of the first import from ${counties[0]} to ${counties.at(-1)}`,
    reference: '–',
    limit: 'exponents: time, memory, store',
    ours: [
      exponentOf(({ seconds }) => seconds),
      exponentOf(({ peakMB }) => peakMB),
      exponentOf(({ size }) => size),
    ].join(', '),
    passed: undefined,
  });
  return results;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface ListQuery {
  readonly listId: string;
  readonly rows: number;
  readonly ms: number;
  readonly cpuMs: number;
}

/** Every list evaluated in a process of its own, so that nothing of the store was read before. */
async function listQueries(bench: Bench, project: string, month: string): Promise<readonly ListQuery[]> {
  const queries: ListQuery[] = [];
  for (const { id: listId } of listDefinitions) {
    const { text } = await measuredRun(bench.folder, process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--import',
      here('usage.ts'),
      here('listQuery.ts'),
      project,
      month,
      listId,
    ]);
    queries.push({ listId, ...(JSON.parse(text) as Omit<ListQuery, 'listId'>) });
  }
  return queries;
}

const rowsOf = (json: string): number =>
  (JSON.parse(json) as { readonly files: readonly { readonly read: number }[] }).files.reduce(
    (sum, { read }) => sum + read,
    0,
  );

interface Times {
  readonly median: number;
  /** 95 of 100 take no longer. */
  readonly most: number;
  readonly longest: number;
}

async function lookUp(bench: Bench): Promise<readonly GateResult[]> {
  const persons = 5_000_000 * bench.scale;
  const run = await measuredRun(bench.folder, process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import',
    here('usage.ts'),
    here('lookUp.ts'),
    bench.folder,
    String(persons),
  ]);
  await rm(join(bench.folder, 'index'), { recursive: true });
  const found = JSON.parse(run.text) as Readonly<Record<string, Times>>;
  return Object.entries(found).map(([by, { median, most, longest }]) => ({
    gate: `look-up by ${by} among ${persons.toLocaleString('en-US')} persons, store just opened`,
    reference: '–',
    limit: '≤ 50 ms, the longest too',
    ours: `${[median, most, longest].map((ms) => ms.toFixed(1)).join(', ')} ms (median, 95 of 100, longest)`,
    passed: judged(bench, longest <= 50),
  }));
}
