import { isSmallCount, suppress } from '../domain/suppression.ts';
import type { CountCell, CountSum } from '../domain/suppression.ts';
import type { Population, Timing } from './childrenWithCashAid.ts';

/** Numerator and denominator of one period in all four ways of counting. */
export type Variants = Readonly<Record<Timing, Readonly<Record<Population, Figures>>>>;

export interface Figures {
  readonly numerator: number;
  readonly denominator: number;
}

/** null = withheld. */
export interface ReleasedFigures {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const timings: readonly Timing[] = ['any_day', 'last_day'];
const populations: readonly Population[] = ['in_household', 'aided'];

/**
 * What of one period may leave the office (domain.md 5, review-ux.md 5.2). All ways of counting are one problem,
 * because whoever holds two of them can subtract: the aided are part of the household, the last day part of the
 * period, and those not on cash aid are what is left of all. The narrower figures give way to the wider ones.
 */
export function releasedVariants(
  variants: Variants,
): Readonly<Record<Timing, Readonly<Record<Population, ReleasedFigures>>>> {
  const cells: CountCell[] = [];
  const sums: CountSum[] = [];
  const cell = (id: string, count: number): string => {
    cells.push({ id, count });
    return id;
  };
  for (const timing of timings) {
    const all = cell(`all ${timing}`, variants[timing].in_household.denominator);
    for (const population of populations) {
      const { numerator, denominator } = variants[timing][population];
      const on = cell(`on ${timing} ${population}`, numerator);
      sums.push({ total: all, parts: [on, cell(`off ${timing} ${population}`, denominator - numerator)] });
    }
    const { in_household: wide, aided: narrow } = variants[timing];
    sums.push({
      total: `on ${timing} in_household`,
      parts: [`on ${timing} aided`, cell(`unaided ${timing}`, wide.numerator - narrow.numerator)],
    });
  }
  const { any_day: period, last_day: last } = variants;
  for (const population of populations) {
    sums.push({
      total: `on any_day ${population}`,
      parts: [
        `on last_day ${population}`,
        cell(`earlier ${population}`, period[population].numerator - last[population].numerator),
      ],
    });
  }
  sums.push({
    total: 'all any_day',
    parts: ['all last_day', cell('closed', period.in_household.denominator - last.in_household.denominator)],
  });
  const masked = suppress(cells, sums);
  const released = (timing: Timing, population: Population): ReleasedFigures => ({
    numerator: masked.has(`on ${timing} ${population}`) ? null : variants[timing][population].numerator,
    denominator: masked.has(`all ${timing}`) ? null : variants[timing][population].denominator,
  });
  const ofTiming = (timing: Timing) => ({
    in_household: released(timing, 'in_household'),
    aided: released(timing, 'aided'),
  });
  return { any_day: ofTiming('any_day'), last_day: ofTiming('last_day') };
}

/**
 * Withholds what a longer period would give away about a shorter one that is shown: the children of the month are
 * part of those of the year, so a difference of 1 to 10 is a small cell. `shorter` are periods inside `longer`.
 */
export function withheldAcrossTime(
  longer: ReleasedFigures,
  shorter: readonly ReleasedFigures[],
): ReleasedFigures {
  const givesAway = (key: 'numerator' | 'denominator'): boolean =>
    shorter.some((period) => {
      const [long, short] = [longer[key], period[key]];
      return long !== null && short !== null && isSmallCount(long - short);
    });
  return {
    numerator: givesAway('numerator') ? null : longer.numerator,
    denominator: givesAway('denominator') ? null : longer.denominator,
  };
}

/** Counts that add up to a total that may be known: small ones withheld, and as many more as it takes. */
export function releasedParts(
  parts: ReadonlyMap<string, number>,
  totalShown: boolean,
): ReadonlyMap<string, number | null> {
  const cells = [...parts].map(([id, count]) => ({ id, count }));
  const total = { id: 'the total', count: cells.reduce((all, { count }) => all + count, 0) };
  const masked = totalShown
    ? suppress([...cells, total], [{ total: total.id, parts: cells.map(({ id }) => id) }])
    : suppress(cells, []);
  return new Map(cells.map(({ id, count }) => [id, masked.has(id) ? null : count]));
}
