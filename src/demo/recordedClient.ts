import type { CivilDay } from '../domain/civilDate.ts';
import type { County } from './county.ts';
import { addressOn } from './home.ts';
import type { Address, Home } from './home.ts';
import { writeName } from './names/writtenName.ts';
import type { WrittenName } from './names/writtenName.ts';
import { nameOn } from './person.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { recordBirth } from './recordedBirth.ts';
import { addressChanges, byDay, nameChanges, nameRow, recordedSex } from './recordedFields.ts';
import { mendingDay, recordSsn } from './recordedSsn.ts';
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

/** Days until an address change reaches the record, at most: an old address stays until something happens. */
const LAG_DAYS = 400;

const capitals = (address: Address): Row => ({
  street: address.street,
  city: address.city,
  zip: address.zip,
});
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
  changes.push(...addressChanges(home, made, random.below(LAG_DAYS), capitals));
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
