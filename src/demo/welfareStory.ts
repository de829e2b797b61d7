import { addMonths, addYears } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { calworksRecords, tellAid } from './aidStory.ts';
import type { AidSpell, CalworksRecords } from './aidStory.ts';
import { tellCwsCase, tellOtherNames, tellPlacement, tellReferral, tellRelationship } from './cwsFacts.ts';
import type { CwsCase, Referral } from './cwsFacts.ts';
import { bearChild, drawFamily, homeOf } from './family.ts';
import type { Child, Family } from './family.ts';
import { drawAidOutline, drawSpell } from './outline.ts';
import type { CaseOutline, ReferralOutline } from './outline.ts';
import type { Person } from './person.ts';
import { writeClient } from './recordedPeople.ts';
import type { ClientRole } from './recordedPeople.ts';
import {
  AUNT_CODE,
  childOfMotherCode,
  GRANDMOTHER_CODE,
  parentCode,
  SIBLING_CODE,
} from './relationshipCodes.ts';
import type { ParentKind } from './relationshipCodes.ts';
import type { Span } from './story.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';

/** The clients of one family in child welfare. */
interface Clients {
  readonly of: (person: Person, made: CivilDay, as: ClientRole['as']) => RecordedPerson;
  readonly family: () => readonly RecordedPerson[];
}

function clientsOf(builder: StoryBuilder, family: Family, sensitivity: 'N' | 'S' | 'R'): Clients {
  const known = new Map<Person, RecordedPerson>();
  const ssns = [family.mother.ssn, ...family.children.map((child) => child.person.ssn)];
  return {
    of: (person, made, as) => {
      let client = known.get(person);
      if (client === undefined) {
        const content = writeClient(
          person,
          homeOf(family, person),
          made,
          { as, sensitivity, relatives: ssns.filter((ssn) => ssn !== person.ssn) },
          builder.random,
          builder.county,
        );
        client = builder.client(person, made, content);
        tellOtherNames(builder, client, content);
        known.set(person, client);
      }
      return client;
    },
    family: () => [...known.values()],
  };
}

/** A referral of the family with everybody known by then; a second record of somebody may come of it. */
function referFamily(
  builder: StoryBuilder,
  family: Family,
  clients: readonly RecordedPerson[],
  facts: Pick<Referral, 'received' | 'response' | 'disposition' | 'closed' | 'desk'>,
  sensitivity: 'N' | 'S' | 'R',
): void {
  const { random, county } = builder;
  const parts = clients.map((client) => {
    const isChild = family.children.some((child) => child.person === client.person);
    const rate = isChild ? county.rates.duplicateCwsChild : county.rates.duplicateCwsAdult;
    if (!random.chance(rate)) return client;
    const content = writeClient(
      client.person,
      homeOf(family, client.person),
      facts.received,
      { as: isChild ? 'referral child' : 'adult', sensitivity, relatives: [] },
      random,
      county,
    );
    return builder.client(client.person, facts.received, content);
  });
  tellReferral(builder, { ...facts, clients: parts, stateId: builder.stateId(family.mother) });
}

function drawFacts(
  builder: StoryBuilder,
  received: CivilDay,
): Pick<Referral, 'received' | 'response' | 'disposition' | 'closed' | 'desk'> {
  const { random, county } = builder;
  const response = random.weighted({
    IMMEDIATE: 22,
    '3 DAY': 6,
    '5 DAY': 4,
    '10 DAY': 43,
    'EVALUATE OUT': 25,
  });
  return {
    received,
    response,
    disposition:
      response === 'EVALUATE OUT'
        ? 'EVALUATED OUT'
        : random.weighted({ SUBSTANTIATED: 15, INCONCLUSIVE: 30, UNFOUNDED: 55 }),
    closed: received + (response === 'EVALUATE OUT' ? random.between(0, 4) : random.between(6, 75)),
    desk: random.below(county.workers.cwsDesks),
  };
}

function relateFamily(
  builder: StoryBuilder,
  family: Family,
  children: readonly Child[],
  clients: Clients,
): void {
  const { random } = builder;
  const known = new Map(clients.family().map((client) => [client.person, client]));
  const mother = known.get(family.mother);
  const parent = (person: RecordedPerson, child: RecordedPerson, kind: ParentKind): void =>
    tellRelationship(builder, person, child, parentCode(kind, child.person.sex));
  let elder: RecordedPerson | undefined;
  for (const { person, father } of children) {
    const child = known.get(person);
    if (child === undefined) continue;
    if (mother !== undefined) {
      if (random.chance(0.3)) tellRelationship(builder, child, mother, childOfMotherCode(person.sex));
      else parent(mother, child, 'birth mother');
    }
    const man = known.get(father.person);
    if (man !== undefined) {
      parent(
        man,
        child,
        father.alleged ? 'alleged father' : random.chance(0.8) ? 'birth father' : 'presumed father',
      );
    }
    const relative = family.relative === undefined ? undefined : known.get(family.relative.person);
    if (relative !== undefined) {
      tellRelationship(
        builder,
        relative,
        child,
        family.relative!.isGrandmother ? GRANDMOTHER_CODE : AUNT_CODE,
      );
    }
    if (elder !== undefined) tellRelationship(builder, elder, child, SIBLING_CODE);
    elder = child;
  }
}

