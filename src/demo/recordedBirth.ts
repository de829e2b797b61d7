import { civilDay, civilParts, daysInMonth } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';

/** N actually entered, U not provided, Y estimated (domain.md 2.4). */
export type BirthBasis = 'N' | 'U' | 'Y';

export interface RecordedBirth {
  readonly day: CivilDay | null;
  readonly basis: BirthBasis;
}

const dated = (year: number, month: number, day: number): CivilDay =>
  civilDay(year, month, Math.min(day, daysInMonth(year, month)));

/** The day with one digit of its day of the month or its year typed wrong. */
function digitOff(birth: CivilDay, random: Random): CivilDay {
  const { year, month, day } = civilParts(birth);
  if (random.chance(0.6)) {
    const wrong = (day % 10) + random.between(1, 9);
    return dated(year, month, Math.max(1, Math.floor(day / 10) * 10 + (wrong % 10)));
  }
  const other = Math.floor(year / 10) * 10 + ((year + random.between(1, 9)) % 10);
  return dated(other, month, day);
}

/** A birth date as one system records it. No recorded date lies after `made`. */
export function recordBirth(
  birth: CivilDay,
  made: CivilDay,
  chances: { readonly missing: number; readonly estimated: number },
  share: number,
  random: Random,
  rates: Rates,
): RecordedBirth {
  if (random.chance(chances.missing)) return { day: null, basis: 'U' };
  const { year, month, day } = civilParts(birth);
  if (random.chance(chances.estimated)) {
    const guess = dated(year + random.between(-1, 1), random.chance(0.7) ? 1 : 7, 1);
    return { day: Math.min(guess, made), basis: 'Y' };
  }
  let recorded = birth;
  if (day <= 12 && day !== month && random.chance(rates.birthDayMonthSwapped * share)) {
    recorded = dated(year, day, month);
  } else if (random.chance(rates.birthYearOff * share)) {
    recorded = dated(year + (random.chance(0.5) ? 1 : -1), month, day);
  } else if (random.chance(rates.birthMonthOff * share)) {
    recorded = dated(year, month === 12 || (month > 1 && random.chance(0.5)) ? month - 1 : month + 1, day);
  } else if (random.chance(rates.birthDigit * share)) {
    recorded = digitOff(birth, random);
  } else if (random.chance(rates.birthDecade * share)) {
    recorded = dated(year - 10, month, day);
  }
  return { day: recorded <= made ? recorded : birth, basis: 'N' };
}
