import { civilParts } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { countyIdText } from '../domain/countyId.ts';
import { addressOn } from './home.ts';
import type { Home } from './home.ts';
import type { Row, Span } from './story.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';

export type CaseStatus = 'PENDING' | 'ACTIVE' | 'DENIED' | 'DISCONTINUED' | 'TRANSFERRED';
export type MemberRole =
  | 'CHILD'
  | 'PARENT'
  | 'STEPPARENT'
  | 'NEEDY CARETAKER RELATIVE'
  | 'NON-NEEDY CARETAKER RELATIVE'
  | 'OTHER';
export type NotAided =
  | ''
  | 'SANCTIONED'
  | 'TIMED OUT'
  | 'SSI'
  | 'IMMIGRATION'
  | 'FLEEING FELON'
  | 'PENALISED'
  | 'EXCLUDED'
  | 'FOSTER CARE'
  | 'OPTIONAL';

export interface Stay {
  readonly from: CivilDay;
  readonly until: CivilDay | null;
  readonly inHousehold: boolean;
  /** Why the member gets no aid; empty: is aided. */
  readonly notAided: NotAided;
}

export interface Member {
  readonly record: RecordedPerson;
  /** The record bears another id from a day on. */
  readonly converted?: { readonly day: CivilDay; readonly key: string };
  readonly role: MemberRole;
  readonly aidCode: string;
  readonly stays: readonly Stay[];
}

export interface CalworksCase {
  /** In order of time; each lasts until the next begins. */
  readonly statuses: readonly {
    readonly status: CaseStatus;
    readonly from: CivilDay;
    readonly grantCents: number;
  }[];
  readonly applied: CivilDay;
  readonly home: Home;
  readonly members: readonly Member[];
  /** Number of the desk that has the case; none: no worker is recorded. */
  readonly desk: number | undefined;
  readonly serial?: string;
}

const CLOSED: ReadonlySet<CaseStatus> = new Set(['DENIED', 'DISCONTINUED', 'TRANSFERRED']);

/** While the case is of use: until the day it was closed. */
export function caseSpan(told: Pick<CalworksCase, 'statuses' | 'applied'>): Span {
  const last = told.statuses.at(-1)!;
  return {
    from: Math.min(told.applied, told.statuses[0]!.from),
    until: CLOSED.has(last.status) ? last.from : null,
  };
}

/** A case with its status history and members; returns its case number. */
export function tellCalworksCase(builder: StoryBuilder, told: CalworksCase): string {
  const { county } = builder;
  const caseNumber = told.serial ?? builder.caseSerial();
  const span = caseSpan(told);
  const granted = told.statuses.find(({ status }) => status === 'ACTIVE')?.from;
  for (const [index, { status, from, grantCents }] of told.statuses.entries()) {
    const at = (asOf: CivilDay): Row => {
      const { street, city, zip } = addressOn(told.home, asOf);
      const worker = told.desk === undefined ? '' : county.workers.calworksWorker(told.desk, asOf).id;
      return { worker_id: worker, street, city, zip, redetermination_date: redetermination(granted, asOf) };
    };
    builder.row(
      'cw_case',
      {
        case_number: caseNumber,
        county_code: county.tier.code,
        status,
        status_date: from,
        status_end_date: told.statuses[index + 1]?.from ?? null,
        application_date: told.applied,
        redetermination_date: null,
        grant_amount: status === 'ACTIVE' ? grantCents : null,
        worker_id: '',
        street: '',
        city: '',
        zip: '',
      },
      [{ from, until: span.until }],
      [],
      at,
    );
  }
  for (const [index, { record, converted, role, aidCode, stays }] of told.members.entries()) {
    const personNumber = String(index + 1).padStart(2, '0');
    for (const { from, until, inHousehold, notAided } of stays) {
      builder.involve([record], { from, until: span.until });
      builder.row(
        'cw_member',
        {
          case_number: caseNumber,
          person_number: personNumber,
          cwin: record.key,
          county_id: countyIdText({
            county: county.tier.code,
            aidCode: aidCode === '' ? '30' : aidCode,
            serial: caseNumber,
            fbu: '0',
            person: personNumber,
          }),
          aid_code: aidCode,
          role,
          in_household: inHousehold,
          aided: notAided === '',
          not_aided_reason: notAided,
          start_date: from,
          end_date: until,
        },
        [{ from, until: span.until }],
        converted === undefined ? [] : [{ day: converted.day, set: { cwin: converted.key } }],
      );
    }
  }
  return caseNumber;
}

