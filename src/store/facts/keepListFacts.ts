import { firstDay, lastDay, type Month, previousMonth } from '../../domain/month.ts';
import { rawStatement } from '../statement.ts';
import type { WriteStore } from '../store.ts';
import { isCaretaker } from './aidCases.ts';
import { type ByKey, type Keys, tableReader } from './factReader.ts';
import { factSources, groupedBy } from './factSources.ts';
import type { Parent, Participant } from './facts.ts';
import { importsRead, type Kept, keptFormat, writeKeptFacts } from './keptFacts.ts';

/**
 * Keeps beside each other what the lists of a month can ask about: the cases and referrals, from the first day of the
 * month before, of those who are in both systems or may be said to be by a decision about the run's pairs, and their
 * cash aid. In the caller's transaction; instead of what was kept of another month.
 */
export function keepListFacts(store: WriteStore, month: Month, runId: number): void {
  const sources = factSources(store, month);
  const tables = tableReader(store, sources, runId);
  const window = { since: firstDay(previousMonth(month)), day: lastDay(month) };
  const linked = mayBeLinked(store, runId);

  const everyCase = tables.openCases(window);
  const everyReferred = tables.referredChildren(window);
  const onPlan = tables.participants(everyCase.map(([, key]) => key));
  const children = [...everyCase.map(([, , childKey]) => childKey), ...everyReferred.map((r) => r.childKey)];
  const parents = tables.parents(new Set(children), linked);
  const cases = everyCase.filter(
    ([, key, childKey]) =>
      stands(linked, childKey, parents) ||
      onPlan.get(key)?.some(({ clientKey }) => linked.has(clientKey)) === true,
  );
  const referred = everyReferred.filter(({ childKey }) => stands(linked, childKey, parents));
  const caseKeys = cases.map(([, key]) => key);
  const childKeys = new Set([
    ...cases.map(([, , childKey]) => childKey),
    ...referred.map(({ childKey }) => childKey),
  ]);
  const participants = kept(onPlan, caseKeys);
  const parentsKept = kept(parents, childKeys);

  const people = linkedAmong(linked, childKeys, participants, parentsKept);
  const cwins = new Set([...people].flatMap((clientKey) => linked.get(clientKey)!));
  const memberships = tables.memberships(cwins, window);
  const caseNumbers = new Set([...memberships.values()].flatMap((all) => all.map((one) => one.caseNumber)));
  const members = tables.caseMembers(caseNumbers, window);
  const aidPersons = new Set(cwins);
  for (const all of members.values()) {
    for (const { cwin, role } of all) if (isCaretaker(role)) aidPersons.add(cwin);
  }
  const clients = new Set([...childKeys, ...people]);
  const referrals = tables.referrals(referred.map(({ recordId }) => recordId));
  const keys = new Set([...caseKeys, ...referrals.map(([, { key }]) => key)]);
  writeKeptFacts(store, {
    plain: {
      head: { format: keptFormat, imports: importsRead(sources), runId, ...window },
      covered: [...linked.keys()],
      cases,
      referred,
      referrals,
    },
    keyed: {
      participants,
      parents: parentsKept,
      components: kept(tables.components(caseKeys), caseKeys),
      voluntary: kept(tables.voluntary(caseKeys), caseKeys),
      memberships: kept(memberships, cwins),
      caseMembers: kept(members, caseNumbers),
      aidStatuses: kept(tables.aidStatuses(caseNumbers, window), caseNumbers),
      homeless: kept(tables.homeless(caseNumbers), caseNumbers),
      clients: kept(tables.clients(clients), clients),
      aidPersons: kept(tables.aidPersons(aidPersons), aidPersons),
      assignedWorkers: kept(tables.assignedWorkers(keys, window), keys),
      tiers: kept(tables.tiers(people), people),
    },
  });
}

/** CWINs by the client key of everybody who is or was linked, or whose pair people decide. */
function mayBeLinked(store: WriteStore, runId: number): ReadonlyMap<string, readonly string[]> {
  const rows = rawStatement<readonly [clientKey: string, cwin: string]>(
    store,
    `SELECT client_key, cwin FROM person_link
     UNION SELECT client_key, cwin FROM match_pair WHERE run_id = ? AND queue IS NOT NULL`,
  ).all(runId);
  return groupedBy(
    rows,
    ([clientKey]) => clientKey,
    ([, cwin]) => cwin,
  );
}

const stands = (linked: ReadonlyMap<string, unknown>, childKey: string, parents: ByKey<Parent>): boolean =>
  linked.has(childKey) || parents.has(childKey);

const kept = <Fact>(facts: ByKey<Fact>, keys: Keys): Kept<Fact> =>
  [...keys].map((key) => [key, facts.get(key) ?? []]);

/** Those of the children, of the people on their plans and of their parents who are linked. */
function linkedAmong(
  linked: ReadonlyMap<string, unknown>,
  childKeys: ReadonlySet<string>,
  participants: Kept<Participant>,
  parents: Kept<Parent>,
): ReadonlySet<string> {
  const people = new Set<string>();
  for (const key of childKeys) if (linked.has(key)) people.add(key);
  for (const [, all] of participants) {
    for (const { clientKey } of all) if (linked.has(clientKey)) people.add(clientKey);
  }
  for (const [, all] of parents) for (const { parentKey } of all) people.add(parentKey);
  return people;
}
