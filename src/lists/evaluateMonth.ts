import type { CivilDay } from '../domain/civilDate.ts';
import { extractKind } from '../domain/extract.ts';
import { LinkdeskError } from '../domain/error.ts';
import { displayMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { factsDay, factSources, missingKinds } from '../store/facts/factSources.ts';
import type { FactSources } from '../store/facts/factSources.ts';
import { type PeopleAsked, readSituation } from '../store/facts/listFacts.ts';
import { ownEntity } from '../store/facts/ownEntity.ts';
import type { Knowledge } from '../store/knowledge.ts';
import { earlierListRun } from '../store/lists.ts';
import type { ListCounts, ListRow, ListRun, ListSources, NewListRun } from '../store/lists.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import type { ReadStore } from '../store/store.ts';
import { candidatesToKnow, peopleOf } from './candidatesToKnow.ts';
import { comparedRows, listBefore } from './changes.ts';
import type { ListDefinition } from './definition.ts';
import { evaluateList } from './evaluate.ts';
import { rowsInOrder } from './rows.ts';

export interface MonthAsked {
  readonly definition: ListDefinition;
  readonly month: Month;
  /** What may be known: everything, or what was known at an earlier moment. */
  readonly known: Knowledge;
  /** The list before has to be there at this ISO time. */
  readonly at: string;
  /** Day that the list is as of; without it the month's last day, or the extracts' day before it. */
  readonly day?: CivilDay;
}

export interface EvaluatedMonth {
  readonly run: Omit<NewListRun, 'preparedAt'>;
  readonly rows: readonly ListRow[];
}

/**
 * Who is on a month's list, each row with its reasons, new, continuing or ended against the list before, and who was
 * left out and why: by two times, the day that the list is as of and the moment up to which things were known.
 * Throws NO_EXTRACT, NOT_MATCHED, COUNTY_UNKNOWN.
 */
export function evaluateMonth(store: ReadStore, asked: MonthAsked): EvaluatedMonth {
  const { definition, month, known, at } = asked;
  const sources = factSources(store, month, known);
  requireExtracts(definition, sources);
  const matchRun = runOfMonth(store, month, known.newestRun)?.runId;
  if (matchRun === undefined) {
    throw new LinkdeskError(
      'NOT_MATCHED',
      `${displayMonth(month)} has not been matched, so nobody is known in both systems yet. Run the match first.`,
    );
  }
  const day = asked.day ?? factsDay(sources, definition.requires);
  const earlier = earlierListRun(store, definition.id, month, at);
  const before = earlier === undefined ? null : listBefore(store, earlier, known);
  const watched = new Set(before?.rowIds.keys());
  const situation = readSituation(store, {
    sources,
    runId: matchRun,
    window: { since: Math.min(before?.run.asOf ?? day, day), day },
    ownEntity: ownEntity(store),
    referrals: definition.requires.includes('cws_referral'),
    people: peopleAsked(definition),
  });
  const chosen = candidatesToKnow(definition, situation.facts, day, watched);
  const facts = { ...situation.facts, ...situation.people(peopleOf(chosen, situation.facts)) };
  const { rows, excluded, gone } = evaluateList(definition, facts, day, watched, chosen);
  const kept = comparedRows(rowsInOrder(definition, rows, facts, day), before, gone);
  return {
    rows: kept,
    run: {
      listId: definition.id,
      definitionVersion: definition.version,
      definition: JSON.stringify(definition),
      month,
      asOf: day,
      matchRun,
      sources: sourcesOf(sources),
      counts: countsOf(definition, kept, before?.run),
      excluded,
      notes: notesOf(definition, month, before?.run),
    },
  };
}

/** Whom the branches look at. */
function peopleAsked({ branches }: ListDefinition): PeopleAsked {
  const from = new Set(branches.map((branch) => branch.from));
  return {
    plan: from.has('named_on_plan'),
    child: from.has('involved_child') || from.has('caretaker_relative'),
    parents: from.has('birth_mother'),
    aidCase: from.has('caretaker_relative'),
  };
}

function requireExtracts(definition: ListDefinition, sources: FactSources): void {
  const missing = missingKinds(sources, definition.requires);
  if (missing.length === 0) return;
  const titles = missing.map((kind) => extractKind(kind).title).join(', ');
  throw new LinkdeskError(
    'NO_EXTRACT',
    `There is no ${definition.id} list for ${displayMonth(sources.month)} because these extracts of that month are not imported: ${titles}. Import them, then prepare the list again.`,
  );
}

/** The imports that a list reads, and what else it knew. */
export function sourcesOf({ imports, known }: FactSources): ListSources {
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
    lastDecision: known.lastDecision,
    indexUpdate: known.indexUpdate,
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
