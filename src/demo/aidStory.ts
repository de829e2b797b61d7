import { addYears, ageAt } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { caseSpan, tellCalworksCase, tellClock, tellHomeless, tellWtw } from './calworksFacts.ts';
import type { Member, MemberRole, NotAided, Stay } from './calworksFacts.ts';
import { homeOf } from './family.ts';
import type { Child, Family } from './family.ts';
import type { Home } from './home.ts';
import type { Person } from './person.ts';
import { writeCalworksPerson } from './recordedCalworksPerson.ts';
import type { Span } from './story.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';
import { countedSpans, sanctions, wtwHistory } from './wtwHistory.ts';
import type { WtwSpell } from './calworksFacts.ts';

export type AidShape = 'one parent' | 'two parents' | 'parent not aided' | 'relative';

/** One time on aid, from application to the end. */
export interface AidSpell {
  readonly applied: CivilDay;
  /** Undefined: denied. */
  readonly granted: CivilDay | undefined;
  /** First day without aid, or the day of the denial. */
  readonly ends: CivilDay;
}

export interface AidPlan {
  readonly shape: AidShape;
  readonly spells: readonly AidSpell[];
  readonly children: readonly Child[];
  /** While a child is out of the home, though still listed. */
  readonly away?: (child: Person) => readonly Span[];
}

/** CalWORKs records of a household's people, each made once and used in every case. */
export type CalworksRecords = (person: Person, home: Home, made: CivilDay) => RecordedPerson;

/** The CalWORKs records of one household; the same person keeps one id. */
export function calworksRecords(builder: StoryBuilder, relatives: readonly string[]): CalworksRecords {
  const known = new Map<Person, RecordedPerson>();
  return (person, home, made) => {
    let record = known.get(person);
    if (record === undefined) {
      record = builder.calworksPerson(
        person,
        made,
        writeCalworksPerson(
          person,
          home,
          made,
          relatives.filter((ssn) => ssn !== person.ssn),
          builder.random,
          builder.county,
        ),
      );
      known.set(person, record);
    }
    return record;
  };
}

const ADULT_AGE = 18;

const aidCode = (shape: AidShape, reason: NotAided): string => {
  if (shape === 'two parents') return '35';
  if (shape === 'one parent') return '30';
  return reason === 'TIMED OUT' ? 'K1' : '33';
};

const grantCents = (aided: number): number => 42_500 + aided * 24_300;

/** Cuts a stay in two wherever the given spans begin or end, and rewords the part inside. */
function divide(stays: readonly Stay[], spans: readonly Span[], inside: Partial<Stay>): readonly Stay[] {
  let parts = stays;
  for (const span of spans) {
    parts = parts.flatMap((stay) => {
      const end = stay.until ?? Number.POSITIVE_INFINITY;
      const from = Math.max(stay.from, span.from);
      const until = Math.min(end, span.until ?? Number.POSITIVE_INFINITY);
      if (from >= until) return [stay];
      return [
        { ...stay, until: from },
        { ...stay, ...inside, from, until: until === Number.POSITIVE_INFINITY ? null : until },
        { ...stay, from: until },
      ].filter((part) => part.from < (part.until ?? Number.POSITIVE_INFINITY));
    });
  }
  return parts;
}

