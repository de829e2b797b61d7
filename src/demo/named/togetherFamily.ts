import type { CivilDay } from '../../domain/civilDate.ts';
import type { Person } from '../person.ts';
import type { ParentKind } from '../relationshipCodes.ts';
import type { Row } from '../story.ts';
import type { RecordedPerson } from '../storyBuilder.ts';
import type { NamedAid, NamedMember, NamedTeller } from './namedTeller.ts';

/** What is special about a family; by label: `parent`, `child1`, `child2` … */
export interface TogetherOptions {
  readonly label?: string;
  readonly kind?: ParentKind;
  readonly clients?: Readonly<Record<string, Row>>;
  readonly clientKeys?: Readonly<Record<string, string>>;
  readonly aided?: Readonly<Record<string, Row>>;
  readonly converted?: Readonly<Record<string, { readonly day: CivilDay; readonly key: string }>>;
  /** What is special about the members of the CalWORKs case. */
  readonly members?: Readonly<Record<string, Partial<Omit<NamedMember, 'record'>>>>;
  readonly welfare?: Parameters<NamedTeller['welfareCase']>[3];
  readonly aid?: Partial<Omit<NamedAid, 'members'>>;
  readonly moreMembers?: readonly NamedMember[];
}

export interface Together {
  readonly parent: RecordedPerson;
  readonly children: readonly RecordedPerson[];
  readonly parentAided: RecordedPerson;
  readonly childrenAided: readonly RecordedPerson[];
  readonly caseKeys: readonly string[];
  readonly caseNumber: string;
}

/**
 * A parent and children with a case in child welfare (family maintenance by court since nine months, the parent
 * named on the plan) and one in CalWORKs (since thirteen months, all in the household and aided), but for the
 * options.
 */
export function tellTogether(
  t: NamedTeller,
  parent: Person,
  children: readonly Person[],
  options: TogetherOptions = {},
): Together {
  const { label = '' } = options;
  const labels = children.map((_, index) => `child${index + 1}`);
  const parentClient = t.client(`${label}parent`, parent, options.clients?.['parent']);
  const clients = children.map((child, index) => {
    const name = labels[index]!;
    const key = options.clientKeys?.[name];
    return t.client(`${label}${name}`, child, options.clients?.[name], key === undefined ? {} : { key });
  });
  const caseKeys = clients.map((client, index) =>
    t.welfareCase(`${label}${labels[index]!}`, client, [parentClient], {
      also: clients,
      ...options.welfare,
    }),
  );
  t.relate(parentClient, clients, options.kind);

  const aided = (name: string, person: Person): RecordedPerson => {
    const converted = options.converted?.[name];
    return t.aided(
      `${label}${name}`,
      person,
      options.aided?.[name],
      converted === undefined ? {} : { converted },
    );
  };
  const parentAided = aided('parent', parent);
  const childrenAided = children.map((child, index) => aided(labels[index]!, child));
  const member = (name: string, record: RecordedPerson, role: NamedMember['role']): NamedMember => {
    const converted = options.converted?.[name];
    return { record, role, ...options.members?.[name], ...(converted === undefined ? {} : { converted }) };
  };
  const caseNumber = t.aidCase(`${label}family`, {
    granted: t.ago(13),
    ...options.aid,
    members: [
      member('parent', parentAided, 'PARENT'),
      ...(options.moreMembers ?? []),
      ...childrenAided.map((record, index) => member(labels[index]!, record, 'CHILD')),
    ],
  });
  return { parent: parentClient, children: clients, parentAided, childrenAided, caseKeys, caseNumber };
}
