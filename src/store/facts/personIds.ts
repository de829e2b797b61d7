import type { SourceSystem } from '../../domain/extract.ts';
import { personAt } from '../knowledge.ts';
import { rawStatement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { keyList } from './factSources.ts';
import type { FactSources } from './factSources.ts';

/** Persons of the index that records belonged to, by key; only those that are not `known` are looked up. */
function readPersonIds(
  store: ReadStore,
  { known: { indexUpdate } }: FactSources,
  system: SourceSystem,
  sourceKeys: readonly string[],
  known: (sourceKey: string) => number | undefined,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const unknown: string[] = [];
  for (const key of sourceKeys) {
    const personId = known(key);
    if (personId === undefined) unknown.push(key);
    else found.set(key, personId);
  }
  const rows = rawStatement<readonly [key: string, personId: number | null]>(
    store,
    `SELECT k.value, ${personAt(system, 'k.value')} FROM json_each(:keys) k`,
  ).all({ keys: keyList(unknown), update: indexUpdate });
  for (const [key, personId] of rows) if (personId !== null) found.set(key, personId);
  return found;
}

/** What each record says with its person of the index, by key; `known`: those that need not be looked up. */
export function withPersons<Fact>(
  store: ReadStore,
  sources: FactSources,
  system: SourceSystem,
  records: ReadonlyMap<string, readonly Fact[]>,
  known: (sourceKey: string) => number | undefined,
): ReadonlyMap<string, Fact & { readonly personId: number | null }> {
  const personIds = readPersonIds(store, sources, system, [...records.keys()], known);
  const found = new Map<string, Fact & { readonly personId: number | null }>();
  for (const [key, [record]] of records) {
    found.set(key, { ...record!, personId: personIds.get(key) ?? null });
  }
  return found;
}
