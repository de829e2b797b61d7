import { LinkdeskError } from '../domain/error.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import type { PersonEvidence } from '../review/compare/personFields.ts';
import { pairUnknown } from '../review/pairKeys.ts';
import { type MatchRun, runOfMonth } from '../store/matchRuns.ts';
import { type PairKey, pairByKey, type StoredPair } from '../store/pairs.ts';
import { aidPersonIn, type AidPersonRow, clientIn, type ClientRow, type PersonRow } from '../store/people.ts';
import { otherNamesOf } from '../store/otherNames.ts';
import type { ReadStore } from '../store/store.ts';

/** A pair of a month with both its records, as the run compared them. */
export interface PairRecords {
  readonly run: MatchRun;
  readonly pair: StoredPair;
  readonly client: ClientRow;
  readonly person: AidPersonRow;
  readonly left: PersonEvidence;
  readonly right: PersonEvidence;
}

/** Throws NOT_MATCHED, PAIR_UNKNOWN. */
export function pairRecords(store: ReadStore, month: Month, key: PairKey): PairRecords {
  const run = runOfMonth(store, month);
  if (run === undefined) {
    throw new LinkdeskError(
      'NOT_MATCHED',
      `${displayMonth(month)} has not been matched. Run the match first.`,
    );
  }
  const pair = pairByKey(store, run.runId, key);
  const client = clientIn(store, key.clientKey, run.cwsImport);
  const person = aidPersonIn(store, key.cwin, run.cwImport);
  if (pair === undefined || client === undefined || person === undefined) throw pairUnknown();
  const otherNames = otherNamesOf(store, key.clientKey);
  const estimated = client.birth_date_basis === 'Y' || client.birth_date_basis === 'U';
  return {
    run,
    pair,
    client,
    person,
    left: { ...evidence(client), birthEstimated: estimated, otherNames },
    right: evidence(person),
  };
}

function evidence(row: PersonRow): PersonEvidence {
  return {
    firstName: row.first_name ?? '',
    middleName: row.middle_name ?? '',
    lastName: row.last_name ?? '',
    suffix: row.name_suffix ?? '',
    birthDay: row.birth_date,
    birthEstimated: false,
    sex: row.sex ?? '',
    ssn: row.ssn ?? '',
    cin: row.cin ?? '',
    street: row.street ?? '',
    city: row.city ?? '',
    zip: row.zip ?? '',
    phone: row.phone ?? '',
    otherNames: [],
  };
}
