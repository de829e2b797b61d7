import { isoDate } from '../domain/civilDate.ts';
import { extractKind } from '../domain/extract.ts';
import { displayMonth, federalFiscalYear, type Month, stateFiscalYear } from '../domain/month.ts';
import { listDefinitions } from '../lists/definitions/index.ts';
import { listView } from '../lists/view.ts';
import { type ImportRecord, importsOfMonth } from '../store/imports.ts';
import { type MatchRun, runBefore, runOfMonth } from '../store/matchRuns.ts';
import { linkCounts } from '../store/pairs.ts';
import { carriedCounts, type QueueCounts, queueCounts } from '../store/queues.ts';
import type { ReadStore } from '../store/store.ts';
import type { MonthOverview, MonthStage } from './contract/project.ts';
import { tierTitles } from './tierTitles.ts';

const nothing: QueueCounts = { todo: 0, same: 0, different: 0, hold: 0, kinds: [] };

/** The state of a month, and what to do next. */
export function monthOverview(store: ReadStore, month: Month): MonthOverview {
  const imports = importsOfMonth(store, month);
  const run = runOfMonth(store, month);
  const review = run === undefined ? nothing : queueCounts(store, run.runId, 'review');
  const mismatches = run === undefined ? nothing : queueCounts(store, run.runId, 'mismatch');
  const links = run === undefined ? { byTier: [], persons: 0 } : linkCounts(store, run.runId);
  const lists = listDefinitions.map(({ id }) => listView(store, id, month));
  const sum = (of: (counts: QueueCounts) => number) => of(review) + of(mismatches);
  const waiting = {
    nearMatches: review.todo,
    mismatches: mismatches.todo,
    holds: sum((counts) => counts.hold),
    restricted: run === undefined ? 0 : queueCounts(store, run.runId, 'restricted').todo,
  };
  const decided = {
    same: sum((counts) => counts.same),
    different: sum((counts) => counts.different),
    hold: waiting.holds,
  };
  const state: MonthState = {
    month,
    imports,
    run,
    waiting,
    decided: decided.same + decided.different + decided.hold,
    prepared: lists.filter((list) => list.state !== 'none').length,
    published: lists.filter((list) => list.state === 'published').length,
  };
  return {
    month,
    title: displayMonth(month),
    stateFiscal: stateFiscalYear(month),
    federalFiscal: federalFiscalYear(month),
    stage: stageOf(state),
    asOf: { cws: asOf(imports, 'cws'), calworks: asOf(imports, 'calworks') },
    next: nextStep(state),
    stale: staleness(state),
    waiting,
    decided,
    reviewTotal: sum((counts) => counts.todo + counts.same + counts.different + counts.hold),
    sinceLast:
      run === undefined || runBefore(store, month) === undefined ? null : carriedCounts(store, run.runId),
    linksByTier: tierTitles.map(({ tier, title }) => ({
      tier,
      title,
      links: links.byTier.find((entry) => entry.tier === tier)?.links ?? 0,
    })),
    linkedPersons: links.persons,
    imports: imports.map((record) => ({
      importId: record.importId,
      system: record.system,
      title: extractKind(record.kind).title,
      fileName: record.fileName,
      asOf: isoDate(record.asOf),
      importedAt: record.importedAt,
      read: record.read,
      imported: record.imported,
      rejected: record.rejected,
      fresh: record.fresh,
      changed: record.changed,
      unchanged: record.unchanged,
      findings: record.findings,
    })),
    lists: lists.map(({ listId, title, state: listState, rows, changes }) => ({
      listId,
      title,
      state: listState,
      rows,
      changes: { ...changes },
    })),
  };
}

interface MonthState {
  readonly month: Month;
  readonly imports: readonly ImportRecord[];
  readonly run: MatchRun | undefined;
  readonly waiting: MonthOverview['waiting'];
  readonly decided: number;
  readonly prepared: number;
  readonly published: number;
}

function stageOf({ imports, run, waiting, decided, published }: MonthState): MonthStage {
  if (imports.length === 0) return 'empty';
  if (run === undefined) return 'imported';
  if (published > 0) return 'published';
  if (waiting.nearMatches + waiting.mismatches === 0) return 'reviewed';
  return decided > 0 ? 'in_review' : 'matched';
}

const peopleKinds = ['cws_client', 'cw_person'] as const;

function nextStep(state: MonthState): MonthOverview['next'] {
  const { month, imports, run, waiting, prepared, published } = state;
  const missing = peopleKinds.filter((kind) => !imports.some((record) => record.kind === kind));
  const title = displayMonth(month);
  if (missing.length > 0) {
    const what = missing.map((kind) => extractKind(kind).title).join(' and ');
    return {
      sentence: `Import the ${title} extracts: ${what} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      action: 'import',
    };
  }
  if (run === undefined || staleness(state) !== null) {
    return { sentence: `Match the people of both systems for ${title}.`, action: 'match' };
  }
  if (waiting.nearMatches > 0) {
    return {
      sentence: `${counted(waiting.nearMatches, 'near match', 'near matches')} to review.`,
      action: 'review',
    };
  }
  if (waiting.mismatches > 0) {
    return {
      sentence: `${counted(waiting.mismatches, 'mismatch', 'mismatches')} to resolve.`,
      action: 'mismatches',
    };
  }
  if (published === 0) {
    return {
      sentence:
        prepared === 0
          ? `Everything is decided. Prepare the ${title} lists.`
          : `Everything is decided. Check and publish the ${title} lists.`,
      action: 'lists',
    };
  }
  return { sentence: `${title} is done. The outcomes are up to date.`, action: 'outcomes' };
}

/** New data after the matching that used the data. */
function staleness({ imports, run }: MonthState): string | null {
  if (run === undefined) return null;
  const later = imports.filter(
    (record) => peopleKinds.some((kind) => kind === record.kind) && record.importId > run.newestImport,
  );
  return later.length === 0
    ? null
    : `${later.map((record) => record.fileName).join(', ')} came after the last matching. Match again.`;
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

function asOf(imports: readonly ImportRecord[], system: ImportRecord['system']): string | null {
  const newest = imports.filter((record) => record.system === system).map((record) => record.asOf);
  return newest.length === 0 ? null : isoDate(Math.max(...newest));
}