/** Redeterminations fall due once a year after the grant. */
function redetermination(granted: CivilDay | undefined, asOf: CivilDay): CivilDay | null {
  if (granted === undefined) return null;
  const years = Math.max(1, Math.floor((asOf - granted) / 365.25) + 1);
  return Math.floor(granted + years * 365.25);
}

export type WtwStatus = 'ACTIVE' | 'NONCOMPLIANCE' | 'SANCTION' | 'EXEMPT' | 'GOOD CAUSE' | 'CLOSED';

export interface WtwSpell {
  readonly status: WtwStatus;
  readonly reason: string;
  readonly from: CivilDay;
  readonly until: CivilDay | null;
  readonly exemptionEnds?: CivilDay;
  readonly special?: 'DA' | 'FS' | '';
}

/** Welfare-to-Work statuses of a person, of use while the person is. */
export function tellWtw(builder: StoryBuilder, record: RecordedPerson, spells: readonly WtwSpell[]): void {
  for (const { status, reason, from, until, exemptionEnds, special } of spells) {
    builder.row(
      'cw_wtw',
      {
        cwin: record.key,
        status,
        reason,
        start_date: from,
        end_date: until,
        exemption_end_date: exemptionEnds ?? null,
        special_program: special ?? '',
      },
      record.seen.map((span) => ({ from: Math.max(from, span.from), until: span.until })),
    );
  }
}

/** Months on aid that count: `base` at the first day, and one for each month begun in the counted spans since. */
export interface Clock {
  readonly base: number;
  readonly counted: readonly Span[];
  readonly limit?: number;
}

const monthIndex = (day: CivilDay): number => {
  const { year, month } = civilParts(day);
  return year * 12 + month;
};

/** Countable months of a clock by the end of a day. */
export function monthsUsed(clock: Clock, asOf: CivilDay): number {
  const months = clock.counted
    .filter((span) => span.from <= asOf)
    .map(
      (span) =>
        monthIndex(Math.min(span.until ?? asOf, asOf)) -
        monthIndex(span.from) +
        (span.until !== null && span.until <= asOf ? 0 : 1),
    );
  return clock.base + months.reduce((sum, count) => sum + count, 0);
}

/** The limit since 1 May 2022 (domain.md 3.7). */
const MONTHS_LIMIT = 60;

/** The time clock of an adult, reckoned anew for every extract. */
export function tellClock(builder: StoryBuilder, record: RecordedPerson, clock: Clock): void {
  const limit = clock.limit ?? MONTHS_LIMIT;
  builder.row(
    'cw_clock',
    { cwin: record.key, as_of_date: null, months_used: 0, months_limit: limit },
    record.seen,
    [],
    (asOf) => ({ as_of_date: asOf, months_used: monthsUsed(clock, asOf) }),
  );
}

/** A homeless indicator, or a temporary or permanent Homeless Assistance payment, on a case. */
export function tellHomeless(
  builder: StoryBuilder,
  caseNumber: string,
  told: {
    readonly basis: 'INDICATOR' | 'THA' | 'PHA';
    readonly from: CivilDay;
    readonly until: CivilDay | null;
    readonly cents?: number;
  },
  of: Span,
): void {
  builder.row(
    'cw_homeless',
    {
      case_number: caseNumber,
      basis: told.basis,
      start_date: told.from,
      end_date: told.until,
      amount: told.cents ?? null,
    },
    [{ from: told.from, until: of.until }],
  );
}
