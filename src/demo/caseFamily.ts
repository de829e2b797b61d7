import { addMonths, addYears } from '../domain/civilDate.ts';
import type { CwsCase } from './cwsFacts.ts';
import { sealing, tellAdoption } from './adoption.ts';
import { tellChildCase } from './childCase.ts';
import { bearChild, drawFamily } from './family.ts';
import type { Child } from './family.ts';
import { clientsOf, relateFamily } from './familyClients.ts';
import { drawReferralFacts, referFamily } from './familyReferral.ts';
import { tellFamilyAid } from './familyAid.ts';
import type { CaseOutline } from './outline.ts';
import type { Span } from './story.ts';
import type { StoryBuilder } from './storyBuilder.ts';

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

function drawSensitivity(builder: StoryBuilder): 'N' | 'S' | 'R' {
  const { random, county } = builder;
  if (random.chance(county.rates.restricted)) return 'R';
  return random.chance(county.rates.sensitive) ? 'S' : 'N';
}

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
  const closureReason = random.pick(closureReasons[outline.road]);
  const adopted = inCase.filter(
    ({ person }) =>
      closureReason === 'ADPT' &&
      addYears(person.birth, 18) > outline.until &&
      random.chance(rates.adoptionPair),
  );
  for (const { person } of family.children) {
    clients.of(
      person,
      outline.referred,
      inCase.some((child) => child.person === person) ? 'case child' : 'referral child',
      adopted.some((child) => child.person === person) ? [sealing(outline.until)] : [],
    );
  }
  clients.of(family.mother, outline.referred, 'adult');
  const knownFathers = family.fathers.filter((father) => father.inHome || random.chance(0.6));
  for (const father of knownFathers) {
    clients.of(father.person, outline.referred, father.alleged ? 'alleged father' : 'adult');
  }
  const desk = random.below(workers.cwsDesks);
  if (outline.referred - outline.known > 60 && random.chance(0.5)) {
    const earlier = drawReferralFacts(builder, random.between(outline.known, outline.referred - 40));
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
    closureReason,
    incomingIcpc: random.chance(0.004),
  };
  for (const child of children) {
    tellChildCase(builder, family, clients, child, outline, {
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
  for (const child of adopted) tellAdoption(builder, child, outline.until);
  tellFamilyAid(builder, family, children, outline, away, inRelativeHome);
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