function drawSensitivity(builder: StoryBuilder): 'N' | 'S' | 'R' {
  const { random, county } = builder;
  if (random.chance(county.rates.restricted)) return 'R';
  return random.chance(county.rates.sensitive) ? 'S' : 'N';
}

/** A family that is referred and no case opened; some are on CalWORKs. */
export function tellReferredFamily(builder: StoryBuilder, { received, aid, until }: ReferralOutline): void {
  const { random } = builder;
  const family = drawFamily(builder, {
    from: Math.min(received, aid?.spells[0]?.applied ?? received),
    until: addMonths(until, 13),
    withRelative: false,
    fatherInHome: 0.35,
  });
  const sensitivity = random.chance(0.998) ? 'N' : 'S';
  const clients = clientsOf(builder, family, sensitivity);
  for (const { person } of family.children) clients.of(person, received, 'referral child');
  clients.of(family.mother, received, 'adult');
  for (const father of family.fathers) {
    if (random.chance(father.inHome ? 1 : 0.45)) {
      clients.of(father.person, received, father.alleged ? 'alleged father' : 'adult');
    }
  }
  referFamily(builder, family, clients.family(), drawFacts(builder, received), sensitivity);
  relateFamily(builder, family, family.children, clients);
  if (aid !== undefined) {
    const shape = aid.shape === 'relative' ? 'one parent' : aid.shape;
    tellAid(
      builder,
      family,
      { ...aid, shape, children: family.children },
      calworksRecords(builder, [family.mother.ssn]),
    );
  }
}

const facilities = [
  'RESOURCE FAMILY HOME',
  'FFA CERTIFIED HOME',
  'SMALL FAMILY HOME',
  'STRTP',
  'GUARDIAN HOME',
  'OTHER',
];

/** Days out of home in a case: while reunification, permanent placement or supportive transition run. */
const removal = (outline: CaseOutline): Span | undefined => {
  const out = outline.components.filter(({ code }) => code === '1694' || code === '1695' || code === '6540');
  return out.length === 0 ? undefined : { from: out[0]!.from, until: out.at(-1)!.until };
};

const closureReasons: Readonly<Record<CaseOutline['road'], readonly string[]>> = {
  emergency: ['FAMS'],
  maintenance: ['FAMS', 'FAMS', 'CTRM', 'MOVE', 'REFU'],
  reunified: ['REUN', 'FAMS'],
  permanent: ['ADPT', 'ADPT', 'GRDN', 'KING'],
  'long placement': ['ADPT', 'GRDN', 'EMAN', '310'],
  youth: ['EMAN'],
};

