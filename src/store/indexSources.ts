import type { SourceSystem } from '../domain/extract.ts';
import type { PairKey, PairState } from './pairs.ts';
import type { MatchRun } from './matchRuns.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A source record that stands in a run's extracts, and how far it may be seen. */
export interface IndexedRecord {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  /** N none, S sensitive, R sealed; null = not recorded, and always for CalWORKs. */
  readonly sensitivity: string | null;
  readonly sealed: number | null;
  readonly adoptionStatus: string | null;
  /** The id that this one took the place of. */
  readonly formerKey: string | null;
}

/** Every person record of a run's two extracts, CWS first, in the order of their keys. */
export function recordsInRun(store: ReadStore, run: MatchRun): readonly IndexedRecord[] {
  return [
    ...statement<IndexedRecord>(
      store,
      `SELECT 'cws' AS system, client_key AS sourceKey, sensitivity, sealed, adoption_status AS adoptionStatus,
         NULL AS formerKey
       FROM cws_client WHERE first_import <= :import AND last_import >= :import ORDER BY client_key`,
    ).all({ import: run.cwsImport }),
    ...statement<IndexedRecord>(
      store,
      `SELECT 'calworks' AS system, cwin AS sourceKey, NULL AS sensitivity, NULL AS sealed, NULL AS adoptionStatus,
         former_cwin AS formerKey
       FROM cw_person WHERE first_import <= :import AND last_import >= :import ORDER BY cwin`,
    ).all({ import: run.cwImport }),
  ];
}

/** A pair of a run that may join two records. */
export interface JoiningPair extends PairKey {
  /** Kept apart from the tier: people are asked about it. */
  readonly queued: boolean;
  readonly state: PairState | null;
  readonly carried: string | null;
  readonly probability: number;
  readonly weight: number;
}

/** The links of a run and all pairs that people are asked about, surest first. */
export const joiningPairs = (store: ReadStore, runId: number): readonly JoiningPair[] =>
  statement<Omit<JoiningPair, 'queued'> & { queued: number }>(
    store,
    `SELECT client_key AS clientKey, cwin, queue IS NOT NULL AS queued, state, carried, probability, weight
     FROM match_pair WHERE run_id = ? AND (queue IS NOT NULL OR decision = 'link')
     ORDER BY probability DESC, weight DESC, client_key, cwin`,
  )
    .all(runId)
    .map((pair) => ({ ...pair, queued: pair.queued === 1 }));

/** The pairs of a run by which two records are one person now: linked and not asked about, or decided Same. */
export const standingLinks = (store: ReadStore, runId: number): readonly JoiningPair[] =>
  joiningPairs(store, runId).filter(({ queued, state }) => !queued || state === 'same');
