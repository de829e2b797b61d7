import type { Month } from '../domain/month.ts';
import { childrenByStateId, type StateIdRow, stateIdsAfter } from '../store/families.ts';
import type { ReadStore } from '../store/store.ts';
import { personIdText, readPersonId } from './personId.ts';

/** A State ID that does not name one birth mother, as it should (SLO-3). */
export interface StateIdFinding {
  readonly stateId: string;
  /**
   * `several_mothers`: children under it have different birth mothers; `no_mother`: no child under it has one recorded;
   * `other_person`: it reads as an id of this index, and that is not the mother's.
   */
  readonly problem: 'several_mothers' | 'no_mother' | 'other_person';
  readonly children: readonly string[];
  /** Person ids of the mothers, `P-000123`, or their CWS keys where they are not in the index. */
  readonly mothers: readonly string[];
  /** CWS keys of the mothers. */
  readonly motherKeys: readonly string[];
}

/** Checks every State ID of a month's cases and referrals: a family key, the index id of the birth mother. */
export const checkStateIds = (store: ReadStore, month: Month): readonly StateIdFinding[] =>
  findingsOf(childrenByStateId(store, month));

/** State IDs that are checked at a time until a page is full. */
const checkedTogether = 500;

/** The next State IDs after one that have a problem, `limit` at most; no more families are read than it takes. */
export function stateIdFindingsAfter(
  store: ReadStore,
  month: Month,
  problem: StateIdFinding['problem'],
  { after, limit }: { readonly after: string; readonly limit: number },
): readonly StateIdFinding[] {
  const found: StateIdFinding[] = [];
  let last = after;
  while (found.length < limit) {
    const stateIds = stateIdsAfter(store, month, last, checkedTogether);
    const findings = findingsOf(childrenByStateId(store, month, stateIds));
    found.push(...findings.filter((one) => one.problem === problem));
    if (stateIds.length < checkedTogether) break;
    last = stateIds.at(-1)!;
  }
  return found.slice(0, limit);
}

function findingsOf(children: readonly StateIdRow[]): readonly StateIdFinding[] {
  const families = new Map<string, StateIdRow[]>();
  for (const row of children) {
    const family = families.get(row.stateId);
    if (family === undefined) families.set(row.stateId, [row]);
    else family.push(row);
  }
  return [...families].flatMap(([stateId, rows]) => {
    const problem = problemOf(stateId, rows);
    if (problem === undefined) return [];
    return [
      {
        stateId,
        problem,
        children: [...new Set(rows.map((row) => row.childKey))],
        mothers: mothersOf(rows),
        motherKeys: [...new Set(rows.flatMap(({ motherKey }) => motherKey ?? []))],
      },
    ];
  });
}

function mothersOf(rows: readonly StateIdRow[]): readonly string[] {
  const named = rows.flatMap(({ motherKey, motherPerson }) =>
    motherPerson !== null ? personIdText(motherPerson) : (motherKey ?? []),
  );
  return [...new Set(named)];
}

function problemOf(stateId: string, rows: readonly StateIdRow[]): StateIdFinding['problem'] | undefined {
  const mothers = mothersOf(rows);
  if (mothers.length === 0) return 'no_mother';
  if (mothers.length > 1) return 'several_mothers';
  const named = readPersonId(stateId);
  return named !== undefined && personIdText(named) !== mothers[0] ? 'other_person' : undefined;
}
