import { addMonths } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { drawHome } from './home.ts';
import type { Home } from './home.ts';
import { drawFirstName } from './names/firstNames.ts';
import type { NameGroup } from './names/nameGroup.ts';
import type { NameSex } from './names/nameSex.ts';
import { drawSurname } from './names/surnames.ts';
import { nameChild } from './names/trueName.ts';
import type { TrueName } from './names/trueName.ts';
import type { Person } from './person.ts';
import type { StoryBuilder } from './storyBuilder.ts';

export interface Father {
  readonly person: Person;
  /** Named by the mother, not established. */
  readonly alleged: boolean;
  readonly inHome: boolean;
}

export interface Child {
  readonly person: Person;
  readonly father: Father;
}

/** Parents and children of one household, and the relative who takes the children in when need be. */
export interface Family {
  readonly mother: Person;
  readonly fathers: readonly Father[];
  readonly children: readonly Child[];
  readonly relative: { readonly person: Person; readonly isGrandmother: boolean } | undefined;
  readonly home: Home;
  readonly fatherHome: Home;
  readonly relativeHome: Home;
}

export interface FamilyNeeds {
  /** First and last day on which anything is told of the family. */
  readonly from: CivilDay;
  readonly until: CivilDay;
  readonly withRelative: boolean;
  /** Least and most age of the oldest child in years; default any age as child welfare sees them. */
  readonly oldest?: readonly [least: number, most: number];
  readonly fatherInHome: number;
}

const YEAR = 365.25;

/** Ages of children in child welfare (domain.md 6.1). */
function childAge({ random }: StoryBuilder): number {
  const band = random.weighted({ infant: 7, toddler: 30, young: 30, middle: 22, youth: 11 });
  switch (band) {
    case 'infant':
      return random.unit();
    case 'toddler':
      return 1 + random.unit() * 5;
    case 'young':
      return 6 + random.unit() * 5;
    case 'middle':
      return 11 + random.unit() * 5;
    case 'youth':
      return 16 + random.unit() * 1.8;
  }
}

function adultName(group: NameGroup, sex: NameSex, builder: StoryBuilder, last?: string): TrueName {
  const { random, county } = builder;
  const family = last ?? drawSurname(group, random);
  return nameChild(
    group,
    sex,
    false,
    { last: family, mothers: drawSurname(group, random) },
    random,
    county.rates,
  );
}

const frozen = ({ random, county }: StoryBuilder): { readonly hasFrozenCin: boolean } => ({
  hasFrozenCin: random.chance(county.rates.cinFrozen),
});

/** Birth dates of the children, oldest first; twins share one. */
function childBirths(builder: StoryBuilder, needs: FamilyNeeds, most: number): readonly CivilDay[] {
  const { random, county } = builder;
  const count = Math.min(most, 1 + Number(random.weighted({ 0: 46, 1: 30, 2: 15, 3: 9 })));
  const births: CivilDay[] = [];
  let age =
    needs.oldest === undefined
      ? childAge(builder)
      : needs.oldest[0] + random.unit() * (needs.oldest[1] - needs.oldest[0]);
  // The age drawn is anybody's, not the oldest's: some of the brothers and sisters are older.
  if (needs.oldest === undefined && count > 1) age = Math.min(17.7, age + random.unit() * 2 * (count - 1));
  for (
    let birth = Math.floor(needs.from - Math.max(age, 0.02) * YEAR);
    births.length < count && birth < needs.from - 2;
  ) {
    births.push(birth);
    if (births.length < most && random.chance(county.rates.twins)) births.push(birth);
    birth += random.between(340, 1500);
  }
  return births;
}

