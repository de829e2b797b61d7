import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { ReadStore } from './store.ts';

/** Whether the client of a key is sensitive or sealed, by any of its rows or by its person. */
const restrictedClient = (key: string): string =>
  `EXISTS (SELECT 1 FROM cws_client c WHERE c.client_key = ${key}
     AND (coalesce(c.sensitivity, 'N') <> 'N' OR coalesce(c.sealed, 0) <> 0))
   OR ${restrictedPerson('cws', key)}`;

const restrictedPerson = (system: 'cws' | 'calworks', key: string): string =>
  `EXISTS (SELECT 1 FROM person_record r JOIN person p USING (person_id)
     WHERE r.system = '${system}' AND r.source_key = ${key} AND r.to_run IS NULL AND p.partition <> 'open')`;

/** For each field that may name somebody sensitive or sealed, how a row `x` is known to do so. */
const tests: Readonly<Record<string, string>> = {
  sensitivity: "coalesce(x.sensitivity, 'N') <> 'N'",
  sealed: 'coalesce(x.sealed, 0) <> 0',
  limited_access: "coalesce(x.limited_access, 'N') <> 'N'",
  client_key: restrictedClient('x.client_key'),
  related_client_key: restrictedClient('x.related_client_key'),
  // of a case, or of a referral
  case_key: `EXISTS (SELECT 1 FROM cws_case k WHERE k.case_key = x.case_key
      AND (coalesce(k.limited_access, 'N') <> 'N' OR ${restrictedClient('k.client_key')}))
    OR EXISTS (SELECT 1 FROM cws_referral k WHERE k.referral_key = x.case_key
      AND (${restrictedClient('k.client_key')}))`,
  cwin: restrictedPerson('calworks', 'x.cwin'),
};

/** Which rows of a kind are of somebody sensitive or sealed, and so not shown (SCC-13). */
export function restrictedRecords(
  store: ReadStore,
  kind: ExtractKindName,
  recordIds: readonly number[],
): ReadonlySet<number> {
  const named = extractKind(kind).fields.flatMap(({ name }) => tests[name] ?? []);
  if (named.length === 0) return new Set();
  const found = store.db
    .prepare<[string], number>(
      `SELECT x.record_id FROM json_each(?) k JOIN ${kind} x ON x.record_id = k.value
       WHERE ${named.map((test) => `(${test})`).join(' OR ')}`,
    )
    .pluck()
    .all(JSON.stringify(recordIds));
  return new Set(found);
}