/** A family with an open case in child welfare, alone or together with CalWORKs. */
export function tellCaseFamily(builder: StoryBuilder, outline: CaseOutline): void {
  const { random, county } = builder;
  const { rates, workers } = county;
  const opened = outline.components[0]!.from;
  const away = removal(outline);
  const inRelativeHome = away !== undefined && random.chance(rates.relativePlacement);
  const family = drawFamily(builder, {
    from: outline.known,
    until: addMonths(outline.until, 13),
    withRelative: inRelativeHome,
    fatherInHome: 0.3,
    ...(outline.road === 'youth' ? { oldest: [15.5, 17.2] as const } : {}),
  });
  const sensitivity = drawSensitivity(builder);
  const clients = clientsOf(builder, family, sensitivity);

  // A brother or sister now and then stays out of it; a youth's case is the youth's own.
  const inCase = family.children.filter((_, index) =>
    index === 0 ? true : outline.road !== 'youth' && random.chance(0.87),
  );
  for (const { person } of family.children) {
    clients.of(
      person,
      outline.referred,
      inCase.some((child) => child.person === person) ? 'case child' : 'referral child',
    );
  }
  clients.of(family.mother, outline.referred, 'adult');
  const knownFathers = family.fathers.filter((father) => father.inHome || random.chance(0.6));
  for (const father of knownFathers) {
    clients.of(father.person, outline.referred, father.alleged ? 'alleged father' : 'adult');
  }
  const desk = random.below(workers.cwsDesks);
  if (outline.referred - outline.known > 60 && random.chance(0.5)) {
    const earlier = drawFacts(builder, random.between(outline.known, outline.referred - 40));
    const present = clients.family().filter(({ person }) => person.birth < earlier.received);
    referFamily(builder, family, present, earlier, sensitivity);
  }
  referFamily(
    builder,
    family,
    clients.family(),
    {
      received: outline.referred,
      response: random.weighted({ IMMEDIATE: 45, '3 DAY': 10, '5 DAY': 5, '10 DAY': 40 }),
      disposition: random.chance(0.85) ? 'SUBSTANTIATED' : 'INCONCLUSIVE',
      closed: opened,
      desk,
    },
    sensitivity,
  );

  const newborn =
    outline.until - opened > 300 && outline.road !== 'youth' && random.chance(0.1)
      ? bearChild(builder, family, random.between(opened + 60, outline.until - 120))
      : undefined;
  const children = newborn === undefined ? inCase : [...inCase, newborn];
  const isVoluntary = random.chance(
    away === undefined ? rates.voluntaryMaintenance : rates.voluntaryReunification,
  );
  const plan = {
    agency: random.weighted({
      C: 1 - rates.agencyProbation - rates.agencyOther,
      P: rates.agencyProbation,
      K: rates.agencyOther / 2,
      A: rates.agencyOther / 2,
    }),
    entity: random.chance(rates.otherCounty) ? String(1068 + random.below(58)) : workers.entity,
    access: sensitivity,
    stateId: random.chance(0.97) ? builder.stateId(family.mother) : '',
    closureReason: random.pick(closureReasons[outline.road]),
    incomingIcpc: random.chance(0.004),
  };
  for (const child of children) {
    tellChild(builder, family, clients, child, outline, {
      ...plan,
      desk: random.chance(0.985) ? desk : undefined,
      voluntary: voluntaryRows(builder, isVoluntary, child, outline),
      away,
      inRelativeHome,
      knownFathers: knownFathers.map((father) => father.person),
    });
  }
  relateFamily(
    builder,
    family,
    newborn === undefined ? family.children : [...family.children, newborn],
    clients,
  );
  tellFamilyAid(builder, family, children, outline, away, inRelativeHome);
}

interface ChildPlan
  extends Pick<
    CwsCase,
    'agency' | 'entity' | 'access' | 'stateId' | 'closureReason' | 'incomingIcpc' | 'voluntary' | 'desk'
  > {
  readonly away: Span | undefined;
  readonly inRelativeHome: boolean;
  readonly knownFathers: readonly Person[];
}

function voluntaryRows(
  { random }: StoryBuilder,
  voluntary: boolean,
  { person }: Child,
  outline: CaseOutline,
): CwsCase['voluntary'] {
  const from = Math.max(outline.components[0]!.from, person.birth + 3);
  if (random.chance(0.03)) return [];
  if (voluntary && outline.until - from > 60 && random.chance(0.12)) {
    const turned = random.between(from + 20, outline.until - 20);
    return [
      { voluntary: true, from, until: turned },
      { voluntary: false, from: turned, until: outline.until },
    ];
  }
  return [{ voluntary, from, until: outline.until }];
}

