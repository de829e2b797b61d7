import type { CivilDay } from '../domain/civilDate.ts';
import type { ListFacts } from '../store/facts/facts.ts';
import type { Candidate } from './candidates.ts';
import { type BranchCandidates, everyCandidate } from './candidatesToKnow.ts';
import type { Condition, Question } from './conditions/condition.ts';
import { because, holds, otherwise } from './conditions/rules.ts';
import type { Branch, ListDefinition } from './definition.ts';

/** Somebody on the list. */
export interface EvaluatedRow {
  /** The same every month for the same person, child and branch, as long as the index knows them as the same. */
  readonly rowId: string;
  readonly branch: Branch;
  readonly candidate: Candidate;
  readonly personId: number | null;
  readonly childPersonId: number | null;
  /** Why the row is on the list, a sentence each. */
  readonly reasons: readonly string[];
}

export interface Evaluation {
  /** In the order of the definition's branches, then of the facts. */
  readonly rows: readonly EvaluatedRow[];
  /** Rows that met a branch but were left out, by reason; most first. */
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  /** Of the watched row ids that are not on the list: why not, where the facts still say. */
  readonly gone: ReadonlyMap<string, string>;
}

/** What became of a row id: the best of its candidates counts. */
type Outcome =
  | { readonly rank: 3; readonly row: EvaluatedRow }
  | { readonly rank: 2; readonly reason: string }
  | { readonly rank: 1; readonly met: number; readonly reason: string };

/**
 * Who is on a list as of a day. Rows and exclusions together are everybody who meets a branch, each counted once.
 * `watched` row ids (last month's list) that are not on it get a reason; `chosen` candidates: those who can be either.
 */
export function evaluateList(
  definition: ListDefinition,
  facts: ListFacts,
  day: CivilDay,
  watched: ReadonlySet<string> = new Set(),
  chosen: BranchCandidates = everyCandidate(definition, facts, day),
): Evaluation {
  const outcomes = new Map<string, Outcome>();
  for (const [branch, some] of chosen) {
    for (const candidate of some) {
      const question = { candidate, facts, day };
      const unmet = branch.conditions.find((condition) => !holds(condition, question));
      // most candidates fail and nobody asks why
      if (unmet !== undefined && watched.size === 0) continue;
      const rowId = rowIdOf(branch, candidate, facts);
      const found = outcomes.get(rowId);
      if (found?.rank === 3) continue;
      const outcome =
        unmet === undefined
          ? outcomeOf(definition, branch, rowId, question)
          : watched.has(rowId)
            ? unmetOutcome(branch, unmet, question)
            : undefined;
      if (outcome !== undefined && (found === undefined || isBetter(outcome, found))) {
        outcomes.set(rowId, outcome);
      }
    }
  }
  return summary(outcomes, watched);
}

const isBetter = (outcome: Outcome, than: Outcome): boolean =>
  outcome.rank > than.rank || (outcome.rank === 1 && than.rank === 1 && outcome.met > than.met);

const unmetOutcome = (branch: Branch, unmet: Condition, question: Question): Outcome => ({
  rank: 1,
  met: branch.conditions.indexOf(unmet),
  reason: otherwise(unmet, question),
});

/** What becomes of a candidate who meets a branch: a row, or an exclusion to be counted. */
function outcomeOf(definition: ListDefinition, branch: Branch, rowId: string, question: Question): Outcome {
  const exclusion = definition.exclusions.find((condition) => !holds(condition, question));
  if (exclusion !== undefined) return { rank: 2, reason: otherwise(exclusion, question) };
  const { candidate, facts } = question;
  const reasons = branch.conditions
    .map((condition) => because(condition, question))
    .filter((words) => words !== '');
  return {
    rank: 3,
    row: {
      rowId,
      branch,
      candidate,
      personId: personIdOf(candidate, facts),
      childPersonId: facts.clients.get(candidate.involvement.childKey)?.personId ?? null,
      reasons,
    },
  };
}

function personIdOf({ clientKey, cwin }: Candidate, facts: ListFacts): number | null {
  const ofClient = clientKey === null ? null : (facts.clients.get(clientKey)?.personId ?? null);
  return ofClient ?? facts.aidPersons.get(cwin)?.personId ?? null;
}

/** Index ids where there are any, so that a row outlives a changed CWIN or a second CWS record of the same child. */
function rowIdOf(branch: Branch, candidate: Candidate, facts: ListFacts): string {
  const { involvement, clientKey, cwin } = candidate;
  const person = personIdOf(candidate, facts) ?? clientKey ?? cwin;
  const child = facts.clients.get(involvement.childKey)?.personId ?? involvement.childKey;
  return `${branch.id}~${person}~${child}`;
}

function summary(outcomes: ReadonlyMap<string, Outcome>, watched: ReadonlySet<string>): Evaluation {
  const rows: EvaluatedRow[] = [];
  const excluded = new Map<string, number>();
  const gone = new Map<string, string>();
  for (const [rowId, outcome] of outcomes) {
    if (outcome.rank === 3) {
      rows.push(outcome.row);
      continue;
    }
    if (outcome.rank === 2) excluded.set(outcome.reason, (excluded.get(outcome.reason) ?? 0) + 1);
    if (watched.has(rowId)) gone.set(rowId, outcome.reason);
  }
  return {
    rows,
    excluded: [...excluded]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    gone,
  };
}
