import { addMonths } from '../../domain/civilDate.ts';
import type { CivilDay } from '../../domain/civilDate.ts';
import { tellCalworksCase, tellClock, tellWtw } from '../calworksFacts.ts';
import type { CaseStatus, Clock, MemberRole, Stay, WtwSpell } from '../calworksFacts.ts';
import type { County } from '../county.ts';
import { tellCwsCase, tellReferral, tellRelationship } from '../cwsFacts.ts';
import type { ComponentCode, CwsCase, Referral } from '../cwsFacts.ts';
import type { Home } from '../home.ts';
import type { NameGroup } from '../names/nameGroup.ts';
import type { Person } from '../person.ts';
import { Random } from '../random.ts';
import { childOfMotherCode, parentCode } from '../relationshipCodes.ts';
import type { ParentKind } from '../relationshipCodes.ts';
import type { Row, Story } from '../story.ts';
import { StoryBuilder } from '../storyBuilder.ts';
import type { RecordedPerson } from '../storyBuilder.ts';

export interface NamedPerson {
  readonly first: string;
  readonly last: string;
  readonly middle?: string;
  readonly suffix?: string;
  readonly sex: 'F' | 'M';
  readonly birth: CivilDay;
  readonly death?: CivilDay;
  readonly group?: NameGroup;
  readonly ssn?: string;
  readonly hasFrozenCin?: boolean;
}

/** A member of a named CalWORKs case: in the household and aided since the grant, unless stays say otherwise. */
export interface NamedMember {
  readonly record: RecordedPerson;
  readonly role: MemberRole;
  readonly aidCode?: string;
  readonly stays?: readonly Stay[];
  readonly converted?: { readonly day: CivilDay; readonly key: string };
}

export interface NamedAid {
  readonly granted: CivilDay | undefined;
  readonly applied?: CivilDay;
  readonly closed?: CivilDay;
  readonly closedAs?: CaseStatus;
  readonly members: readonly NamedMember[];
  readonly hasWorker?: boolean;
}

/**
 * Tells one household of a named case exactly, without errors but those the case is about. Keys are kept by telling
 * labels, so that tests can ask for them.
 */
export class NamedTeller {
  readonly builder: StoryBuilder;
  /** The last day of the month at which the facts of the case are exact. */
  readonly asOf: CivilDay;
  readonly keys: Record<string, string>;
  readonly #home: Home;

