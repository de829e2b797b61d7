import type { CivilDay } from '../../domain/civilDate.ts';
import { parentIn } from '../../domain/relationships.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Parent } from './facts.ts';

interface RelationshipRow {
  readonly firstKey: string;
  readonly secondKey: string;
  readonly code: string;
  readonly from: CivilDay | null;
  readonly to: CivilDay | null;
}

/** Parents of the children by relationship rows of either direction, by child key (domain.md 3.6). */
export function readParents(
  store: ReadStore,
  sources: FactSources,
  childKeys: ReadonlySet<string>,
): ReadonlyMap<string, readonly Parent[]> {
  const rowsWhere = (side: string): readonly RelationshipRow[] =>
    statement<RelationshipRow>(
      store,
      `SELECT r.client_key AS firstKey, r.related_client_key AS secondKey, r.relationship AS code,
         r.start_date AS "from", r.end_date AS "to"
       FROM json_each(:keys) k CROSS JOIN cws_relationship r ON r.${side} = k.value
       WHERE ${presentIn('r', 'import')} ORDER BY r.client_key, r.related_client_key, r.relationship`,
    ).all({ keys: keyList(childKeys), import: importOf(sources, 'cws_relationship') });

  const parents = new Map<string, Parent>();
  for (const row of [...rowsWhere('client_key'), ...rowsWhere('related_client_key')]) {
    const side = parentIn(row.code);
    if (side === undefined) continue;
    const [parentKey, childKey] =
      side === 'first' ? [row.firstKey, row.secondKey] : [row.secondKey, row.firstKey];
    const { code, from, to } = row;
    if (childKeys.has(childKey))
      parents.set(`${childKey} ${parentKey} ${code}`, { childKey, parentKey, code, from, to });
  }
  return groupedBy(parents.values(), (parent) => parent.childKey);
}
