import type { CivilDay } from '../domain/civilDate.ts';
import type { County } from './county.ts';
import type { Address, Home } from './home.ts';
import { writeName } from './names/writtenName.ts';
import type { WrittenName } from './names/writtenName.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Change, Row } from './story.ts';

/** A written name by field. */
export const nameRow = ({ first, middle, last, suffix }: WrittenName): Row => ({
  first_name: first,
  middle_name: middle,
  last_name: last,
  name_suffix: suffix,
});

/** In order of time, as changes are applied. */
export const byDay = (a: Change, b: Change): number => a.day - b.day;

/** Moves as a system learns of them, `lag` days late. */
export function addressChanges(
  home: Home,
  made: CivilDay,
  lag: number,
  write: (address: Address) => Row,
): Change[] {
  return home.stays
    .filter((stay) => stay.from > made)
    .map((stay) => ({ day: stay.from + lag, set: write(stay.address) }));
}

/** A change of surname as a system learns of it, if it does. */
export function nameChanges(
  person: Person,
  made: CivilDay,
  share: number,
  random: Random,
  county: County,
): readonly Change[] {
  const { earlier } = person;
  // One in four never tells this system.
  if (earlier === undefined || earlier.until <= made || random.chance(0.25)) return [];
  const { written } = writeName(person.name, false, share, random, county.rates);
  return [{ day: earlier.until + random.between(10, 200), set: { last_name: written.last } }];
}

/** The sex as a system has it. */
export function recordedSex(sex: 'F' | 'M', share: number, random: Random, county: County): string {
  if (random.chance(county.rates.sexDifferent * share)) return sex === 'F' ? 'M' : 'F';
  return random.chance(county.rates.sexUnknown * share) ? 'U' : sex;
}
