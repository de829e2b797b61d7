import { LinkdeskError } from '../domain/error.ts';
import { displayMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { appendAudit } from '../store/audit.ts';
import { newestDecisionEvent } from '../store/decisions.ts';
import { factSources } from '../store/facts/factSources.ts';
import { openQuestions } from '../store/facts/openQuestions.ts';
import { knownNow } from '../store/knowledge.ts';
import { earlierListRun, listChecksum, newestListRun, publishListRun } from '../store/lists.ts';
import type { ListRun } from '../store/lists.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import { indexChangedSince } from '../store/persons.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';

export interface PublishRequest {
  readonly listId: string;
  readonly month: Month;
  /** Publish although near matches or mismatches are open; their number goes into the notes. */
  readonly acceptOpenQuestions: boolean;
  /** ISO time, given by the caller. */
  readonly at: string;
}

/** The newest version of a list of a month. Throws LIST_MISSING when it was never prepared. */
export function preparedList(store: ReadStore, listId: string, month: Month): ListRun {
  const run = newestListRun(store, listId, month);
  if (run !== undefined) return run;
  throw new LinkdeskError(
    'LIST_MISSING',
    `The ${listId} list of ${displayMonth(month)} has not been prepared. Prepare it first.`,
  );
}

/** Why a draft no longer says what preparing it now would say; undefined when it is current. */
export function staleness(store: ReadStore, run: ListRun): string | undefined {
  const { month, matchRun, sources } = run;
  if (runOfMonth(store, month)?.runId !== matchRun) return 'the month has been matched again';
  if (newestDecisionEvent(store) > sources.lastDecision) return 'decisions have been made';
  const read = new Map(sources.imports.map(({ kind, importId }) => [kind, importId]));
  const { imports } = factSources(store, month);
  if ([...imports.values()].some(({ kind, importId }) => read.get(kind) !== importId)) {
    return 'extracts have been imported or undone';
  }
  if (indexChangedSince(store, sources.indexUpdate)) return 'the common client index has changed';
  return beforeChanged(store, run) ? 'the list before it has been prepared again' : undefined;
}

/** Whether the list that the rows were compared with is no longer the list before. */
function beforeChanged(store: ReadStore, { listId, month, counts, preparedAt }: ListRun): boolean {
  const before = earlierListRun(store, listId, month, knownNow(store).at);
  if (before === undefined) return false;
  const { comparedWith } = counts;
  return (
    before.month !== comparedWith?.month ||
    before.version !== comparedWith.version ||
    before.preparedAt > preparedAt
  );
}

/**
 * Freezes the draft with its checksum. Throws LIST_MISSING, LIST_NOT_DRAFT, LIST_OUT_OF_DATE when matching or
 * decisions came after it, and OPEN_QUESTIONS while pairs are undecided that could change it, unless accepted
 * (review-ux.md 4.7).
 */
export function publishList(
  store: WriteStore,
  { listId, month, acceptOpenQuestions, at }: PublishRequest,
): ListRun {
  return transaction(store, () => {
    const draft = preparedList(store, listId, month);
    const stale = draft.state === 'draft' ? staleness(store, draft) : undefined;
    if (stale !== undefined) {
      throw new LinkdeskError(
        'LIST_OUT_OF_DATE',
        `Since this list was prepared, ${stale}. Prepare it again, look at it, then publish it.`,
      );
    }
    const open = openQuestions(store, draft.matchRun);
    if (open > 0 && !acceptOpenQuestions) {
      throw new LinkdeskError(
        'OPEN_QUESTIONS',
        `${open} near matches or mismatches are undecided and could add rows to this list or take some away. Decide them, or publish with their number in the notes.`,
        { open },
      );
    }
    const checksum = listChecksum(store, draft.listRunId);
    const published = publishListRun(store, draft, at, [
      ...draft.notes,
      ...(open > 0 ? [`Published with ${open} near matches or mismatches undecided.`] : []),
      `Checksum of the rows: ${checksum}.`,
    ]);
    appendAudit(store, {
      at,
      action: 'list_published',
      subject: `${listId} ${month} v${published.version}`,
      details: { rows: published.counts.rows, open, checksum },
    });
    return published;
  });
}