/** A family as it is when it first comes to notice. */
export function drawFamily(builder: StoryBuilder, needs: FamilyNeeds): Family {
  const { random, county } = builder;
  const { rates, tier } = county;
  const group = random.weighted(tier.mix as Record<NameGroup, number>);
  const fathersGroup = random.chance(0.85) ? group : random.weighted(tier.mix as Record<NameGroup, number>);

  const mostChildren = 4;
  const births = childBirths(builder, needs, mostChildren);
  const eldest = births[0]!;
  const motherName = adultName(group, 'F', builder);
  const motherBirth = Math.floor(eldest - (16.5 + random.unit() ** 1.4 * 20) * YEAR);
  const changed = random.chance(rates.surnameChanged) ? needs.from + random.between(-900, 900) : undefined;
  const motherSurname =
    changed === undefined
      ? motherName
      : { ...motherName, last: drawSurname(fathersGroup, random), second: '' };
  const mother = builder.person({
    sex: 'F',
    birth: motherBirth,
    name: motherSurname,
    earlier: changed === undefined ? undefined : { name: motherName, until: changed },
    death: random.chance(0.003) ? needs.from + random.between(60, 900) : null,
    ...frozen(builder),
  });

  const hasTwo = births.length > 1 && random.chance(rates.halfSiblings);
  const fathers: Father[] = [];
  for (let i = 0; i < (hasTwo ? 2 : 1); i += 1) {
    const name = adultName(i === 0 ? group : fathersGroup, 'M', builder);
    fathers.push({
      person: builder.person({
        sex: 'M',
        birth: Math.floor(motherBirth + (random.unit() * 12 - 8) * YEAR),
        name,
        ...frozen(builder),
      }),
      alleged: random.chance(0.25),
      inHome: i === (hasTwo ? 1 : 0) && random.chance(needs.fatherInHome),
    });
  }

  const children: Child[] = [];
  const used = new Set<string>();
  for (const [index, birth] of births.entries()) {
    if (builder.places <= (needs.withRelative ? 1 : 0)) break;
    const isTwin = index > 0 && births[index - 1] === birth;
    const father = hasTwo && index >= births.length / 2 ? fathers[1]! : fathers[0]!;
    const sex: NameSex = random.chance(0.5) ? 'F' : 'M';
    const namesake = sex === 'M' && index === 0 && random.chance(0.06);
    // A child of an unestablished father often bears the mother's name.
    const last = father.alleged && random.chance(0.5) ? motherName.last : father.person.name.last;
    const named = nameChild(group, sex, true, { last, mothers: motherName.last }, random, rates);
    const initial = isTwin ? children.at(-1)?.person.name.first[0] : undefined;
    let { first } = named;
    for (let tries = 0; tries < 12; tries += 1) {
      if (!used.has(first) && (initial === undefined || first[0] === initial)) break;
      first = drawFirstName(group, sex, true, random);
    }
    if (used.has(first)) first = named.middle === '' || used.has(named.middle) ? `${first}LYN` : named.middle;
    let name: TrueName = { ...named, first };
    used.add(name.first);
    if (namesake)
      name = { ...name, first: father.person.name.first, last: father.person.name.last, suffix: 'JR' };
    children.push({
      person: builder.person({
        sex,
        birth,
        name,
        death: random.chance(0.0008) ? needs.from + random.between(30, 900) : null,
        ...frozen(builder),
      }),
      father,
    });
  }

  const isGrandmother = random.chance(0.65);
  const relative = needs.withRelative
    ? {
        person: builder.person({
          sex: 'F',
          birth: Math.floor(
            motherBirth - (isGrandmother ? 18 + random.unit() * 16 : random.unit() * 12 - 6) * YEAR,
          ),
          name: adultName(group, 'F', builder, random.chance(0.6) ? motherName.last : undefined),
        }),
        isGrandmother,
      }
    : undefined;
  const home = (): Home => drawHome(tier, addMonths(needs.from, -6), needs.until, random, rates);
  return {
    mother,
    fathers,
    children,
    relative,
    home: home(),
    fatherHome: home(),
    relativeHome: home(),
  };
}

/** A child born into the family on a day; undefined when the household's numbers are used up. */
export function bearChild(builder: StoryBuilder, family: Family, birth: CivilDay): Child | undefined {
  if (builder.places <= 0) return undefined;
  const { random, county } = builder;
  const father = family.fathers.at(-1)!;
  const sex: NameSex = random.chance(0.5) ? 'F' : 'M';
  const name = nameChild(
    family.mother.name.group,
    sex,
    true,
    { last: father.person.name.last, mothers: family.mother.name.last },
    random,
    county.rates,
  );
  return { person: builder.person({ sex, birth, name }), father };
}

/** Where somebody of the family lives. */
export function homeOf(family: Family, person: Person): Home {
  if (person === family.relative?.person) return family.relativeHome;
  const father = family.fathers.find((candidate) => candidate.person === person);
  return father !== undefined && !father.inHome ? family.fatherHome : family.home;
}
