import { lastDay, type Month } from '../../src/domain/month.ts';
import { updateIndex } from '../../src/register/updateIndex.ts';
import { priorDecisions } from '../../src/review/priorDecisions.ts';
import { saveMatching } from '../../src/review/saveMatching.ts';
import { newestImport } from '../../src/store/imports.ts';
import type { FoundPair, PairDecision } from '../../src/store/pairs.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { at, importRows, type Values } from '../store/testStore.ts';

/** A pair as the engine would give it: client key, CWIN, what is done with it. */
export const pair = (
  clientKey: string,
  cwin: string,
  decision: PairDecision,
  more: Partial<FoundPair> = {},
): FoundPair => ({
  clientKey,
  cwin,
  decision,
  tier: 'score',
  rule: 'birth date + soundex',
  weight: 12,
  probability: decision === 'link' ? 0.999 : 0.6,
  levels: Uint8Array.of(2, 0, 1),
  household: 0,
  support: 0,
  reasons: decision === 'link' ? [] : ['close'],
  ...more,
});

export interface MonthOfPeople {
  readonly clients: readonly Values[];
  readonly persons: readonly Values[];
  readonly pairs: readonly FoundPair[];
}

/** Imports a month's people and keeps the pairs as a matching's result, with the index updated. Returns the run's id. */
export async function matchedMonth(store: WriteStore, month: Month, people: MonthOfPeople): Promise<number> {
  await importRows(store, 'cws_client', month, people.clients);
  await importRows(store, 'cw_person', month, people.persons);
  return matchAgain(store, month, people.pairs);
}

/** Keeps another matching of a month whose people are imported. */
export function matchAgain(store: WriteStore, month: Month, pairs: readonly FoundPair[], time = at): number {
  const runId = saveMatching(
    store,
    {
      month,
      startedAt: time,
      finishedAt: time,
      engine: 'by hand',
      cwsImport: newestImport(store, 'cws_client', month)!.importId,
      cwImport: newestImport(store, 'cw_person', month)!.importId,
      leftRecords: 0,
      rightRecords: 0,
      settings: {},
      model: {},
      plan: {},
      estimates: {},
      counts: { day: lastDay(month) },
    },
    pairs,
    priorDecisions(store, month),
  );
  updateIndex(store, runId, time);
  return runId;
}

/** A client and a CalWORKs person by number, made up alike. */
export const client = (n: number, more: Values = {}): Values => ({
  client_key: `Client${String(n).padStart(4, '0')}`,
  first_name: 'MARIA',
  last_name: `GARCIA${String.fromCharCode(64 + n)}`,
  birth_date: 10_000 + n,
  sex: 'F',
  ...more,
});
export const person = (n: number, more: Values = {}): Values => ({
  cwin: String(n).padStart(9, '0'),
  first_name: 'MARIA',
  last_name: `GARCIA${String.fromCharCode(64 + n)}`,
  birth_date: 10_000 + n,
  sex: 'F',
  ...more,
});
export const clientKey = (n: number): string => `Client${String(n).padStart(4, '0')}`;
export const cwin = (n: number): string => String(n).padStart(9, '0');
