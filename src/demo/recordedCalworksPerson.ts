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
import { recordBirth } from './recordedBirth.ts';
import { addressChanges, byDay, nameChanges, nameRow, recordedSex } from './recordedFields.ts';
import { mendingDay, recordSsn } from './recordedSsn.ts';
import type { Change, Row } from './story.ts';
import type { RecordContent } from './storyBuilder.ts';

/** Days until an address change reaches the record, at most. */
const LAG_DAYS = 60;

/** Words met so far; names and streets are of a few thousand words. */
const titled = new Map<string, string>();

function titleWord(word: string): string {
  let text = titled.get(word);
  if (text === undefined) {
    text = word
      .toLowerCase()
      .replace(/(^|['\-.])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
    titled.set(word, text);
  }
  return text;
}

const titleCase = (text: string): string =>
  text.includes(' ') ? text.split(' ').map(titleWord).join(' ') : titleWord(text);
const mixedCase = (address: Address): Row => ({
  street: titleCase(address.street).replace(' Apt ', ' #'),
  city: titleCase(address.city),
  zip: address.zip,
});

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
  changes.push(...addressChanges(home, made, random.below(LAG_DAYS), mixedCase));
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
