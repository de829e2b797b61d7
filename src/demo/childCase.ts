import { addYears } from '../domain/civilDate.ts';
import { tellCwsCase, tellPlacement } from './cwsFacts.ts';
import type { CwsCase } from './cwsFacts.ts';
import type { Child, Family } from './family.ts';
import type { Clients } from './familyClients.ts';
import type { CaseOutline } from './outline.ts';
import type { Person } from './person.ts';
import type { Span } from './story.ts';
import type { StoryBuilder } from './storyBuilder.ts';

const facilities = [
  'RESOURCE FAMILY HOME',
  'FFA CERTIFIED HOME',
  'SMALL FAMILY HOME',
  'STRTP',
  'GUARDIAN HOME',
  'OTHER',
];

export interface ChildPlan
  extends Pick<
    CwsCase,
    'agency' | 'entity' | 'access' | 'stateId' | 'closureReason' | 'incomingIcpc' | 'voluntary' | 'desk'
  > {
  readonly away: Span | undefined;
  readonly inRelativeHome: boolean;
  readonly knownFathers: readonly Person[];
}

/** One child's case: participants, placements and the rest. */
export function tellChildCase(
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
