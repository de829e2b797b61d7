import type { CivilDay } from '../domain/civilDate.ts';
import { tellReferral } from './cwsFacts.ts';
import type { Referral } from './cwsFacts.ts';
import { homeOf } from './family.ts';
import type { Family } from './family.ts';
import { writeClient } from './recordedClient.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';

/** A referral of the family with everybody known by then; a second record of somebody may come of it. */
export function referFamily(
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

/** What comes of a referral that leads to no case. */
export function drawReferralFacts(
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
