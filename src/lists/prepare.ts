import { extractKind } from '../domain/extract.ts';
import { LinkdeskError } from '../domain/error.ts';
import { displayMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { appendAudit } from '../store/audit.ts';
import { newestDecisionEvent } from '../store/decisions.ts';
import { factsDay, factSources, missingKinds } from '../store/facts/factSources.ts';
import type { FactSources } from '../store/facts/factSources.ts';
import { readListFacts } from '../store/facts/listFacts.ts';
import { ownEntity } from '../store/facts/ownEntity.ts';
import { earlierListRun, forwardedPersons, listRows, writeListRun } from '../store/lists.ts';
import type { ListCounts, ListRow, ListRun, ListSources } from '../store/lists.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { comparedRows, standingRows } from './changes.ts';
import type { ListDefinition } from './definition.ts';
import { listDefinition } from './definitions/index.ts';
import { evaluateList } from './evaluate.ts';
import { rowsInOrder } from './rows.ts';

export interface PrepareRequest {
  readonly listId: string;
  readonly month: Month;
  /** ISO time of preparing, given by the caller. */
  readonly at: string;
}

/**
 * Makes the draft of a month's list: who is on it as of the month's last day (or the extracts' day before it), each
 * row with its reasons, new, continuing or ended against the list before, and who was left out and why.
 * Throws NO_SUCH_LIST, NO_EXTRACT, NOT_MATCHED, COUNTY_UNKNOWN.
 */
export function prepareList(store: WriteStore, { listId, month, at }: PrepareRequest): ListRun {
  const definition = listDefinition(listId);
  const sources = factSources(store, month);
  requireExtracts(definition, sources);
  const matchRun = runOfMonth(store, month)?.runId;
  if (matchRun === undefined) {
    throw new LinkdeskError(
      'NOT_MATCHED',
      `${displayMonth(month)} has not been matched, so nobody is known in both systems yet. Run the match first.`,
    );
  }
  const day = factsDay(sources, definition.requires);
  const earlier = earlierListRun(store, listId, month);
  const before =
    earlier === undefined
      ? null
      : { run: earlier, rows: standingRows(listRows(store, earlier.listRunId), forwardedPersons(store)) };
  const facts = readListFacts(store, {
    sources,
    runId: matchRun,
    window: { since: Math.min(before?.run.asOf ?? day, day), day },
    ownEntity: ownEntity(store),
    referrals: asks(definition, 'cws_referral'),
    allParents: asks(definition, 'cws_relationship'),
  });
  const { rows, excluded, gone } = evaluateList(definition, facts, day, new Set(before?.rows.keys()));
  const kept = comparedRows(rowsInOrder(definition, rows, facts, day), before, gone);
  return transaction(store, () => {
    const run = writeListRun(
      store,
      {
        listId,
        definitionVersion: definition.version,
        definition: JSON.stringify(definition),
        month,
        asOf: day,
        matchRun,
        sources: sourcesOf(store, sources),
        counts: countsOf(definition, kept, before?.run),
        excluded,
        notes: notesOf(definition, month, before?.run),
        preparedAt: at,
      },
      kept,
    );
    appendAudit(store, {
      at,
      action: 'list_prepared',
      subject: `${listId} ${month} v${run.version}`,
      details: { rows: run.counts.rows },
    });
    return run;
  });
}

const asks = (definition: ListDefinition, kind: ListDefinition['requires'][number]): boolean =>
  definition.requires.includes(kind);

function requireExtracts(definition: ListDefinition, sources: FactSources): void {
  const missing = missingKinds(sources, definition.requires);
  if (missing.length === 0) return;
  const titles = missing.map((kind) => extractKind(kind).title).join(', ');
  throw new LinkdeskError(
    'NO_EXTRACT',
    `There is no ${definition.id} list for ${displayMonth(sources.month)} because these extracts of that month are not imported: ${titles}. Import them, then prepare the list again.`,
  );
}

function sourcesOf(store: ReadStore, { imports }: FactSources): ListSources {
  return {
    imports: [...imports.values()].map(({ kind, importId, month, asOf, fileName, sha256, imported }) => ({
      kind,
      importId,
      month,
      asOf,
      fileName,
      sha256,
      rows: imported,
    })),
    lastDecision: newestDecisionEvent(store),
  };
}

function countsOf(
  definition: ListDefinition,
  rows: readonly ListRow[],
  before: ListRun | undefined,
): ListCounts {
  const changes = { new: 0, continuing: 0, ended: 0 };
  const inBranch = new Map<string, number>();
  for (const { change, branch } of rows) {
    changes[change] += 1;
    if (change !== 'ended') inBranch.set(branch, (inBranch.get(branch) ?? 0) + 1);
  }
  return {
    rows: changes.new + changes.continuing,
    changes,
    branches: definition.branches.map(({ id, title }) => ({
      branch: id,
      title,
      rows: inBranch.get(id) ?? 0,
    })),
    comparedWith: before === undefined ? null : { month: before.month, version: before.version },
  };
}

function notesOf(definition: ListDefinition, month: Month, before: ListRun | undefined): readonly string[] {
  if (before === undefined) {
    return [
      ...definition.notes,
      `There is no list before ${displayMonth(month)}, so every row counts as new.`,
    ];
  }
  const otherRule =
    before.definitionVersion === definition.version
      ? []
      : [
          `The list of ${displayMonth(before.month)} was made by version ${before.definitionVersion} of the definition; changes may come from that.`,
        ];
  return [
    ...definition.notes,
    `New, continuing and ended are counted against the list of ${displayMonth(before.month)}, version ${before.version}.`,
    ...otherRule,
  ];
}
