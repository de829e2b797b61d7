import { ageAt } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import type { County } from './county.ts';
import { addressOn } from './home.ts';
import type { Address, Home } from './home.ts';
import { writeName } from './names/writtenName.ts';
import type { WrittenName } from './names/writtenName.ts';
import { nameOn } from './person.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { mendingDay, recordSsn } from './recordedSsn.ts';
import { recordBirth } from './recordedBirth.ts';
import type { Change, Row } from './story.ts';
import type { RecordContent } from './storyBuilder.ts';

export interface OtherName {
  readonly type: 'AKA' | 'MAIDEN' | 'LEGAL';
  readonly name: WrittenName;
}

/** A client as child welfare writes them down, and the other names it keeps. */
export interface ClientContent extends RecordContent {
  readonly otherNames: readonly OtherName[];
}

export interface ClientRole {
  readonly as: 'case child' | 'referral child' | 'adult' | 'alleged father';
  readonly sensitivity: 'N' | 'S' | 'R';
  /** SSNs of the family, one of which may end up on this record. */
  readonly relatives: readonly string[];
}

/** Days until an address change reaches a system, at most. */
const CWS_LAG_DAYS = 400;
const CALWORKS_LAG_DAYS = 60;

const capitals = (address: Address): Row => ({
  street: address.street,
  city: address.city,
  zip: address.zip,
});
const titleCase = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[\s'\-.])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
const mixedCase = (address: Address): Row => ({
  street: titleCase(address.street).replace(' Apt ', ' #'),
  city: titleCase(address.city),
  zip: address.zip,
});
const nameRow = ({ first, middle, last, suffix }: WrittenName): Row => ({
  first_name: first,
  middle_name: middle,
  last_name: last,
  name_suffix: suffix,
});

const byDay = (a: Change, b: Change): number => a.day - b.day;

function addressChanges(home: Home, made: CivilDay, lag: number, write: (address: Address) => Row): Change[] {
  return home.stays
    .filter((stay) => stay.from > made)
    .map((stay) => ({ day: stay.from + lag, set: write(stay.address) }));
}

function nameChanges(
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

function recordedSex(sex: 'F' | 'M', share: number, random: Random, county: County): string {
  if (random.chance(county.rates.sexDifferent * share)) return sex === 'F' ? 'M' : 'F';
  return random.chance(county.rates.sexUnknown * share) ? 'U' : sex;
}

/** What child welfare writes down about a person, errors and all. */
export function writeClient(
  person: Person,
  home: Home,
  made: CivilDay,
  role: ClientRole,
  random: Random,
  county: County,
): ClientContent {
  const { rates } = county;
  const share = rates.cwsShareOfErrors;
  const isChild = role.as === 'case child' || role.as === 'referral child';
  const isFather = role.as === 'alleged father';
  const { written, otherwise } = writeName(nameOn(person, made), isChild, share, random, rates);
  const changes: Change[] = [...nameChanges(person, made, share, random, county)];
  const otherNames: OtherName[] = [];

  let name = written;
  if (made - person.birth < 30 && random.chance(rates.babyPlaceholder)) {
    name = {
      ...written,
      first: random.pick([person.sex === 'F' ? 'BABY GIRL' : 'BABY BOY', 'BABY', 'BB', 'UNBORN']),
      middle: '',
    };
    changes.push({
      day: made + random.between(20, 150),
      set: { first_name: written.first, middle_name: written.middle },
    });
  }
  if (otherwise !== undefined && random.chance(rates.otherNameKept)) {
    otherNames.push({ type: 'AKA', name: otherwise });
  }
  const former = person.earlier?.name;
  if (former !== undefined && random.chance(rates.otherNameKept)) {
    otherNames.push({
      type: 'MAIDEN',
      name: { first: former.first, middle: '', last: former.last, suffix: '' },
    });
  }

  const ssn = recordSsn(
    person.ssn,
    role.relatives,
    isChild ? rates.ssnMissingCwsChild : rates.ssnMissingCwsAdult,
    share,
    made,
    random,
    rates,
  );
  if (ssn.mended !== null) changes.push({ day: ssn.mended, set: { ssn: person.ssn } });

  const birth = recordBirth(
    person.birth,
    made,
    {
      missing: isChild ? 0.002 : isFather ? rates.birthMissingAllegedFather : rates.birthMissingCwsAdult,
      estimated: isChild ? rates.birthEstimatedCwsChild : rates.birthEstimatedCwsAdult,
    },
    share,
    random,
    rates,
  );
  if (birth.day !== person.birth) {
    const mended = mendingDay(made, random, rates);
    if (mended !== null) {
      changes.push({ day: mended, set: { birth_date: person.birth, birth_date_basis: 'N' } });
    }
  }
  const cinMissing =
    role.as === 'case child'
      ? rates.cinMissingCwsCaseChild
      : isChild
        ? rates.cinMissingCwsReferralChild
        : rates.cinMissingCwsAdult;
  const usesFrozen = person.frozenCin !== '' && random.chance(0.5);
  if (person.death !== null) {
    changes.push({ day: person.death + random.between(1, 40), set: { death_date: person.death } });
  }
  changes.push(...addressChanges(home, made, random.below(CWS_LAG_DAYS), capitals));
  return {
    row: {
      ...nameRow(name),
      birth_date: birth.day,
      birth_date_basis: birth.basis,
      sex: recordedSex(person.sex, share, random, county),
      ssn: ssn.value,
      cin: random.chance(cinMissing) ? '' : usesFrozen ? person.frozenCin : person.cin,
      sensitivity: role.sensitivity,
      sealed: false,
      adoption_status: isChild ? 'N' : '',
      death_date: null,
      ...capitals(addressOn(home, made)),
      phone: isChild || random.chance(0.35) ? '' : home.phone,
      address_confidential: random.chance(0.006),
    },
    changes: changes.sort(byDay),
    otherNames,
  };
}

/** What CalWORKs writes down about a person, errors and all. */
export function writeCalworksPerson(
  person: Person,
  home: Home,
  made: CivilDay,
  relatives: readonly string[],
  random: Random,
  county: County,
): RecordContent {
  const { rates } = county;
  const share = 1 - rates.cwsShareOfErrors;
  const isChild = ageAt(person.birth, made) < 18;
  const { written } = writeName(nameOn(person, made), isChild, share, random, rates);
  const name: WrittenName = {
    first: titleCase(written.first),
    middle: titleCase(written.middle),
    last: titleCase(written.last),
    suffix: written.suffix,
  };
  const changes: Change[] = nameChanges(person, made, share, random, county).map(({ day, set }) => ({
    day,
    set: { last_name: titleCase(String(set['last_name'])) },
  }));
  const ssn = recordSsn(
    person.ssn,
    relatives,
    isChild ? rates.ssnMissingCalworksChild : rates.ssnMissingCalworksAdult,
    share,
    made,
    random,
    rates,
  );
  if (ssn.mended !== null) changes.push({ day: ssn.mended, set: { ssn: person.ssn } });
  const birth = recordBirth(person.birth, made, { missing: 0.001, estimated: 0.001 }, share, random, rates);
  if (birth.day !== person.birth) {
    const mended = mendingDay(made, random, rates);
    if (mended !== null) changes.push({ day: mended, set: { birth_date: person.birth } });
  }
  if (person.death !== null) {
    changes.push({ day: person.death + random.between(1, 40), set: { death_date: person.death } });
  }
  changes.push(...addressChanges(home, made, random.below(CALWORKS_LAG_DAYS), mixedCase));
  return {
    row: {
      former_cwin: '',
      cin: random.chance(rates.cinMissingCalworks) ? '' : person.cin,
      frozen_cin: person.frozenCin,
      ...nameRow(name),
      birth_date: birth.day,
      sex: recordedSex(person.sex, share, random, county),
      ssn: ssn.value,
      death_date: null,
      ...mixedCase(addressOn(home, made)),
      phone:
        isChild || random.chance(0.2)
          ? ''
          : `(${home.phone.slice(0, 3)}) ${home.phone.slice(3, 6)}-${home.phone.slice(6)}`,
    },
    changes: changes.sort(byDay),
  };
}
