import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDay } from '../../src/domain/civilDate.ts';
import type { Interval } from '../../src/domain/interval.ts';
import { countableChildren, countChildren } from '../../src/reports/childrenWithCashAid.ts';
import type { Counted, Population, Timing } from '../../src/reports/childrenWithCashAid.ts';
import type { Membership } from '../../src/store/facts/facts.ts';
import type { CountedCase, OutcomeFacts } from '../../src/store/facts/outcomeFacts.ts';

const october = { from: civilDay(2026, 10, 1), to: civilDay(2026, 11, 1) };
const longAgo = civilDay(2024, 1, 1);
const key = 'Ch00000001';
const cwin = '0100000001';

const openCase: CountedCase = {
  childKey: key,
  child: '1',
  from: longAgo,
  to: null,
  agency: 'C',
  countyEntity: '1097',
  limitedAccess: 'N',
  incomingIcpc: false,
  sensitivity: 'N',
  sealed: false,
  birth: civilDay(2018, 5, 5),
};
const place: Membership = {
  caseNumber: '1B2K111',
  personNumber: '01',
  cwin,
  role: 'CHILD',
  inHousehold: true,
  aided: true,
  notAidedReason: null,
  aidCode: '30',
  from: longAgo,
  to: null,
};

interface Made {
  readonly cases?: readonly CountedCase[];
  readonly place?: Partial<Membership>;
  readonly active?: Interval;
  readonly status?: string;
}

function count(
  made: Made = {},
  timing: Timing = 'any_day',
  population: Population = 'in_household',
): Counted {
  const facts: OutcomeFacts = {
    ownEntity: '1097',
    cases: made.cases ?? [openCase],
    links: new Map([[key, [{ clientKey: key, cwin, personId: 1, tier: 'ssn', decided: false }]]]),
    memberships: new Map([[cwin, [{ ...place, ...made.place }]]]),
    statuses: new Map([
      [
        '1B2K111',
        [
          {
            status: made.status ?? 'ACTIVE',
            workerId: null,
            ...(made.active ?? { from: longAgo, to: null }),
          },
        ],
      ],
    ]),
  };
  return countChildren(countableChildren(facts), facts.ownEntity, october, timing, population);
}
const share = ({ numerator, denominator }: Counted): readonly [number, number] => [numerator, denominator];

describe('children with CalWORKs', () => {
  it('OCM-5: a child in an active household with an open case counts in both', () => {
    expect(share(count())).toEqual([1, 1]);
    expect([...count().byTier]).toEqual([['ssn', 1]]);
  });

  it.each([
    ['closed the day before the period', { to: october.from }, [0, 0]],
    ['closed the day after its first day', { to: october.from + 1 }, [1, 1]],
    ['opened on its last day', { from: october.to - 1 }, [1, 1]],
    ['opened the day after', { from: october.to }, [0, 0]],
  ])('OCM-6: a case %s', (_, span, expected) => {
    expect(share(count({ cases: [{ ...openCase, ...span }] }))).toEqual(expected);
  });

  it.each([
    ['the day before the case closed', -1, [1, 1]],
    ['on the day the case closed', 0, [0, 1]],
    ['the day after', 1, [0, 1]],
  ])('OCM-9: CalWORKs that began %s', (_, offset, expected) => {
    const closed = civilDay(2026, 10, 15);
    const made: Made = {
      cases: [{ ...openCase, to: closed }],
      active: { from: closed + offset, to: null },
    };
    expect(share(count(made))).toEqual(expected);
  });

  it('OCM-9: simultaneous means on the same day, not in the same period', () => {
    const made: Made = {
      cases: [{ ...openCase, to: civilDay(2026, 10, 10) }],
      place: { from: civilDay(2026, 10, 20) },
    };
    expect(share(count(made))).toEqual([0, 1]);
  });

  it('OCM-9: the last day alone, numerator and denominator', () => {
    const left = { to: civilDay(2026, 10, 20) };
    expect(share(count({ place: left }, 'any_day'))).toEqual([1, 1]);
    expect(share(count({ place: left }, 'last_day'))).toEqual([0, 1]);
    expect(share(count({ cases: [{ ...openCase, ...left }] }, 'last_day'))).toEqual([0, 0]);
  });

  it('OCM-9: a case that is pending or discontinued is no CalWORKs case', () => {
    expect(share(count({ status: 'PENDING' }))).toEqual([0, 1]);
    expect(share(count({ status: 'DISCONTINUED' }))).toEqual([0, 1]);
  });

  it('OCM-10: listed on the case but not in the home does not count', () => {
    expect(share(count({ place: { inHousehold: false } }))).toEqual([0, 1]);
  });

  it('OCM-10: unaided in the home counts, but not in the variant of aided children', () => {
    const unaided: Made = { place: { aided: false, notAidedReason: 'SSI' } };
    expect(share(count(unaided))).toEqual([1, 1]);
    expect(share(count(unaided, 'any_day', 'aided'))).toEqual([0, 1]);
  });

  it.each([
    [{ agency: 'P' }, 'Primary responsibility: probation'],
    [{ countyEntity: '1086' }, 'Case of another county'],
    [{ incomingIcpc: true }, 'Incoming request of another state (ICPC)'],
    [{ limitedAccess: 'S' }, 'Sensitive in child welfare'],
    [{ sealed: true }, 'Sealed in child welfare'],
  ])('OCM-7: %j is left out and counted', (change, reason) => {
    const counted = count({ cases: [{ ...openCase, ...change }] });
    expect(share(counted)).toEqual([0, 0]);
    expect([...counted.excluded]).toEqual([[reason, 1]]);
  });

  it('OCM-3: a child with two records and two cases is one child, counted by the case that counts', () => {
    const second = { ...openCase, childKey: 'Ch00000002' };
    expect(share(count({ cases: [openCase, second] }))).toEqual([1, 1]);
    const probation = count({ cases: [{ ...openCase, agency: 'P' }, second] });
    expect(share(probation)).toEqual([1, 1]);
    expect(probation.excluded.size).toBe(0);
  });

  it('OCM-9: who counts on the last day counts on some day, who is aided is in the household', () => {
    const day = integer({ min: october.from - 40, max: october.to + 10 });
    const span = record({ from: day, length: integer({ min: 0, max: 60 }) });
    assert(
      property(span, span, span, constantFrom(true, false), (caseSpan, stay, active, aided) => {
        const days = ({ from, length }: { from: number; length: number }): Interval => ({
          from,
          to: from + length,
        });
        const made: Made = {
          cases: [{ ...openCase, ...days(caseSpan) }],
          place: { ...days(stay), aided },
          active: days(active),
        };
        const wide = count(made);
        for (const timing of ['any_day', 'last_day'] as const) {
          for (const population of ['in_household', 'aided'] as const) {
            const narrow = count(made, timing, population);
            expect(narrow.numerator).toBeLessThanOrEqual(wide.numerator);
            expect(narrow.denominator).toBeLessThanOrEqual(wide.denominator);
            expect(narrow.numerator).toBeLessThanOrEqual(narrow.denominator);
          }
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