/** One child's case: participants, placements and the rest. */
function tellChild(
  builder: StoryBuilder,
  family: Family,
  clients: Clients,
  { person, father }: Child,
  outline: CaseOutline,
  plan: ChildPlan,
): void {
  const { random } = builder;
  const from = Math.max(outline.components[0]!.from, person.birth + 3);
  // A case ends when the child is of age; a youth may stay in supportive transition until 21.
  const ofAge = addYears(person.birth, outline.road === 'youth' ? 21 : 18);
  const closes = Math.min(outline.until, ofAge);
  if (closes <= from) return;
  const span: Span = { from, until: closes };
  const client = clients.of(person, from, 'case child');
  const mother = clients.of(family.mother, outline.referred, 'adult');
  const components = outline.components
    .filter((component) => component.until! > from && component.from < closes)
    .map((component) => ({
      ...component,
      from: Math.max(component.from, from),
      until: Math.min(component.until!, closes),
    }));
  // Everybody of the family is of use to the case of one.
  builder.involve(
    clients.family().filter((other) => other.made <= from),
    span,
  );
  const fatherClient = plan.knownFathers.includes(father.person)
    ? clients.of(father.person, outline.referred, 'adult')
    : undefined;
  const relative =
    plan.inRelativeHome && family.relative !== undefined
      ? clients.of(family.relative.person, from, 'adult')
      : undefined;
  if (relative !== undefined) builder.involve([relative], span);
  tellCwsCase(builder, {
    ...plan,
    child: client,
    from,
    until: closes,
    ...(closes === ofAge ? { closureReason: 'EMAN' } : {}),
    voluntary: plan.voluntary
      .map((row) => ({ ...row, until: Math.min(row.until!, closes) }))
      .filter((row) => row.from < row.until),
    components,
    participants: [
      { client, role: 'CHILD' },
      ...(random.chance(0.96) ? [{ client: mother, role: 'PARENT' as const }] : []),
      ...(fatherClient !== undefined && random.chance(father.alleged ? 0.3 : 0.8)
        ? [{ client: fatherClient, role: 'PARENT' as const }]
        : []),
      ...(relative !== undefined && random.chance(0.6)
        ? [{ client: relative, role: 'CARETAKER' as const }]
        : []),
    ],
  });
  if (plan.away === undefined || plan.away.until! <= from) return;
  const removed = Math.max(plan.away.from, from);
  const ends = Math.min(plan.away.until!, closes);
  if (ends <= removed) return;
  let start = removed;
  const stays = 1 + random.below(3);
  for (let nth = 0; nth < stays && start < ends; nth += 1) {
    const isLast = nth === stays - 1;
    const until = isLast ? ends : Math.min(ends, start + random.between(10, 300));
    const relativeHome = plan.inRelativeHome && (isLast || random.chance(0.5));
    tellPlacement(
      builder,
      {
        child: client,
        removed,
        episodeEnds: ends,
        from: start,
        until,
        facility: relativeHome ? 'RELATIVE/NREFM HOME' : random.pick(facilities),
        relativeHome,
      },
      span,
    );
    start = until;
  }
}

/** What CalWORKs knows of a family with a case, by the road the case takes. */
function tellFamilyAid(
  builder: StoryBuilder,
  family: Family,
  children: readonly Child[],
  outline: CaseOutline,
  away: Span | undefined,
  inRelativeHome: boolean,
): void {
  const { random, county } = builder;
  const { rates } = county;
  const records = calworksRecords(builder, [family.mother.ssn, ...children.map((child) => child.person.ssn)]);
  if (outline.isAided) tellParentsAid(builder, family, children, outline, away, records);
  if (inRelativeHome && away !== undefined && random.chance(rates.calworksRelativeCaretaker)) {
    const applied = away.from + random.between(5, 90);
    const granted = applied + random.between(3, 40);
    const youngest = Math.max(...children.map((child) => child.person.birth));
    const ends = Math.min(addYears(youngest, 18), away.until! + random.between(0, 200));
    if (ends > granted + 20) {
      tellAid(
        builder,
        family,
        { shape: 'relative', spells: [{ applied, granted, ends }], children },
        records,
      );
    }
  }
}

/** The parents' own case; children removed stay listed for up to six months, then aid ends (AB 135). */
function tellParentsAid(
  builder: StoryBuilder,
  family: Family,
  children: readonly Child[],
  { components, known, until: closed }: CaseOutline,
  away: Span | undefined,
  records: CalworksRecords,
): void {
  const { random, county } = builder;
  const { rates } = county;
  const opened = components[0]!.from;
  const before = random.between(known, opened);
  const reunited = away !== undefined && away.until! < closed ? away.until! : undefined;
  const spells: AidSpell[] = [];
  if (away === undefined) {
    const applied = random.chance(0.75) ? before : random.between(opened, Math.max(opened, closed - 30));
    const spell = drawSpell(applied, 22, random, { ...rates, denied: rates.denied / 2 });
    // Who was on aid before was still so when the case opened.
    spells.push(
      spell.granted !== undefined && spell.ends <= opened
        ? { ...spell, ends: opened + random.between(120, 900) }
        : spell,
    );
  } else {
    if (random.chance(reunited === undefined ? 1 : 0.6)) {
      const stop = away.from + random.between(15, 182);
      spells.push({ applied: before, granted: before + random.between(5, 19), ends: stop });
    }
    if (reunited !== undefined && (spells.length === 0 || random.chance(0.7))) {
      const applied = Math.max(reunited - random.between(0, 20), (spells.at(-1)?.ends ?? 0) + 5);
      spells.push({
        applied,
        granted: applied + random.between(3, 40),
        ends: applied + 60 + random.between(0, 700),
      });
    }
  }
  if (spells.length === 0) return;
  const { shape } = drawAidOutline(spells[0]!.applied, random, rates);
  tellAid(
    builder,
    family,
    {
      shape: shape === 'relative' ? 'one parent' : shape,
      spells,
      children: children.length < family.children.length ? family.children : children,
      ...(away === undefined ? {} : { away: () => [away] }),
    },
    records,
  );
}
