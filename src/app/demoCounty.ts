import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateCounty } from '../demo/generateCounty.ts';
import { type CountyName, tiers } from '../demo/tiers.ts';
import type { Month } from '../domain/month.ts';
import { decide } from '../review/decide.ts';
import { outcomeSeries } from '../reports/outcomeSeries.ts';
import { joiningPairs } from '../store/indexSources.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import type { Queue } from '../store/pairs.ts';
import { queueCounts, queuePage, type QueueRow } from '../store/queues.ts';
import type { Engine } from './engine.ts';
import { type ImportedFile, importExtracts } from './importExtracts.ts';
import { matchMonth, type MatchSummary } from './matchMonth.ts';
import {
  closeProject,
  createProject,
  exportFolder,
  isProject,
  openProject,
  type OpenProject,
  removeSyntheticProject,
} from './project.ts';
import type { Work } from './work.ts';
import { type WrittenList, writeLists } from './writeLists.ts';

/** Opens a demo project; it guards nothing but made-up people. */
export const demoPassphrase = 'demo county';
export const demoReviewer = 'Demo reviewer';

export interface DemoRequest {
  readonly county: CountyName;
  /** Months to import and match; one more is written, so that there is something to import in the window. */
  readonly months: number;
  readonly seed: number;
  /** Folder for the extracts (`county`) and the project (`project`). */
  readonly folder: string;
}

export interface DemoMonth {
  readonly month: Month;
  readonly imports: readonly ImportedFile[];
  readonly match: MatchSummary;
  /** Pairs that the demo's reviewer decided, and what still waits. */
  readonly decided: number;
  readonly waiting: { readonly review: number; readonly mismatches: number; readonly holds: number };
}

export interface DemoReport {
  readonly county: string;
  readonly seed: number;
  readonly months: readonly DemoMonth[];
  readonly lists: readonly WrittenList[];
  readonly outcome: ReturnType<typeof outcomeSeries>;
  /** Links of the last month, people's decisions included, against the truth that the generator wrote. */
  readonly accuracy: {
    readonly truePairs: number;
    readonly links: number;
    readonly correct: number;
    readonly precision: number;
    readonly recall: number;
  };
  /** Milliseconds each step took, in order. */
  readonly steps: readonly { readonly step: string; readonly milliseconds: number }[];
  readonly folders: { readonly extracts: string; readonly project: string; readonly exports: string };
}

export const demoFolders = (folder: string) => ({
  extracts: join(folder, 'county'),
  project: join(folder, 'project'),
  exports: exportFolder(join(folder, 'project')),
});

/**
 * The monthly job on a synthetic county, from nothing: extracts of both systems, import, matching, the demo
 * reviewer's decisions (by the truth, some left waiting), lists and the Orange percentage of the last month.
 * Whatever an earlier demo left in the folder is replaced; a project of real people there is refused.
 */
export async function runDemo(request: DemoRequest, engine: Engine, work: Work): Promise<DemoReport> {
  const folders = demoFolders(request.folder);
  const { steps, timed } = stopwatch();
  if (isProject(folders.project)) removeSyntheticProject(folders.project);
  mkdirSync(folders.project, { recursive: true });
  const tier = tiers[request.county];
  const county = await timed('synthetic county', () =>
    generateCounty(
      { county: request.county, months: request.months + 1, seed: request.seed, outDir: folders.extracts },
      (done, total) => work.progress(`Making ${tier.title}`, Math.round(done * 1000), total * 1000),
    ),
  );
  const project = await timed('new encrypted project', async () => {
    await createProject(folders.project, demoPassphrase, {
      name: `${tier.title} demo`,
      county: tier.code,
      synthetic: true,
      at: work.now(),
    });
    return openProject(folders.project, demoPassphrase, demoReviewer, work.now());
  });
  try {
    const months: DemoMonth[] = [];
    for (const { month } of county.months.slice(0, request.months)) {
      const imports = await timed(`import ${month}`, () =>
        importExtracts(project, { paths: [join(folders.extracts, month)], month }, work),
      );
      const match = await timed(`match ${month}`, () => matchMonth(project, month, engine, work));
      const truth = truePairs(folders.extracts, month);
      const decided = await timed(`decisions ${month}`, () =>
        Promise.resolve(decideByTruth(project, month, match.runId, truth, work.now)),
      );
      months.push({ month, imports, match, decided, waiting: waiting(project, match.runId) });
    }
    const last = months.at(-1)!;
    const lists = await timed(`lists ${last.month}`, () =>
      monthLists(
        project,
        months.map(({ month }) => month),
        folders.exports,
        work,
      ),
    );
    const outcome = await timed('outcome', () =>
      Promise.resolve(
        outcomeSeries(project, {
          measure: 'OC-%',
          timing: 'any_day',
          population: 'in_household',
          release: false,
          timeframe: 'month',
        }),
      ),
    );
    return {
      county: tier.title,
      seed: request.seed,
      months,
      lists,
      outcome,
      accuracy: accuracy(project, last.month, truePairs(folders.extracts, last.month)),
      steps,
      folders,
    };
  } finally {
    closeProject(project, work.now());
  }
}

