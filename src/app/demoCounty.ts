import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateCounty } from '../demo/generateCounty.ts';
import { type CountyName, tiers } from '../demo/tiers.ts';
import type { Month } from '../domain/month.ts';
import { outcomeSeries } from '../reports/outcomeSeries.ts';
import { standingLinks } from '../store/indexSources.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import { queueCounts } from '../store/queues.ts';
import { decideByTruth } from './demoReviewer.ts';
import { truePairs } from './demoTruth.ts';
import type { MatchEngine } from '../linkage/matching.ts';
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
import { exportSeries } from './exportSeries.ts';
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
  /** Share of the county's people to make; 1 when absent. */
  readonly scale?: number;
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
  readonly outcome: Pick<ReturnType<typeof outcomeSeries>, 'title' | 'subtitle' | 'points'> & {
    readonly files: readonly string[];
  };
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

/** Written when a demo is whole, so that one that was broken off is made again. */
export const demoMark = (folder: string): string => join(folder, 'demo.json');

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
export async function runDemo(request: DemoRequest, engine: MatchEngine, work: Work): Promise<DemoReport> {
  const folders = demoFolders(request.folder);
  const { steps, timed } = stopwatch();
  rmSync(demoMark(request.folder), { force: true });
  if (isProject(folders.project)) removeSyntheticProject(folders.project);
  mkdirSync(folders.project, { recursive: true });
  const tier = tiers[request.county];
  const county = await timed('synthetic county', () =>
    generateCounty(
      {
        county: request.county,
        months: request.months + 1,
        seed: request.seed,
        outDir: folders.extracts,
        scale: request.scale ?? 1,
      },
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
    const outcome = await timed('outcome', () => orangePercentage(project, folders.exports, work));
    const report: DemoReport = {
      county: tier.title,
      seed: request.seed,
      months,
      lists,
      outcome,
      accuracy: accuracy(project, last.month, truePairs(folders.extracts, last.month)),
      steps,
      folders,
    };
    writeFileSync(
      demoMark(request.folder),
      `${JSON.stringify({ county: request.county, seed: request.seed })}\n`,
    );
    return report;
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

function waiting(project: OpenProject, runId: number): DemoMonth['waiting'] {
  const review = queueCounts(project, runId, 'review');
  const mismatches = queueCounts(project, runId, 'mismatch');
  return { review: review.todo, mismatches: mismatches.todo, holds: review.hold + mismatches.hold };
}

/** The Orange percentage over the months (OCM-5), in its internal version and in the one for release, as files. */
async function orangePercentage(
  project: OpenProject,
  folder: string,
  work: Work,
): Promise<DemoReport['outcome']> {
  const measure = {
    measure: 'OC-%',
    timing: 'any_day',
    population: 'in_household',
    timeframe: 'month',
  } as const;
  const files: string[] = [];
  for (const release of [false, true]) {
    const { fileName } = await exportSeries(project, {
      ...measure,
      release,
      format: 'xlsx',
      folder,
      replace: true,
      at: work.now(),
    });
    files.push(fileName);
  }
  const { title, subtitle, points } = outcomeSeries(project, { ...measure, release: false });
  return { title, subtitle, points, files };
}

function accuracy(project: OpenProject, month: Month, truth: ReadonlySet<string>): DemoReport['accuracy'] {
  const links = standingLinks(project, runOfMonth(project, month)!.runId);
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
