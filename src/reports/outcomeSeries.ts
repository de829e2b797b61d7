import { addMonths } from '../domain/civilDate.ts';
import { findCounty } from '../domain/counties.ts';
import { LinkdeskError } from '../domain/error.ts';
import { firstDay, lastDay, monthOf, nextMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { factSources, factsDay } from '../store/facts/factSources.ts';
import type { FactSources } from '../store/facts/factSources.ts';
import { readOutcomeFacts } from '../store/facts/outcomeFacts.ts';
import type { OutcomeFacts } from '../store/facts/outcomeFacts.ts';
import { ownEntity } from '../store/facts/ownEntity.ts';
import { importedMonths } from '../store/imports.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import type { ReadStore } from '../store/store.ts';
import { countableChildren, countChildren } from './childrenWithCashAid.ts';
import type { Counted, Population, Timing } from './childrenWithCashAid.ts';
import { ocPercentMethod } from './ocPercentMethod.ts';
import { releasedVariants, withheldAcrossTime } from './release.ts';
import type { ReleasedFigures } from './release.ts';
import { definitionWords, excludedWords, notesWords, subtitleWords, titleWords } from './seriesWords.ts';
import { framesOf, monthsIn } from './timeframes.ts';
import type { Frame, Timeframe } from './timeframes.ts';

export interface SeriesRequest {
  readonly measure: 'OC-%';
  readonly timing: Timing;
  readonly population: Population;
  readonly release: boolean;
  readonly timeframe: Timeframe;
}

export interface SeriesPoint {
  /** Last month of the period. */
  readonly month: Month;
  readonly label: string;
  /** null = withheld. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** One decimal; null = withheld, or nobody to take a percentage of. */
  readonly percent: number | null;
  /** The period is not over in the extracts, or not all of it is in them. */
  readonly partial: boolean;
}

export interface OutcomeSeries {
  readonly measure: string;
  readonly title: string;
  readonly subtitle: string;
  readonly unit: string;
  readonly definition: string;
  readonly methodVersion: number;
  readonly points: readonly SeriesPoint[];
  readonly excluded: readonly { readonly reason: string; readonly count: number | null }[];
  readonly notes: readonly string[];
}

/** How far back one extract's history is used: the year that extracts look back at most. */
const HISTORY_MONTHS = 12;
const requiredKinds = ['cws_client', 'cws_case', 'cw_person', 'cw_case', 'cw_member'] as const;

/** A period with its figures. */
export interface CountedFrame {
  readonly frame: Frame;
  /** In the way that was asked for. */
  readonly counted: Counted;
  readonly partial: boolean;
}

/**
 * The percentage of children with CalWORKs over time (OCM-5 to OCM-10), newest period last, in shape for the door.
 * Throws NO_EXTRACT while a system has no extract, NOT_MATCHED while no month has been matched.
 */
export function outcomeSeries(store: ReadStore, request: SeriesRequest): OutcomeSeries {
  const { timing, population, release, timeframe } = request;
  const sources = newestSources(store);
  const runId = newestRun(store);
  const day = factsDay(sources, requiredKinds);
  const last = sources.month;
  const from = firstDay(monthOf(addMonths(firstDay(last), 1 - HISTORY_MONTHS)));
  const entity = ownEntity(store);
  const facts = readOutcomeFacts(store, {
    sources,
    runId,
    window: { since: from, day: lastDay(last) },
    ownEntity: entity,
  });
  const first = historyStart(facts, monthOf(from), last);
  const children = countableChildren(facts);
  const countWay = (frame: Frame, when: Timing, who: Population): Counted =>
    countChildren(children, entity, frame.days, when, who);
  const frames = framesOf(timeframe, first, last).map(
    (frame): CountedFrame => ({
      frame,
      counted: countWay(frame, timing, population),
      partial: frame.days.to - 1 > day || frame.months.length < monthsIn[timeframe],
    }),
  );
  const months = timeframe === 'month' ? [] : framesOf('month', first, last);
  const figures = release
    ? releasedFigures(
        frames.map(({ frame }) => frame),
        months,
        countWay,
        request,
      )
    : frames.map(({ counted }) => counted);
  const points = frames.map(({ frame, partial }, index) => pointOf(frame, figures[index]!, partial));
  const newest = frames.at(-1)!;
  const county = findCounty(store.identity.county)?.name ?? store.identity.county;
  const said = { request, points, newest, sources, first, county };
  return {
    measure: ocPercentMethod.id,
    title: titleWords(said),
    subtitle: subtitleWords(said),
    unit: ocPercentMethod.unit,
    definition: definitionWords(request),
    methodVersion: ocPercentMethod.version,
    points,
    excluded: excludedWords(said),
    notes: notesWords(said),
  };
}

/** Sources of the newest month in which both systems have been imported. */
function newestSources(store: ReadStore): FactSources {
  for (const month of [...importedMonths(store)].reverse()) {
    const sources = factSources(store, month);
    if (requiredKinds.every((kind) => sources.imports.get(kind)?.month === month)) return sources;
  }
  throw new LinkdeskError(
    'NO_EXTRACT',
    'There is no chart yet, because no month has the extracts of both systems. Import a month of CWS/CMS and CalWORKs extracts.',
  );
}

function newestRun(store: ReadStore): number {
  for (const month of [...importedMonths(store)].reverse()) {
    const run = runOfMonth(store, month)?.runId;
    if (run !== undefined) return run;
  }
  throw new LinkdeskError(
    'NOT_MATCHED',
    'There is no chart yet, because no month has been matched, so no child is known in both systems. Run the match first.',
  );
}

/**
 * First month that the extracts can speak for. What ended long ago is not in an extract, so the months before the
 * first ending that each system still shows would be counted too low and are left out.
 */
function historyStart(facts: OutcomeFacts, earliest: Month, last: Month): Month {
  let firstClosing = Number.POSITIVE_INFINITY;
  for (const { to } of facts.cases) if (to !== null && to < firstClosing) firstClosing = to;
  let firstEnding = Number.POSITIVE_INFINITY;
  for (const statuses of facts.statuses.values()) {
    for (const { status, from } of statuses) {
      if (status === 'DISCONTINUED' && from < firstEnding) firstEnding = from;
    }
  }
  const known = Math.max(firstClosing, firstEnding);
  if (known >= firstDay(last)) return last;
  // a month is whole only if the history reaches back to its first day
  const start = known <= firstDay(monthOf(known)) ? monthOf(known) : nextMonth(monthOf(known));
  return start < earliest ? earliest : start;
}

/** Figures that may leave the office, period by period; `months` are the shorter periods inside them. */
function releasedFigures(
  frames: readonly Frame[],
  months: readonly Frame[],
  countWay: (frame: Frame, timing: Timing, population: Population) => Counted,
  { timing, population }: SeriesRequest,
): readonly ReleasedFigures[] {
  const released = (frame: Frame): ReleasedFigures => {
    const ways = (when: Timing) => ({
      in_household: countWay(frame, when, 'in_household'),
      aided: countWay(frame, when, 'aided'),
    });
    return releasedVariants({ any_day: ways('any_day'), last_day: ways('last_day') })[timing][population];
  };
  const ofMonth = new Map(months.map((month) => [month.month, released(month)]));
  return frames.map((frame) =>
    withheldAcrossTime(
      released(frame),
      frame.months.flatMap((month) => ofMonth.get(month) ?? []),
    ),
  );
}

function pointOf(frame: Frame, { numerator, denominator }: ReleasedFigures, partial: boolean): SeriesPoint {
  const percent =
    numerator === null || denominator === null || denominator === 0
      ? null
      : Math.round((numerator / denominator) * 1000) / 10;
  return { month: frame.month, label: frame.label, numerator, denominator, percent, partial };
}
