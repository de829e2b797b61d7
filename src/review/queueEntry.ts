import type { Month } from '../domain/month.ts';
import { normaliseName } from '../domain/names.ts';
import type { FoundPair, Queue, QueueEntry, Raised } from '../store/pairs.ts';
import { type AidPersonRow, type ClientRow, type PersonRow, systemsServing } from '../store/people.ts';
import type { ReadStore } from '../store/store.ts';
import type { PriorDecision } from './priorDecisions.ts';

/** Kind of a pair that only an earlier decision brings back. */
const decidedBefore = 'decided_before';

export interface RaisedPair {
  readonly pair: FoundPair;
  readonly client: ClientRow;
  readonly person: AidPersonRow;
  readonly prior: PriorDecision | undefined;
  /** The same pair in the month before, or in this month's earlier matching. */
  readonly before: Raised | undefined;
  readonly month: Month;
}

/**
 * How a pair stands in the queues: as to do when it is new or its identity data changed, as decided when an earlier
 * decision carries over.
 */
export function queueEntry(
  store: ReadStore,
  { pair, client, person, prior, before, month }: RaisedPair,
): QueueEntry {
  return {
    queue: isKeptApart(client) ? 'restricted' : generalQueue(pair, prior),
    kind: pair.reasons[0] ?? before?.reasons[0] ?? decidedBefore,
    ...standing(prior, month),
    since: before?.since ?? prior?.decision.month ?? month,
    usefulness: usefulness(pair.probability, systemsServing(store, pair.clientKey, pair.cwin)),
    leftName: shownName(client),
    rightName: shownName(person),
    leftBirth: client.birth_date,
    rightBirth: person.birth_date,
    leftSearch: searchName(client),
    rightSearch: searchName(person),
  };
}

/** Sensitive and adopted clients have a queue of their own, out of sight of the others (SCC-13). */
export const isKeptApart = ({ sensitivity, adoption_status }: ClientRow): boolean =>
  sensitivity === 'S' || (adoption_status !== null && adoption_status !== '' && adoption_status !== 'N');

function generalQueue(pair: FoundPair, prior: PriorDecision | undefined): Queue {
  if (pair.decision === 'mismatch') return 'mismatch';
  const before = prior?.decision.queue ?? 'review';
  // decided while the client was kept apart, which it no longer is
  return before === 'restricted' ? 'review' : before;
}

function standing(prior: PriorDecision | undefined, month: Month): Pick<QueueEntry, 'state' | 'carried'> {
  if (prior === undefined) return { state: 'todo', carried: 'no' };
  const { decision, evidence } = prior;
  if (evidence === 'reopened') return { state: 'todo', carried: 'reopened' };
  if (decision.month === month) return { state: decision.verdict, carried: 'no' };
  return { state: decision.verdict, carried: evidence === 'same' ? 'carried' : 'carried_changed' };
}

/** Uncertain pairs of people who are served right now come first (review-ux 4.5). */
function usefulness(probability: number, serving: number): number {
  return Math.round(1000 * (0.1 + 4 * probability * (1 - probability)) * (1 + serving));
}

/** A name as its system has it: `GARCIA, MARIA L`. */
export function shownName({ first_name, middle_name, last_name, name_suffix }: PersonRow): string {
  const given = [first_name, middle_name].filter(Boolean).join(' ');
  const family = [last_name, name_suffix].filter(Boolean).join(' ');
  return [family, given].filter(Boolean).join(', ');
}

const searchName = ({ first_name, last_name }: PersonRow): string =>
  normaliseName(`${last_name ?? ''} ${first_name ?? ''}`);
