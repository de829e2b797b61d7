import type { Decision } from '../store/decisions.ts';
import { aidPersonAt, aidPersonIn, clientAt, clientIn, type PersonRow } from '../store/people.ts';
import type { MatchRun } from '../store/matchRuns.ts';
import type { PairKey } from '../store/pairs.ts';
import type { ReadStore } from '../store/store.ts';
import { identityFields } from './fingerprint.ts';

/** An identity value that is not what it was when the pair was decided. */
export interface ChangedValue {
  readonly side: 'left' | 'right';
  readonly field: (typeof identityFields)[number];
  /** Civil day for `birth_date`; null = not recorded. */
  readonly before: string | number | null;
  readonly now: string | number | null;
}

/** What changed in the identity of either side between an earlier decision and this month's extracts. */
export function thenAndNow(
  store: ReadStore,
  decision: Decision,
  run: MatchRun,
  { clientKey, cwin }: PairKey,
): readonly ChangedValue[] {
  return [
    ...differences(
      'left',
      clientAt(store, clientKey, decision.cwsImport),
      clientIn(store, clientKey, run.cwsImport),
    ),
    ...differences(
      'right',
      aidPersonAt(store, decision.cwin, decision.cwImport),
      aidPersonIn(store, cwin, run.cwImport),
    ),
  ];
}

function differences(
  side: ChangedValue['side'],
  before: PersonRow | undefined,
  now: PersonRow | undefined,
): readonly ChangedValue[] {
  if (before === undefined || now === undefined) return [];
  return identityFields
    .filter((field) => before[field] !== now[field])
    .map((field) => ({ side, field, before: before[field], now: now[field] }));
}
