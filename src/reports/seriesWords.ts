import { displayDate } from '../domain/civilDate.ts';
import { displayMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import type { FactSources } from '../store/facts/factSources.ts';
import { ocPercentMethod } from './ocPercentMethod.ts';
import type { CountedFrame, SeriesPoint, SeriesRequest } from './outcomeSeries.ts';
import { releasedParts } from './release.ts';

/** What a series says in words is made from. */
export interface Said {
  readonly request: SeriesRequest;
  /** As shown: withheld figures are null here already. */
  readonly points: readonly SeriesPoint[];
  readonly newest: CountedFrame;
  readonly sources: FactSources;
  readonly first: Month;
  readonly county: string;
}

/** States the finding, neutrally; never a figure that is withheld. */
export function titleWords({ points, request }: Said): string {
  const newest = points.at(-1)!;
  const before = points.at(-2);
  const when = request.timing === 'last_day' ? `At the end of ${newest.label}` : `In ${newest.label}`;
  const were = request.population === 'aided' ? 'were aided by CalWORKs' : 'lived in a CalWORKs household';
  if (newest.denominator === 0) return `${when}, no child had an open child welfare case`;
  if (newest.percent === null) {
    return `The share of children who ${were} is withheld for ${newest.label}: it would show a group of fewer than 11`;
  }
  const finding = `${when}, ${newest.percent.toFixed(1)} % of children with an open child welfare case ${were}`;
  if (before?.percent === undefined || before.percent === null) return finding;
  const change = newest.percent - before.percent;
  if (Math.abs(change) < 0.05) return `${finding}, as in ${before.label}`;
  return `${finding}, ${change > 0 ? 'up' : 'down'} from ${before.percent.toFixed(1)} % in ${before.label}`;
}

/** Population, n, period, extract dates. */
export function subtitleWords({ points, sources, county }: Said): string {
  const newest = points.at(-1)!;
  const first = points[0]!;
  const number = newest.denominator === null ? 'n withheld' : `n = ${grouped(newest.denominator)}`;
  const period = first === newest ? newest.label : `${first.label} to ${newest.label}`;
  return [
    `Children with an open case of the child welfare agency of ${county}, ${number} in ${newest.label}`,
    period,
    `CWS/CMS as of ${dateOf(sources, 'cws_case')}, CalWORKs as of ${dateOf(sources, 'cw_member')}`,
  ].join(' · ');
}

const dateOf = (sources: FactSources, kind: 'cws_case' | 'cw_member'): string => {
  const found = sources.imports.get(kind);
  return found === undefined ? 'an unknown day' : displayDate(found.asOf);
};

/** The method's definition with the way of counting that was asked for. */
export function definitionWords({ timing, population }: SeriesRequest): string {
  const when =
    timing === 'any_day'
      ? 'Counted: on any day of the period.'
      : 'Counted: on the last day of the period alone, numerator and denominator.';
  const who =
    population === 'in_household'
      ? 'Aided or not, the child has to be in the household.'
      : 'Variant: only children who are in the household and aided.';
  return `${ocPercentMethod.definition} ${when} ${who}`;
}

/** Who is left out of the newest period, most first. */
export function excludedWords({
  request,
  newest,
}: Said): readonly { readonly reason: string; readonly count: number | null }[] {
  const { excluded } = newest.counted;
  const shown = request.release ? releasedParts(excluded, true) : excluded;
  return [...excluded]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([reason]) => ({ reason, count: shown.get(reason) ?? null }));
}

/** What links a child, by step of the match's cascade (OCM-8). */
const tierWords: Readonly<Record<string, string>> = {
  decision: 'a person’s decision',
  crosswalk: 'a link of an earlier month',
  cin: 'Client Index Number',
  ssn: 'Social Security number',
  name_dob: 'name and birth date',
  score: 'all evidence weighed together',
  index: 'another record of the common client index',
};

/** What a reader has to know beside the chart. */
export function notesWords(said: Said): readonly string[] {
  const { request, newest, points, first, sources } = said;
  const { byTier, youngAdults } = newest.counted;
  const shownPoint = points.at(-1)!;
  const figure = (count: number | null): string => (count === null ? '*' : grouped(count));
  const tiers = request.release ? releasedParts(byTier, shownPoint.numerator !== null) : byTier;
  const yields = [...byTier.keys()]
    .sort((a, b) => (byTier.get(b) ?? 0) - (byTier.get(a) ?? 0) || (a < b ? -1 : 1))
    .map((tier) => `${tierWords[tier] ?? tier} ${figure(tiers.get(tier) ?? null)}`);
  const young = request.release
    ? (releasedParts(
        new Map([
          ['young', youngAdults],
          ['others', newest.counted.denominator - youngAdults],
        ]),
        shownPoint.denominator !== null,
      ).get('young') ?? null)
    : youngAdults;
  return [
    `Method: ${ocPercentMethod.title}, version ${ocPercentMethod.version}.`,
    ...(yields.length === 0
      ? []
      : [`Children in ${shownPoint.label} by what links them: ${yields.join(', ')}.`]),
    ...(youngAdults === 0
      ? []
      : [
          `Young adults of 18 and over in extended care are counted: ${figure(young)} in ${shownPoint.label}.`,
        ]),
    ...(first < sources.month
      ? [
          `All periods are counted from the extracts of ${displayMonth(sources.month)}, which hold their history; recent months still change as late entries come in.`,
        ]
      : []),
    ...(points.some(({ partial }) => partial)
      ? ['A period marked partial is not whole in the extracts.']
      : []),
    ...(request.release
      ? [
          `* or a gap: withheld, because it is a count of 1 to 10 or would let one be worked out. ${withheldWords(points)}`,
        ]
      : ['Internal version with small counts. Confidential: not for release.']),
  ];
}

function withheldWords(points: readonly SeriesPoint[]): string {
  const withheld = points.filter(({ numerator, denominator }) => numerator === null || denominator === null);
  return withheld.length === 0
    ? 'No period is withheld.'
    : `Withheld: ${withheld.map(({ label }) => label).join(', ')}.`;
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
