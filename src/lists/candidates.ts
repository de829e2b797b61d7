import type { CivilDay } from '../domain/civilDate.ts';
import { contains } from '../domain/interval.ts';
import { birthMotherIn, relationship } from '../domain/relationships.ts';
import type {
  AidCase,
  Involvement,
  Link,
  Membership,
  Parent,
  Participant,
  SituationFacts,
} from '../store/facts/facts.ts';

/**
 * Whom a branch looks at:
 * `named_on_plan`: people ever named on an involved child's plan, or its parents by relationship where the case names
 * nobody (domain.md 7.1); `caretaker_relative`: relatives caring for an involved child in its cash aid case;
 * `involved_child`: the child itself; `birth_mother`: the child's mother by birth (SLO-3).
 */
export type CandidateSource = 'named_on_plan' | 'caretaker_relative' | 'involved_child' | 'birth_mother';

/** What makes somebody part of a child's case. */
export type Standing =
  | { readonly by: 'plan'; readonly participant: Participant }
  | { readonly by: 'relationship'; readonly parent: Parent }
  | { readonly by: 'care'; readonly childMembership: Membership }
  | { readonly by: 'self' };

/** Somebody who may be on a list, because of a child, with one place in cash aid (or none). */
export interface Candidate {
  readonly involvement: Involvement;
  /** Of the person in child welfare; null when only the child is known there (branch B). */
  readonly clientKey: string | null;
  readonly standing: Standing;
  /** The link that the row stands on: the person's, or the child's where a relative cares for it. */
  readonly link: Link;
  readonly cwin: string;
  readonly membership: Membership | null;
  readonly aidCase: AidCase | null;
}

/** Everybody whom a branch looks at on a day, in the order of the facts. */
export function* candidates(
  source: CandidateSource,
  facts: SituationFacts,
  day: CivilDay,
): Generator<Candidate> {
  for (const involvement of facts.involvements) {
    switch (source) {
      case 'named_on_plan':
        for (const [clientKey, standing] of namedOnPlan(involvement, facts, day)) {
          yield* inCashAid(involvement, clientKey, standing, facts, day);
        }
        break;
      case 'involved_child':
        yield* inCashAid(involvement, involvement.childKey, { by: 'self' }, facts, day);
        break;
      case 'birth_mother':
        for (const parent of facts.parents.get(involvement.childKey) ?? []) {
          if (birthMotherIn(parent.code) !== undefined) {
            yield* inCashAid(involvement, parent.parentKey, { by: 'relationship', parent }, facts, day);
          }
        }
        break;
      case 'caretaker_relative':
        yield* caretakers(involvement, facts, day);
        break;
    }
  }
}

function* namedOnPlan(
  involvement: Involvement,
  facts: SituationFacts,
  day: CivilDay,
): Generator<readonly [clientKey: string, standing: Standing]> {
  for (const participant of involvement.participants) {
    yield [participant.clientKey, { by: 'plan', participant }];
  }
  if (involvement.participants.length > 0) return;
  for (const parent of facts.parents.get(involvement.childKey) ?? []) {
    if (mayStandIn(parent, day)) yield [parent.parentKey, { by: 'relationship', parent }];
  }
}

/** Step, foster and alleged parents are no plan parents by relationship alone (domain.md 3.6). */
function mayStandIn({ code, from, to }: Parent, day: CivilDay): boolean {
  const parentage = relationship(code)?.parentage;
  if (parentage === 'step' || parentage === 'foster' || parentage === 'alleged') return false;
  return (from === null || from <= day) && (to === null || day < to);
}

/** The person in each of their places in cash aid on the day, or without a place. */
function* inCashAid(
  involvement: Involvement,
  clientKey: string,
  standing: Standing,
  facts: SituationFacts,
  day: CivilDay,
): Generator<Candidate> {
  for (const link of facts.links.get(clientKey) ?? []) {
    const shared = { involvement, clientKey, standing, link, cwin: link.cwin };
    const places = membershipsOn(link.cwin, facts, day);
    for (const membership of places) {
      yield { ...shared, membership, aidCase: facts.aidCases.get(membership.caseNumber) ?? null };
    }
    if (places.length === 0) yield { ...shared, membership: null, aidCase: null };
  }
}

function* caretakers(involvement: Involvement, facts: SituationFacts, day: CivilDay): Generator<Candidate> {
  for (const link of facts.links.get(involvement.childKey) ?? []) {
    for (const childMembership of membershipsOn(link.cwin, facts, day)) {
      const aidCase = facts.aidCases.get(childMembership.caseNumber);
      for (const membership of aidCase?.members ?? []) {
        if (membership.cwin === link.cwin || !contains(membership, day)) continue;
        yield {
          involvement,
          clientKey: null,
          standing: { by: 'care', childMembership },
          link,
          cwin: membership.cwin,
          membership,
          aidCase: aidCase!,
        };
      }
    }
  }
}

const membershipsOn = (cwin: string, facts: SituationFacts, day: CivilDay): readonly Membership[] =>
  (facts.memberships.get(cwin) ?? []).filter((membership) => contains(membership, day));