/** A family's times on CalWORKs under one case number: case, members, Welfare-to-Work, clocks, homelessness. */
export function tellAid(
  builder: StoryBuilder,
  family: Family,
  plan: AidPlan,
  records: CalworksRecords,
): void {
  const { random, county } = builder;
  const { rates } = county;
  const first = plan.spells[0]!;
  const last = plan.spells.at(-1)!;
  const isRelative = plan.shape === 'relative' && family.relative !== undefined;
  const head = isRelative ? family.relative.person : family.mother;
  const home = isRelative ? family.relativeHome : family.home;

  const isNeedy = isRelative && random.chance(0.4);
  let headReason: NotAided = '';
  if (isRelative && !isNeedy) headReason = 'OPTIONAL';
  else if (plan.shape === 'parent not aided') {
    const reason = random.weighted({
      SSI: 40,
      IMMIGRATION: 38,
      'TIMED OUT': 18,
      'FLEEING FELON': 1,
      EXCLUDED: 3,
    });
    headReason = reason;
  }
  let headRole: MemberRole = 'PARENT';
  if (isRelative) headRole = isNeedy ? 'NEEDY CARETAKER RELATIVE' : 'NON-NEEDY CARETAKER RELATIVE';

  const granted = plan.spells.filter((spell) => spell.granted !== undefined);
  const stays = granted.map(
    (spell): Stay => ({ from: spell.granted!, until: spell.ends, inHousehold: true, notAided: '' }),
  );
  // Who only ever applied is listed while the application ran.
  const listed: readonly Stay[] =
    stays.length > 0
      ? stays
      : [{ from: first.applied, until: last.ends, inHousehold: true, notAided: 'EXCLUDED' }];
  const code = aidCode(plan.shape, headReason);

  const adults: { readonly record: RecordedPerson; readonly wtw: readonly WtwSpell[] }[] = [];
  const addAdult = (person: Person, role: MemberRole, reason: NotAided): Member => {
    const record = records(person, homeOf(family, person), first.applied);
    const wtw =
      reason === '' ? granted.flatMap((spell) => wtwHistory(spell.granted!, spell.ends, random, rates)) : [];
    adults.push({ record, wtw });
    const own = listed.map((stay) => (reason === '' ? stay : { ...stay, notAided: reason }));
    return { record, role, aidCode: code, stays: divide(own, sanctions(wtw), { notAided: 'SANCTIONED' }) };
  };

  const members: Member[] = [addAdult(head, headRole, headReason)];
  const partner = family.fathers.find((father) => father.inHome);
  if (plan.shape === 'two parents' && partner !== undefined) {
    const isStep = !plan.children.some((child) => child.father === partner);
    members.push(addAdult(partner.person, isStep ? 'STEPPARENT' : 'PARENT', ''));
  }
  for (const { person } of plan.children) {
    const grown = addYears(person.birth, ADULT_AGE);
    const own = listed
      .map((stay) => ({
        ...stay,
        from: Math.max(stay.from, person.birth + random.between(1, 20)),
        until: Math.min(stay.until!, grown),
      }))
      .filter((stay) => stay.from < stay.until);
    if (own.length === 0) continue;
    // Listed, but living elsewhere.
    const absent = plan.away === undefined && random.chance(0.015);
    const home_ = absent
      ? own.map((stay) => ({ ...stay, inHousehold: false, notAided: 'EXCLUDED' as const }))
      : own;
    const isSsi = !absent && random.chance(0.02);
    const given = isSsi ? home_.map((stay) => ({ ...stay, notAided: 'SSI' as const })) : home_;
    members.push({
      record: records(person, home, Math.max(first.applied, own[0]!.from)),
      role: 'CHILD',
      aidCode: isSsi ? '' : code,
      stays: divide(given, plan.away?.(person) ?? [], { inHousehold: false, notAided: 'FOSTER CARE' }),
    });
  }
  if (random.chance(rates.duplicateCalworks * members.length)) {
    members.push(...duplicateMember(builder, home, members, random.pick(members.slice(1)), listed[0]!));
  }

  const aided = members.filter((member) => member.stays.some((stay) => stay.notAided === '')).length;
  const statuses = plan.spells.flatMap((spell) => [
    { status: 'PENDING' as const, from: spell.applied, grantCents: 0 },
    ...(spell.granted === undefined
      ? [{ status: 'DENIED' as const, from: spell.ends, grantCents: 0 }]
      : [
          { status: 'ACTIVE' as const, from: spell.granted, grantCents: grantCents(aided) },
          {
            status: random.chance(0.06) ? ('TRANSFERRED' as const) : ('DISCONTINUED' as const),
            from: spell.ends,
            grantCents: 0,
          },
        ]),
  ]);
  const told = {
    statuses,
    applied: first.applied,
    home,
    members,
    desk: random.below(county.workers.calworksDesks),
  };
  const caseNumber = tellCalworksCase(builder, told);
  const span = caseSpan(told);
  tellHomelessness(builder, caseNumber, first, span);

  for (const { record, wtw } of adults) {
    if (ageAt(record.person.birth, first.applied) < 16) continue;
    tellWtw(builder, record, wtw);
    const timedOut = headReason === 'TIMED OUT' && record.person === head;
    const counted = countedSpans(wtw);
    const earlier = Math.floor(random.unit() ** 1.6 * 40);
    const months = counted.reduce(
      (sum, { from, until }) => sum + Math.ceil(((until ?? from) - from) / 28) + 1,
      0,
    );
    if (isRelative && !isNeedy) continue;
    tellClock(builder, record, {
      base: timedOut ? 60 : Math.max(0, Math.min(earlier, 59 - months)),
      counted,
    });
  }
}

/** The same child again under a second id, merged after two months; none when there is no child to double. */
function duplicateMember(
  builder: StoryBuilder,
  home: Home,
  members: readonly Member[],
  original: Member | undefined,
  stay: Stay,
): readonly Member[] {
  if (original === undefined || original.role !== 'CHILD' || members.length < 2) return [];
  const { person } = original.record;
  const from = Math.max(stay.from, original.stays[0]!.from);
  const record = builder.calworksPerson(
    person,
    from,
    writeCalworksPerson(person, home, from, [], builder.random, builder.county),
    { key: person.secondCwin },
  );
  return [
    {
      record,
      role: 'CHILD',
      aidCode: original.aidCode,
      stays: [{ from, until: from + 61, inHousehold: true, notAided: 'EXCLUDED' }],
    },
  ];
}

function tellHomelessness(builder: StoryBuilder, caseNumber: string, spell: AidSpell, of: Span): void {
  const { random, county } = builder;
  // About as many months apart as together, so twice as many families are homeless at some time as on a day.
  if (!random.chance(county.rates.homeless * 2)) return;
  const from = random.between(spell.applied, Math.max(spell.applied, spell.ends - 30));
  tellHomeless(builder, caseNumber, { basis: 'INDICATOR', from, until: from + random.between(30, 700) }, of);
  if (random.chance(0.5)) {
    const days = random.between(3, 16);
    tellHomeless(builder, caseNumber, { basis: 'THA', from, until: from + days, cents: days * 8_500 }, of);
  }
  if (random.chance(0.25)) {
    const paid = from + random.between(10, 200);
    tellHomeless(
      builder,
      caseNumber,
      { basis: 'PHA', from: paid, until: paid, cents: random.between(900, 2_900) * 100 },
      of,
    );
  }
}
