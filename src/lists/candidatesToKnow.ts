import type { CivilDay } from '../domain/civilDate.ts';
import { isCaretaker } from '../store/facts/aidCases.ts';
import type { SituationFacts } from '../store/facts/facts.ts';
import type { PeopleWanted } from '../store/facts/listFacts.ts';
import { type Candidate, candidates } from './candidates.ts';
import type { Condition } from './conditions/condition.ts';
import { holds } from './conditions/rules.ts';
import type { Branch, ListDefinition } from './definition.ts';

/** Candidates of each branch, in the order of the facts. */
export type BranchCandidates = ReadonlyMap<Branch, Iterable<Candidate>>;

/** Everybody whom the definition's branches look at. */
export const everyCandidate = (
  { branches }: ListDefinition,
  facts: SituationFacts,
  day: CivilDay,
): BranchCandidates => new Map(branches.map((branch) => [branch, candidates(branch.from, facts, day)]));

/** Conditions that ask about the people themselves, not where they stand. */
const asksOfPeople: ReadonlySet<Condition['test']> = new Set([
  'unrestricted',
  'alive',
  'work_status',
  'clock_remaining',
]);

/**
 * The candidates who may come onto the list by where they stand, and those of last month's rows: only they need to be
 * known any further.
 */
export function candidatesToKnow(
  definition: ListDefinition,
  facts: SituationFacts,
  day: CivilDay,
  watched: ReadonlySet<string>,
): BranchCandidates {
  const nobody = {
    clients: new Map(),
    aidPersons: new Map(),
    socialWorkers: new Map(),
    aidWorkers: new Map(),
  };
  const situation = { ...facts, ...nobody };
  const isWatched = watchedBy(watched);
  const chosen = new Map<Branch, readonly Candidate[]>();
  for (const [branch, all] of everyCandidate(definition, facts, day)) {
    const conditions = branch.conditions.filter(({ test }) => !asksOfPeople.has(test));
    const kept: Candidate[] = [];
    for (const candidate of all) {
      const question = { candidate, facts: situation, day };
      if (conditions.every((condition) => holds(condition, question)) || isWatched(candidate)) {
        kept.push(candidate);
      }
    }
    chosen.set(branch, kept);
  }
  return chosen;
}

/**
 * Whether a candidate may be in one of these rows, by the person or the child in it: by the person of the index to whom
 * its link says that it belongs, or by its own keys.
 */
function watchedBy(rowIds: ReadonlySet<string>): (candidate: Candidate) => boolean {
  const persons = new Set<string>();
  const children = new Set<string>();
  for (const rowId of rowIds) {
    const [, person, child] = rowId.split('~');
    persons.add(person!);
    children.add(child!);
  }
  const has = (ids: ReadonlySet<string>, { link, cwin }: Candidate, key: string): boolean =>
    link.personId === null || ids.has(String(link.personId)) || ids.has(key) || ids.has(cwin);
  return (candidate) =>
    rowIds.size > 0 &&
    (candidate.clientKey === null
      ? has(children, candidate, candidate.involvement.childKey)
      : has(persons, candidate, candidate.clientKey));
}

/** Whom these candidates make it necessary to know. */
export function peopleOf(chosen: BranchCandidates, { links }: SituationFacts): PeopleWanted {
  const linked = new Set([...links.values()].flatMap((all) => all.map(({ cwin }) => cwin)));
  const [clientKeys, cwins, involvements] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const some of chosen.values()) {
    for (const { involvement, clientKey, cwin, membership } of some) {
      involvements.add(involvement.key);
      clientKeys.add(involvement.childKey);
      if (clientKey !== null) clientKeys.add(clientKey);
      if (linked.has(cwin) || isCaretaker(membership?.role)) cwins.add(cwin);
    }
  }
  return { clientKeys, cwins, involvements };
}
