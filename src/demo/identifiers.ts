import { civilParts } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { cwsKeyOf } from '../domain/cwsKey.ts';
import { Random } from './random.ts';

/** People of one household who get numbers of their own. */
export const PEOPLE_A_HOUSEHOLD = 8;

/** CalWORKs case numbers of one household. */
const CASES_A_HOUSEHOLD = 4;

const AREAS = 100;
const GROUPS = 49;
const SERIALS = 9999;
const CIN_LETTERS = 'ACDEFGHMNTUVWXY';
const SERIAL_PREFIXES = ['1B', '1C', 'CD', '0A', '2K', 'B0', '17'];

/** A one-to-one walk over 0 … modulus − 1: neighbours land far apart, nobody shares a number. */
const scatter = (ordinal: number, factor: number, offset: number, modulus: number): number =>
  (ordinal * factor + offset) % modulus;

/** The numbers that both systems give to the people of one county, from ordinals, so that no two are alike. */
export interface Identifiers {
  /** 9xx-01…49-xxxx, never an SSN nor an ITIN (domain.md 2.6) */
  readonly ssn: (person: number) => string;
  /** 9, seven digits, a letter; `nth` 0 or 1 */
  readonly cin: (person: number, nth: 0 | 1) => string;
  /** Nine digits with leading zeros; `nth` 0 or 1 */
  readonly cwin: (person: number, nth: 0 | 1) => string;
  /** Ten digits, as CalSAWS gives after conversion */
  readonly calsawsId: (person: number) => string;
  /** Seven letters and digits; `nth` from 0 to 3 */
  readonly caseSerial: (household: number, nth: number) => string;
  /** The mother's number in the county's client index (SLO-3) */
  readonly stateId: (mother: number) => string;
  /** A key made on that day in office hours; `nth` counts the keys of a household */
  readonly cwsKey: (household: number, nth: number, made: CivilDay, random: Random) => string;
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** The identifiers of a county; other seeds give other numbers. */
export function identifiersOf(seed: number, countyCode: string): Identifiers {
  const start = new Random(seed, Number(countyCode), 0x1d);
  const offset = start.below(40_000_000);
  const cinNumber = (person: number, nth: number): number =>
    scatter(person * 2 + nth, 31_234_567, offset, CIN_LETTERS.length * 10_000_000);
  return {
    ssn: (person) => {
      const n = scatter(person, 20_345_681, offset, AREAS * GROUPS * SERIALS);
      const area = 900 + Math.floor(n / (GROUPS * SERIALS));
      const group = 1 + (Math.floor(n / SERIALS) % GROUPS);
      return `${area}${digits(group, 2)}${digits(1 + (n % SERIALS), 4)}`;
    },
    cin: (person, nth) => {
      const n = cinNumber(person, nth);
      return `9${digits(n % 10_000_000, 7)}${CIN_LETTERS[Math.floor(n / 10_000_000)]}`;
    },
    cwin: (person, nth) => digits(scatter(person * 2 + nth, 61_803_399, offset, 1_000_000_000), 9),
    calsawsId: (person) => `1${digits(scatter(person, 61_803_399, offset, 1_000_000_000), 9)}`,
    caseSerial: (household, nth) => {
      const n = scatter(household * CASES_A_HOUSEHOLD + nth, 17_320_507, offset, 36 ** 5);
      return SERIAL_PREFIXES[n % SERIAL_PREFIXES.length] + n.toString(36).toUpperCase().padStart(5, '0');
    },
    stateId: (mother) => `CI${digits(scatter(mother, 7_320_509, offset, 100_000_000), 8)}`,
    cwsKey: (household, nth, made, random) => {
      const { year, month, day } = civilParts(made);
      return cwsKeyOf({
        year,
        month,
        day,
        hour: random.between(7, 18),
        minute: random.below(60),
        second: random.below(60),
        hundredths: nth % 100,
        staff: scatter(household, 99_991, offset, 62 ** 3),
      });
    },
  };
}