/** Lists of every month, so that the last one knows what is new, continuing and ended; only its files are kept. */
async function monthLists(
  project: OpenProject,
  months: readonly Month[],
  folder: string,
  work: Work,
): Promise<readonly WrittenList[]> {
  const request = { listIds: [], folder, acceptOpenQuestions: true } as const;
  for (const month of months.slice(0, -1))
    await writeLists(project, { ...request, month, formats: [], publish: true }, work);
  return writeLists(
    project,
    { ...request, month: months.at(-1)!, formats: ['csv', 'xlsx'], publish: false },
    work,
  );
}

/** True pairs of a month by `client key~person id`; pairs of sealed clients are not to be found (domain.md 3.3). */
function truePairs(extracts: string, month: Month): ReadonlySet<string> {
  const file = join(extracts, `truth-pairs-${month}.csv`);
  if (!existsSync(file)) return new Set();
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return new Set(
    rows
      .map((row) => row.split(','))
      .filter(([, , restricted]) => restricted !== 'sealed')
      .map(([clientKey, cwin]) => `${clientKey}~${cwin}`),
  );
}

/** Every fifth pair is left waiting and every ninth is held, by the pair's own place, so that each run does the same. */
const leftEvery = 5;
const heldEvery = 9;

function decideByTruth(
  project: OpenProject,
  month: Month,
  runId: number,
  truth: ReadonlySet<string>,
  now: () => string,
): number {
  let decided = 0;
  for (const queue of ['review', 'mismatch'] as const) {
    queueRows(project, runId, queue).forEach((row, place) => {
      if (place % leftEvery === leftEvery - 1) return;
      const { clientKey, cwin } = row;
      const same = truth.has(`${clientKey}~${cwin}`);
      const verdict = place % heldEvery === heldEvery - 1 ? 'hold' : same ? 'same' : 'different';
      const reason =
        verdict === 'hold'
          ? 'ask_worker'
          : same
            ? 'typing_error'
            : row.kind === 'twins'
              ? 'twin_or_sibling'
              : 'different_people';
      const outcome =
        queue === 'review' ? null : verdict === 'hold' ? 'cannot_tell' : same ? 'data_error' : 'shared_key';
      decide(project, {
        clientKey,
        cwin,
        month,
        verdict,
        reason: queue === 'review' ? reason : null,
        outcome,
        at: now(),
      });
      decided += 1;
    });
  }
  return decided;
}

const queueRows = (project: OpenProject, runId: number, queue: Queue): readonly QueueRow[] =>
  queuePage(project, runId, { queue, state: 'todo', text: '', kind: '', sort: 'name' }, '', 100_000);

function waiting(project: OpenProject, runId: number): DemoMonth['waiting'] {
  const review = queueCounts(project, runId, 'review');
  const mismatches = queueCounts(project, runId, 'mismatch');
  return { review: review.todo, mismatches: mismatches.todo, holds: review.hold + mismatches.hold };
}

function accuracy(project: OpenProject, month: Month, truth: ReadonlySet<string>): DemoReport['accuracy'] {
  const links = joiningPairs(project, runOfMonth(project, month)!.runId).filter(
    ({ queued, state }) => !queued || state === 'same',
  );
  const correct = links.filter(({ clientKey, cwin }) => truth.has(`${clientKey}~${cwin}`)).length;
  return {
    truePairs: truth.size,
    links: links.length,
    correct,
    precision: correct / links.length,
    recall: correct / truth.size,
  };
}

function stopwatch() {
  const steps: { readonly step: string; readonly milliseconds: number }[] = [];
  return {
    steps,
    async timed<T>(step: string, work: () => Promise<T>): Promise<T> {
      const started = performance.now();
      const result = await work();
      steps.push({ step, milliseconds: Math.round(performance.now() - started) });
      return result;
    },
  };
}