  constructor(
    county: County,
    asOf: CivilDay,
    ordinal: number,
    household: string,
    keys: Record<string, string>,
  ) {
    const random = new Random(county.seed, Number(county.tier.code), 0xcafe, ordinal);
    this.builder = new StoryBuilder(county, ordinal, household, random);
    this.asOf = asOf;
    this.keys = keys;
    const { city, zips } = county.tier.cities[ordinal % county.tier.cities.length]!;
    const address = { street: `${100 + ordinal * 3} NAMED CASE WAY`, city, zip: zips[0]! };
    this.#home = {
      stays: [{ from: addMonths(asOf, -240), address }],
      phone: `${county.tier.areaCode}55501${String(ordinal % 100).padStart(2, '0')}`,
    };
  }

  /** The day so many months, and then days, before the end of the month. */
  ago(months: number, days = 0): CivilDay {
    return addMonths(this.asOf, -months) - days;
  }

  person({ first, last, middle = '', suffix = '', group = 'white', ...facts }: NamedPerson): Person {
    return this.builder.person({
      ...facts,
      name: { group, first, western: '', middle, last, second: '', suffix },
    });
  }

  /** A client of child welfare, exactly as the person is but for `over`. */
  client(
    label: string,
    person: Person,
    over: Row = {},
    options: { readonly made?: CivilDay; readonly key?: string; readonly personId?: string } = {},
  ): RecordedPerson {
    const made = options.made ?? this.ago(14);
    const { address } = this.#home.stays[0]!;
    const row: Row = {
      first_name: person.name.first,
      middle_name: person.name.middle,
      last_name: person.name.last,
      name_suffix: person.name.suffix,
      birth_date: person.birth,
      birth_date_basis: 'N',
      sex: person.sex,
      ssn: person.ssn,
      cin: person.cin,
      sensitivity: 'N',
      sealed: false,
      adoption_status: '',
      death_date: person.death,
      street: address.street,
      city: address.city,
      zip: address.zip,
      phone: '',
      address_confidential: false,
      ...over,
    };
    const client = this.builder.client(person, made, { row, changes: [] }, options);
    this.keys[`${label}.client_key`] = client.key;
    return client;
  }

  /** A CalWORKs person, exactly as the person is but for `over`. */
  aided(
    label: string,
    person: Person,
    over: Row = {},
    options: {
      readonly made?: CivilDay;
      readonly converted?: { readonly day: CivilDay; readonly key: string };
    } = {},
  ): RecordedPerson {
    const made = options.made ?? this.ago(14);
    const { address } = this.#home.stays[0]!;
    const row: Row = {
      former_cwin: '',
      cin: person.cin,
      frozen_cin: person.frozenCin,
      first_name: person.name.first,
      middle_name: person.name.middle,
      last_name: person.name.last,
      name_suffix: person.name.suffix,
      birth_date: person.birth,
      sex: person.sex,
      ssn: person.ssn,
      death_date: person.death,
      street: address.street,
      city: address.city,
      zip: address.zip,
      phone: '',
      ...over,
    };
    const record = this.builder.calworksPerson(person, made, { row, changes: [] }, options);
    this.keys[`${label}.cwin`] = record.key;
    return record;
  }

  /** A case of one child: family maintenance by court unless told otherwise, with the parents named on the plan. */
  welfareCase(
    label: string,
    child: RecordedPerson,
    parents: readonly RecordedPerson[],
    told: Partial<Omit<CwsCase, 'child'>> & {
      readonly component?: ComponentCode;
      readonly also?: readonly RecordedPerson[];
    } = {},
  ): string {
    const from = told.from ?? this.ago(9);
    const until = told.until ?? null;
    this.builder.involve([child, ...parents, ...(told.also ?? [])], { from, until });
    const key = tellCwsCase(this.builder, {
      stateId: parents[0] === undefined ? '' : this.builder.stateId(parents[0].person),
      desk: 3,
      components: [{ code: told.component ?? '1693', from, until }],
      voluntary: [{ voluntary: false, from, until }],
      participants: [
        { client: child, role: 'CHILD' },
        ...parents.map((client) => ({ client, role: 'PARENT' as const })),
      ],
      ...told,
      child,
      from,
      until,
    });
    this.keys[`${label}.case_key`] = key;
    return key;
  }

  referral(label: string, told: Pick<Referral, 'clients' | 'received'> & Partial<Referral>): string {
    const key = tellReferral(this.builder, {
      response: 'IMMEDIATE',
      disposition: 'SUBSTANTIATED',
      closed: null,
      stateId: '',
      desk: 4,
      ...told,
    });
    this.keys[`${label}.referral_key`] = key;
    return key;
  }

  /** What a parent is to the children, told from either side in turn for a mother by birth. */
  relate(
    parent: RecordedPerson,
    children: readonly RecordedPerson[],
    kind: ParentKind = 'birth mother',
  ): void {
    for (const [index, child] of children.entries()) {
      const { sex } = child.person;
      if (kind === 'birth mother' && index % 2 === 1) {
        tellRelationship(this.builder, child, parent, childOfMotherCode(sex));
      } else tellRelationship(this.builder, parent, child, parentCode(kind, sex));
    }
  }

  aidCase(
    label: string,
    { granted, applied, closed, closedAs = 'DISCONTINUED', members, hasWorker = true }: NamedAid,
  ): string {
    const asked = applied ?? (granted ?? this.ago(1)) - 21;
    const since = granted ?? asked;
    const statuses: { readonly status: CaseStatus; readonly from: CivilDay; readonly grantCents: number }[] =
      [{ status: 'PENDING', from: asked, grantCents: 0 }];
    if (granted !== undefined) statuses.push({ status: 'ACTIVE', from: granted, grantCents: 91_100 });
    if (closed !== undefined) statuses.push({ status: closedAs, from: closed, grantCents: 0 });
    const caseNumber = tellCalworksCase(this.builder, {
      statuses,
      applied: asked,
      home: this.#home,
      desk: hasWorker ? 5 : undefined,
      members: members.map(({ record, role, aidCode = '30', stays, converted }) => ({
        record,
        role,
        aidCode,
        stays: stays ?? [{ from: since, until: closed ?? null, inHousehold: true, notAided: '' }],
        ...(converted === undefined ? {} : { converted }),
      })),
    });
    this.keys[`${label}.case_number`] = caseNumber;
    return caseNumber;
  }

  wtw(record: RecordedPerson, spells: readonly Omit<WtwSpell, 'reason'>[], reason = 'ENROLLED'): void {
    tellWtw(
      this.builder,
      record,
      spells.map((spell) => ({ reason, ...spell })),
    );
  }

  clock(record: RecordedPerson, clock: Clock): void {
    tellClock(this.builder, record, clock);
  }

  finish(): Story {
    return this.builder.finish();
  }
}
