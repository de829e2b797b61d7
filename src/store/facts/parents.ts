import type { CivilDay } from '../../domain/civilDate.ts';
import { parentIn } from '../../domain/relationships.ts';
import { rawStatement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Parent } from './facts.ts';

type RelationshipRow = readonly [
  firstKey: string,
  secondKey: string,
  code: string,
  from: CivilDay | null,
  to: CivilDay | null,
];

/** Some people by client key. */
export interface PeopleByKey {
  readonly keys: () => Iterable<string>;
  readonly has: (clientKey: string) => boolean;
}

/**
 * Those parents of the children who are among some people, by relationship rows of either direction, by child key
 * (domain.md 3.6). The rows are read out of their index alone.
 */
export function readParents(
  store: ReadStore,
  sources: FactSources,
  childKeys: ReadonlySet<string>,
  people: PeopleByKey,
): ReadonlyMap<string, readonly Parent[]> {
  if (childKeys.size === 0) return new Map();
  const rowsOf = (keys: Iterable<string>): readonly RelationshipRow[] =>
    rawStatement<RelationshipRow>(
      store,
      `SELECT r.client_key, r.related_client_key, r.relationship, r.start_date, r.end_date
       FROM json_each(:keys) k CROSS JOIN cws_relationship r INDEXED BY cws_relationship_by_key ON r.client_key = k.value
       WHERE ${presentIn('r', 'import')}`,
    ).all({ keys: keyList(keys), import: importOf(sources, 'cws_relationship') });
  const parentsIn = (rows: readonly RelationshipRow[]) =>
    rows.flatMap((row) => {
      const [firstKey, secondKey, code, from, to] = row;
      const side = parentIn(code);
      if (side === undefined) return [];
      const [parentKey, childKey] = side === 'first' ? [firstKey, secondKey] : [secondKey, firstKey];
      return childKeys.has(childKey) && people.has(parentKey)
        ? [{ row, parent: { childKey, parentKey, code, from, to } }]
        : [];
    });
  const others = [...people.keys()].filter((key) => !childKeys.has(key));

  const parents = new Map<string, Parent>();
  const found = [...parentsIn(rowsOf(childKeys)), ...parentsIn(rowsOf(others))];
  for (const { parent } of found.sort((a, b) => rowOrder(a.row, b.row))) {
    parents.set(`${parent.childKey} ${parent.parentKey} ${parent.code}`, parent);
  }
  return groupedBy(parents.values(), (parent) => parent.childKey);
}

/** By the first client, the second, and the code; only few rows of those read are left to be put in order. */
function rowOrder(a: RelationshipRow, b: RelationshipRow): number {
  const place = [0, 1, 2].find((column) => a[column] !== b[column]);
  return place === undefined ? 0 : a[place]! < b[place]! ? -1 : 1;
}
