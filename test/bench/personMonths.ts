import { type Month, nextMonth } from '../../src/domain/month.ts';
import { type MadeUpPerson, peopleMaker, writeRows } from './madeUpPeople.ts';

/** A person on cash aid, as one line a month of CalWIN's person-month report says it. */
type AidedPerson = MadeUpPerson & {
  readonly cwin: string;
  readonly cin: string;
  readonly number: string;
  readonly adult: boolean;
  wtw: string;
  wtwDate: string;
  monthsUsed: number;
};

type Household = {
  readonly caseNumber: string;
  readonly applied: string;
  readonly persons: readonly AidedPerson[];
  grant: number;
  worker: number;
  place: Pick<MadeUpPerson, 'street' | 'city' | 'zip'>;
};

/** Chances a month: a household leaves and another comes; it moves; its grant, its worker, an adult's status change. */
const leaves = 0.03;
const moves = 0.012;
const otherGrant = 0.04;
const otherWorker = 0.02;
const otherStatus = 0.05;

const statuses = ['ACTIVE', 'EXEMPT', 'NON-COMP', 'SANCTIONED', 'DEFERRED'];

const header =
  'BENEFIT_MONTH,CASE_NUM,PGM_STATUS,APPL_DATE,GRANT_AMT,PERS_NUM,CWIN,CIN,FIRST_NAME,MID_INIT,LAST_NAME,DOB,SEX,SSN,AID_CODE,PERS_ROLE,IN_HOME,AIDED,NOT_AIDED_RSN,ADDR_STREET,ADDR_CITY,ADDR_ZIP,WTW_STATUS,WTW_STATUS_DATE,TOA_MONTHS,TOA_LIMIT,WORKER_ID';

/**
 * Writes CalWIN person-month reports month after month: about `persons` made-up people on aid at a time, of whom some
 * leave and others come. The same for the same seed. Gives the number of rows of each month.
 */
export async function writePersonMonths(
  fileOf: (month: Month) => string,
  { persons, months, first, seed }: { persons: number; months: number; first: Month; seed: number },
): Promise<readonly number[]> {
  const { person, random } = peopleMaker(seed, persons * 2);
  const whole = (below: number): number => Math.floor(random() * below);
  let cases = 0;
  let people = 0;

  function household(month: Month): Household {
    const caseNumber = `1B${(1_000_000 + cases++).toString(36).toUpperCase().padStart(5, '0')}`;
    const adults = random() < 0.4 ? 0 : 1 + Number(random() < 0.15);
    const size = adults + 1 + whole(3);
    const { last, street, city, zip } = person();
    const members = Array.from({ length: size }, (_, index): AidedPerson => {
      const one = person();
      const adult = index < adults;
      const born = Number(one.birth.slice(0, 4));
      const year = adult ? 1962 + (born % 42) : 2008 + (born % 15);
      const id = people++;
      return {
        ...one,
        last: random() < 0.85 ? last : one.last,
        birth: `${one.birth.slice(5, 7)}/${one.birth.slice(8)}/${year}`,
        cwin: String(100_000_000 + id),
        cin: `9${String(1_000_000 + id)}${'ACDEFGHMNTUV'[id % 12]}`,
        number: String(index + 1).padStart(2, '0'),
        adult,
        wtw: adult ? 'ACTIVE' : '',
        wtwDate: adult ? dayIn(month, 1 + whole(28)) : '',
        monthsUsed: adult ? whole(40) : 0,
      };
    });
    return {
      caseNumber,
      applied: dayIn(month, 1 + whole(28)),
      persons: members,
      grant: 300 + whole(900),
      worker: whole(900),
      place: { street, city, zip },
    };
  }

  function passMonth(home: Household, month: Month): void {
    if (random() < moves) home.place = person();
    if (random() < otherGrant) home.grant = 300 + whole(900);
    if (random() < otherWorker) home.worker = whole(900);
    for (const one of home.persons) {
      if (!one.adult) continue;
      if (one.monthsUsed < 60 && one.wtw !== 'EXEMPT') one.monthsUsed++;
      if (random() >= otherStatus) continue;
      one.wtw = statuses[whole(statuses.length)]!;
      one.wtwDate = dayIn(month, 1 + whole(28));
    }
  }

  const homes: Household[] = [];
  let living = 0;
  const rows: number[] = [];
  let month = first;
  for (let passed = 0; passed < months; passed++) {
    for (const [place, home] of homes.entries()) {
      if (random() < leaves) homes[place] = household(month);
      else passMonth(home, month);
    }
    while (living < persons) {
      const home = household(month);
      homes.push(home);
      living += home.persons.length;
    }
    rows.push(homes.reduce((sum, home) => sum + home.persons.length, 0));
    await writeRows(fileOf(month), linesOf(homes, month));
    month = nextMonth(month);
  }
  return rows;
}

function* linesOf(homes: readonly Household[], month: Month): Generator<string> {
  yield header;
  const benefitMonth = month.replace('-', '');
  for (const { caseNumber, applied, grant, worker, place, persons } of homes) {
    for (const one of persons) {
      const sanctioned = one.wtw === 'SANCTIONED';
      yield [
        benefitMonth,
        caseNumber,
        'AC',
        applied,
        `${grant}.00`,
        one.number,
        one.cwin,
        one.cin,
        one.first,
        '',
        one.last,
        one.birth,
        one.sex,
        one.ssn,
        '30',
        one.adult ? 'PA' : 'CH',
        'Y',
        sanctioned ? 'N' : 'Y',
        sanctioned ? 'SANCTIONED' : '',
        place.street,
        place.city,
        place.zip,
        one.wtw,
        one.wtwDate,
        one.adult ? String(one.monthsUsed) : '',
        one.adult ? '60' : '',
        `W${String(worker).padStart(4, '0')}`,
      ].join(',');
    }
  }
}

const dayIn = (month: Month, day: number): string =>
  `${month.slice(5)}/${String(day).padStart(2, '0')}/${month.slice(0, 4)}`;
