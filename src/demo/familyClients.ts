import type { CivilDay } from '../domain/civilDate.ts';
import { tellOtherNames, tellRelationship } from './cwsFacts.ts';
import { homeOf } from './family.ts';
import type { Child, Family } from './family.ts';
import type { Person } from './person.ts';
import { writeClient } from './recordedClient.ts';
import type { ClientRole } from './recordedClient.ts';
import {
  AUNT_CODE,
  childOfMotherCode,
  GRANDMOTHER_CODE,
  parentCode,
  SIBLING_CODE,
} from './relationshipCodes.ts';
import type { ParentKind } from './relationshipCodes.ts';
import type { Change } from './story.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';

/** The clients of one family in child welfare. */
export interface Clients {
  readonly of: (
    person: Person,
    made: CivilDay,
    as: ClientRole['as'],
    /** What is learnt of the person later, beside what the record itself brings. */
    later?: readonly Change[],
  ) => RecordedPerson;
  readonly family: () => readonly RecordedPerson[];
}

/** The clients of a family, each recorded once, when first met. */
export function clientsOf(builder: StoryBuilder, family: Family, sensitivity: 'N' | 'S' | 'R'): Clients {
  const known = new Map<Person, RecordedPerson>();
  const ssns = [family.mother.ssn, ...family.children.map((child) => child.person.ssn)];
  return {
    of: (person, made, as, later = []) => {
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
        client = builder.client(person, made, { ...content, changes: [...content.changes, ...later] });
        tellOtherNames(builder, client, content);
        known.set(person, client);
      }
      return client;
    },
    family: () => [...known.values()],
  };
}

/** Who is what to whom, told from either side. */
export function relateFamily(
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
