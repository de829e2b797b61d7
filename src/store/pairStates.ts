import { type Decision, standingDecisions } from './decisions.ts';
import type { MatchRun } from './matchRuns.ts';
import type { PairKey, PairState } from './pairs.ts';
import { currentCwins } from './people.ts';
import type { ReadStore } from './store.ts';

/** How the queued pairs of a run stood at a decision event, by what people had decided until then. */
export interface PairStates {
  /** Every pair decided until then that is not undone, under the ids it was decided under. */
  readonly decisions: readonly Decision[];
  /** The same under the ids of the run's extracts. */
  readonly today: readonly Decision[];
  /** The state of a pair that people are asked about. */
  stateOf(pair: PairKey & { readonly carried: string | null }): PairState;
}

/** The states of a run's pairs at event `lastDecision`; a decision from before a reopening counts for nothing. */
export function pairStatesAt(store: ReadStore, run: MatchRun, lastDecision: number): PairStates {
  const decisions = standingDecisions(store, lastDecision);
  const currentCwin = currentCwins(store, run.cwImport);
  const today = decisions.map((decision) => ({ ...decision, cwin: currentCwin(decision.cwin) }));
  const standing = new Map(today.map((decision) => [`${decision.clientKey}~${decision.cwin}`, decision]));
  return {
    decisions,
    today,
    stateOf({ clientKey, cwin, carried }) {
      const decision = standing.get(`${clientKey}~${cwin}`);
      if (decision === undefined) return 'todo';
      return carried === 'reopened' && decision.eventId <= run.lastDecision ? 'todo' : decision.verdict;
    },
  };
}
