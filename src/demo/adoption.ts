import { addMonths } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { calworksRecords, tellAid } from './aidStory.ts';
import { tellRelationship } from './cwsFacts.ts';
import type { Child, Family } from './family.ts';
import { clientsOf } from './familyClients.ts';
import { drawReferralFacts, referFamily } from './familyReferral.ts';
import { drawHome } from './home.ts';
import { drawFirstName } from './names/firstNames.ts';
import { drawSurname } from './names/surnames.ts';
import { nameChild } from './names/trueName.ts';
import { parentCode } from './relationshipCodes.ts';
import type { Change } from './story.ts';
import type { StoryBuilder } from './storyBuilder.ts';

/** What becomes of a child's record in child welfare when the child is adopted. */
export function sealing(adopted: CivilDay): Change {
  return { day: adopted, set: { sealed: true, sensitivity: 'R', adoption_status: 'T' } };
}

/**
 * The adopted child's new life: another name, CIN and SSN, a new client record, and the adopter's CalWORKs case.
 * Nothing may lead from here to the sealed record, so the child counts as another person in the truth. Needs two
 * places in the household's numbers.
 */
export function tellAdoption(
  builder: StoryBuilder,
  { person: before, father }: Child,
  adopted: CivilDay,
): void {
  const { random, county } = builder;
  if (builder.places < 2) return;
  const { group } = before.name;
  const last = drawSurname(group, random);
  const adopter = builder.person({
    sex: 'F',
    birth: before.birth - random.between(24 * 365, 45 * 365),
    name: nameChild(group, 'F', false, { last, mothers: last }, random, county.rates),
  });
  const person = builder.person({
    sex: before.sex,
    birth: before.birth,
    name: {
      ...before.name,
      first: random.chance(0.5) ? before.name.first : drawFirstName(group, before.sex, true, random),
      last,
      second: '',
      suffix: '',
    },
  });
  const home = drawHome(county.tier, adopted, addMonths(adopted, 48), random, county.rates);
  const family: Family = {
    mother: adopter,
    fathers: [],
    children: [{ person, father }],
    relative: undefined,
    home,
    fatherHome: home,
    relativeHome: home,
  };
  const clients = clientsOf(builder, family, 'N');
  const received = adopted + random.between(40, 300);
  const child = clients.of(person, received, 'referral child');
  const parent = clients.of(adopter, received, 'adult');
  referFamily(builder, family, [child, parent], drawReferralFacts(builder, received), 'N');
  tellRelationship(builder, parent, child, parentCode('adoptive mother', person.sex));
  const applied = adopted + random.between(5, 60);
  const spell = { applied, granted: applied + 14, ends: addMonths(applied, random.between(6, 30)) };
  tellAid(
    builder,
    family,
    { shape: 'one parent', spells: [spell], children: family.children },
    calworksRecords(builder, []),
  );
}
