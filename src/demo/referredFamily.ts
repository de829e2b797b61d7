import { addMonths } from '../domain/civilDate.ts';
import { calworksRecords, tellAid } from './aidStory.ts';
import { drawFamily } from './family.ts';
import { clientsOf, relateFamily } from './familyClients.ts';
import { drawReferralFacts, referFamily } from './familyReferral.ts';
import type { ReferralOutline } from './outline.ts';
import type { StoryBuilder } from './storyBuilder.ts';

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
  referFamily(builder, family, clients.family(), drawReferralFacts(builder, received), sensitivity);
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
