import { LinkdeskError } from '../domain/error.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { decisions as decisionNames } from '../linkage/decide/decidedPairs.ts';
import { HELD, type Tier, tiers } from '../linkage/decide/tiers.ts';
import { type EncodedRecords, recordId } from '../linkage/encode/encodedRecords.ts';
import { updateIndex } from '../register/updateIndex.ts';
import { pairKeyText } from '../review/pairKeys.ts';
import { priorDecisions } from '../review/priorDecisions.ts';
import { saveMatching } from '../review/saveMatching.ts';
import { keepListFacts } from '../store/facts/keepListFacts.ts';
import { importsOfMonth } from '../store/imports.ts';
import { runBefore } from '../store/matchRuns.ts';
import { standingLinks } from '../store/indexSources.ts';
import type { FoundPair, PairKey } from '../store/pairs.ts';
import { replacedCwins } from '../store/people.ts';
import type { ReadStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { encodeMonth, type MatchSources } from './encodeMonth.ts';
import type { MatchEngine, MatchResult, MatchSettings, MatchStep } from '../linkage/matching.ts';
import type { OpenProject } from './project.ts';
import { evidenceCodes } from './raisedWords.ts';
import type { Work } from './work.ts';

/** What links by itself is to be right 995 times in a thousand (domain.md 7.3). */
const countySettings: MatchSettings = {
  // CalWORKs persons left, CWS clients right: see encodeMonth
  assignment: 'one_to_many',
  objective: { kind: 'precision', precision: 0.995 },
  cautious: true,
};

const engineName = 'linkdesk 1';

/** Why a pair is shown to people, the most telling reason first. */
export type RaisedKind =
  | 'cin_other_person'
  | 'ssn_other_person'
  | 'known_other_person'
  | 'twins'
  | 'sex'
  | 'adoption'
  | 'tie'
  | 'second_record'
  | 'to_confirm'
  | 'close';

export interface MatchSummary {
  readonly runId: number;
  readonly links: number;
  readonly review: number;
  readonly mismatches: number;
  readonly linksByTier: Readonly<Record<Tier, number>>;
  readonly possiblePairs: number;
  readonly comparedPairs: number;
  /** Clients left out because sealed, and pairs of sensitive and adopted clients, which only their own queue shows. */
  readonly sealed: number;
  readonly restricted: number;
  readonly estimates: MatchResult['estimates'];
  readonly thresholds: MatchResult['thresholds'];
  readonly persons: ReturnType<typeof updateIndex>;
  /** Milliseconds of each step: reading the people, those of the engine, keeping what it found, what lists ask, the index. */
  readonly timingsMs: Readonly<Record<string, number>>;
}

/**
 * Matches a month: encodes both extracts, lets standing decisions and last month's links speak first, runs the
 * engine, keeps what it found with the queues, and brings the common client index up to date. All of it is kept, or
 * nothing. Throws MONTH_INCOMPLETE when an extract of people is missing.
 */
export async function matchMonth(
  project: OpenProject,
  month: Month,
  engine: MatchEngine,
  work: Work,
): Promise<MatchSummary> {
  const startedAt = work.now();
  const read = stopwatch();
  const sources = matchSources(project, month);
  work.progress('Reading the people of both systems', 0, 0);
  const { records, keptApart, sealed } = encodeMonth(project, sources);
  const numbers = recordNumbers(records);
  const inRecords = (pairs: readonly PairKey[]) =>
    pairs.flatMap(({ clientKey, cwin }) => numbers(clientKey, cwin));
  const prior = priorDecisions(project, month);
  const readMs = read();

  const result = await engine(
    {
      records,
      settings: countySettings,
      decisions: { mustLink: inRecords(prior.mustLink), mustNotLink: inRecords(prior.mustNotLink) },
      crosswalk: inRecords(
        knownLinks(
          project,
          month,
          sources,
          prior.all.filter(({ evidence }) => evidence === 'reopened'),
        ),
      ),
    },
    { onProgress: (step, done, total) => work.progress(stepWords[step], done, total), signal: work.signal },
  );
  work.signal.throwIfAborted();

  work.progress('Saving what was found', 0, 0);
  const save = stopwatch();
  const found = foundPairs(records, result, keptApart);
  const summary = summaryOf(found, result, { sealed, keptApart });
  const kept = transaction(project, () => {
    const runId = saveMatching(
      project,
      {
        month,
        startedAt,
        finishedAt: work.now(),
        engine: engineName,
        cwsImport: sources.clients,
        cwImport: sources.persons,
        leftRecords: records.rows - records.leftRows,
        rightRecords: records.leftRows,
        settings: countySettings,
        model: result.model,
        plan: result.plan,
        estimates: { ...result.estimates, thresholds: result.thresholds },
        counts: { ...summary, timings: result.timings },
      },
      found,
      prior,
    );
    const saveMs = save();
    const index = stopwatch();
    const persons = updateIndex(project, runId, work.now());
    const lists = stopwatch();
    keepListFacts(project, month, runId);
    return { runId, persons, saveMs, index, listsMs: lists() };
  });
  const { runId, persons, saveMs, index, listsMs } = kept;
  // the index is up to date when all is on the disk
  const timingsMs = {
    read: readMs,
    ...result.timings,
    save: saveMs,
    lists: listsMs,
    index: index() - listsMs,
  };
  return { runId, ...summary, persons, timingsMs };
}

/** Gives the whole milliseconds since it was made. */
function stopwatch(): () => number {
  const started = performance.now();
  return () => Math.round(performance.now() - started);
}

const stepWords: Readonly<Record<MatchStep, string>> = {
  plan: 'Choosing comparisons and blocking rules',
  block: 'Finding candidate pairs',
  train: 'Learning the weights',
  score: 'Comparing candidate pairs',
  decide: 'Deciding',
};

/** The month's imports of people. */
function matchSources(store: ReadStore, month: Month): MatchSources {
  const newest = (kind: string) =>
    importsOfMonth(store, month).findLast((record) => record.kind === kind)?.importId;
  const clients = newest('cws_client');
  const persons = newest('cw_person');
  if (clients === undefined || persons === undefined) {
    const missing = clients === undefined ? 'CWS clients' : 'CalWORKs persons';
    throw new LinkdeskError(
      'MONTH_INCOMPLETE',
      `${displayMonth(month)} cannot be matched: the extract of ${missing} has not been imported for it. Import it, then match again; nothing was changed.`,
    );
  }
  return {
    clients,
    persons,
    otherNames: newest('cws_other_name'),
    families: {
      relationships: newest('cws_relationship'),
      participants: newest('cws_participant'),
      referrals: newest('cws_referral'),
      members: newest('cw_member'),
    },
  };
}

/** Finds the record numbers (left, right) of a pair of ids; empty when either is not in the month's extracts. */
function recordNumbers(records: EncodedRecords) {
  const persons = new Map<string, number>();
  const clients = new Map<string, number>();
  for (let record = 0; record < records.rows; record++)
    (record < records.leftRows ? persons : clients).set(recordId(records, record), record);
  return (clientKey: string, cwin: string): readonly (readonly [number, number])[] => {
    const left = persons.get(cwin);
    const right = clients.get(clientKey);
    return left === undefined || right === undefined ? [] : [[left, right]];
  };
}

/**
 * The links of the month before under the ids of today: what the index already knows (SLO-10, external identifier
 * first). Pairs whose identity data changed since a person decided them are asked about again instead.
 */
function knownLinks(
  store: ReadStore,
  month: Month,
  { persons }: MatchSources,
  reopened: readonly PairKey[],
): readonly PairKey[] {
  const before = runBefore(store, month);
  if (before === undefined) return [];
  const replaced = replacedCwins(store, persons);
  const asked = new Set(reopened.map(pairKeyText));
  return standingLinks(store, before.runId)
    .map(({ clientKey, cwin }) => ({ clientKey, cwin: replaced.get(cwin) ?? cwin }))
    .filter((pair) => !asked.has(pairKeyText(pair)));
}

/** What is kept of the engine's pairs: all that link or that people are asked about. */
function foundPairs(
  records: EncodedRecords,
  { pairs, plan }: MatchResult,
  keptApart: ReadonlySet<string>,
): readonly FoundPair[] {
  const width = plan.comparisons.length;
  const found: FoundPair[] = [];
  for (let index = 0; index < pairs.left.length; index++) {
    const decision = decisionNames[pairs.decision[index]!]!;
    if (decision === 'none') continue;
    const clientKey = recordId(records, pairs.right[index]!);
    const tier = tiers[pairs.tier[index]!]!;
    const levels = pairs.levels.slice(index * width, (index + 1) * width);
    found.push({
      clientKey,
      cwin: recordId(records, pairs.left[index]!),
      decision,
      tier,
      rule: ruleName(plan.passes[pairs.pass[index]!]),
      weight: pairs.weight[index]!,
      probability: pairs.probability[index]!,
      levels,
      household: pairs.household[index]!,
      support: pairs.support[index]!,
      reasons:
        decision === 'link' && !keptApart.has(clientKey)
          ? []
          : [
              decision === 'link' ? 'to_confirm' : raisedKind(tier, pairs.held[index]!),
              ...evidenceCodes(plan.comparisons, levels),
            ],
    });
  }
  return found;
}

const ruleName = (pass: unknown): string =>
  typeof pass === 'object' && pass !== null && 'name' in pass && typeof pass.name === 'string'
    ? pass.name
    : '';

function raisedKind(tier: Tier, held: number): RaisedKind {
  if ((held & HELD.mismatch) !== 0) {
    return tier === 'cin' ? 'cin_other_person' : tier === 'ssn' ? 'ssn_other_person' : 'known_other_person';
  }
  if ((held & HELD.sealed) !== 0) return 'adoption';
  if ((held & HELD.twins) !== 0) return 'twins';
  if ((held & HELD.sex) !== 0) return 'sex';
  if ((held & HELD.tie) !== 0) return 'tie';
  return tier === 'score' || tier === 'name_dob' ? 'close' : 'second_record';
}

function summaryOf(
  found: readonly FoundPair[],
  result: MatchResult,
  { sealed, keptApart }: { readonly sealed: number; readonly keptApart: ReadonlySet<string> },
) {
  const general = found.filter(({ clientKey }) => !keptApart.has(clientKey));
  const having = (decision: FoundPair['decision']) => general.filter((pair) => pair.decision === decision);
  const linked = having('link');
  const linksByTier = Object.fromEntries(
    tiers.map((tier) => [tier, linked.filter((pair) => pair.tier === tier).length]),
  ) as Record<Tier, number>;
  return {
    links: linked.length,
    review: having('review').length,
    mismatches: having('mismatch').length,
    linksByTier,
    possiblePairs: result.possiblePairs,
    comparedPairs: result.comparedPairs,
    sealed,
    restricted: found.length - general.length,
    estimates: result.estimates,
    thresholds: result.thresholds,
  };
}
