import type { CivilDay } from '../domain/civilDate.ts';
import { contains } from '../domain/interval.ts';
import type { Interval } from '../domain/interval.ts';
import { serviceProgram } from '../domain/serviceComponents.ts';
import type { AidCase, AidStatus, Clock, Component, Involvement, WorkStatus } from '../store/facts/facts.ts';

const latest = <T extends Interval>(intervals: readonly T[], day: CivilDay): T | undefined => {
  let found: T | undefined;
  for (const interval of intervals) {
    if (!contains(interval, day)) continue;
    const ends = interval.to ?? Number.POSITIVE_INFINITY;
    const foundEnds = found?.to ?? Number.POSITIVE_INFINITY;
    if (found === undefined || ends > foundEnds || (ends === foundEnds && interval.from >= found.from)) {
      found = interval;
    }
  }
  return found;
};

/** The one component in effect on a day; of two, the one that closes last, then the newer (domain.md 3.1). */
export function componentOn(involvement: Involvement, day: CivilDay): Component | undefined {
  return latest(involvement.components, day);
}

/** Ordered by the court, agreed voluntarily, or not recorded: shown, never guessed (domain.md 3.1). */
export type Basis = 'court' | 'voluntary' | 'unknown';

export function basisOn(involvement: Involvement, day: CivilDay): Basis {
  const row = latest(involvement.voluntary, day);
  if (row === undefined) return 'unknown';
  return row.voluntary ? 'voluntary' : 'court';
}

/** Family maintenance after reunification or permanent placement in the same case (domain.md 3.1). */
export function isPostPlacement(involvement: Involvement, component: Component): boolean {
  return (
    component.component === '1693' &&
    involvement.components.some(
      (earlier) =>
        earlier.from < component.from && (earlier.component === '1694' || earlier.component === '1695'),
    )
  );
}

const programWords = {
  ER: 'ER',
  CFM: 'Court FM',
  VFM: 'Voluntary FM',
  FM: 'FM, court or voluntary unknown',
  CFR: 'Court FR',
  VFR: 'Voluntary FR',
  FR: 'FR, court or voluntary unknown',
  PP: 'PP',
  ST: 'ST',
} as const;

/** "Court FM, post-placement"; empty when no component is in effect. */
export function programOn(involvement: Involvement, day: CivilDay): string {
  const component = componentOn(involvement, day);
  if (component === undefined) return '';
  const basis = basisOn(involvement, day);
  const program = serviceProgram(
    component.component,
    basis === 'unknown' ? undefined : basis === 'voluntary',
  );
  if (program === undefined) return `Component ${component.component}`;
  return `${programWords[program]}${isPostPlacement(involvement, component) ? ', post-placement' : ''}`;
}

/** The cash aid case's status in effect on a day. */
export function aidStatusOn(aidCase: AidCase | null, day: CivilDay): AidStatus | undefined {
  return aidCase === null ? undefined : latest(aidCase.statuses, day);
}

/** The Welfare-to-Work status in effect on a day. */
export function workStatusOn(work: readonly WorkStatus[], day: CivilDay): WorkStatus | undefined {
  return latest(work, day);
}

/** The newest reading of the time clock that was taken by the day; as the county's system counts, never recomputed. */
export function clockOn(clocks: readonly Clock[], day: CivilDay): Clock | undefined {
  let newest: Clock | undefined;
  for (const clock of clocks) {
    if (clock.asOf <= day && (newest === undefined || clock.asOf > newest.asOf)) newest = clock;
  }
  return newest;
}
