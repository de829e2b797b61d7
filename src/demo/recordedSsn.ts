import type { CivilDay } from '../domain/civilDate.ts';
import { classifySsn } from '../domain/ssn.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';

/** A value as it is first recorded, and the day (if any) on which the right one replaces it. */
export interface Recorded<T> {
  readonly value: T;
  readonly mended: CivilDay | null;
}

/** Numbers typed where none is known, impossible as SSNs. */
const PLACEHOLDERS = ['999999999', '000000000'];

const isDemo = (digits: string): boolean => classifySsn(digits, { acceptDemo: true }) === 'demo';

function oneDigitOff(ssn: string, random: Random): string {
  const at = random.between(1, 8);
  const wrong = ssn.slice(0, at) + ((Number(ssn[at]) + random.between(1, 9)) % 10) + ssn.slice(at + 1);
  return isDemo(wrong) ? wrong : oneDigitOff(ssn, random);
}

function transposed(ssn: string, random: Random): string {
  const at = random.between(1, 7);
  const wrong = ssn.slice(0, at) + ssn[at + 1] + ssn[at] + ssn.slice(at + 2);
  return isDemo(wrong) ? wrong : ssn;
}

/** When an error of a record made that day is found, if it ever is. */
export function mendingDay(made: CivilDay, random: Random, rates: Rates): CivilDay | null {
  return random.chance(rates.corrected) ? made + random.between(30, 720) : null;
}

/**
 * A Social Security number as one system records it: missing, wrong, a relative's, a placeholder, or right.
 * Wrong numbers stay in the range kept for made-up people.
 */
export function recordSsn(
  ssn: string,
  relatives: readonly string[],
  missing: number,
  share: number,
  made: CivilDay,
  random: Random,
  rates: Rates,
): Recorded<string> {
  if (random.chance(missing)) {
    // Some of the missing numbers come in later.
    return { value: '', mended: random.chance(0.2) ? made + random.between(40, 900) : null };
  }
  let value = ssn;
  if (random.chance(rates.ssnOneDigit * share)) value = oneDigitOff(ssn, random);
  else if (random.chance(rates.ssnTransposed * share)) value = transposed(ssn, random);
  else if (random.chance(rates.ssnOfRelative * share))
    value = relatives.length > 0 ? random.pick(relatives) : ssn;
  else if (random.chance(rates.ssnPlaceholder * share)) value = random.pick(PLACEHOLDERS);
  return { value, mended: value === ssn ? null : mendingDay(made, random, rates) };
}
