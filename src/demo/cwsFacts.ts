import type { CivilDay } from '../domain/civilDate.ts';
import type { ClientContent } from './recordedClient.ts';
import type { FieldValue, Span } from './story.ts';
import type { RecordedPerson, StoryBuilder } from './storyBuilder.ts';

export type ComponentCode = '1692' | '1693' | '1694' | '1695' | '6540';

export interface Component {
  readonly code: ComponentCode;
  readonly from: CivilDay;
  readonly until: CivilDay | null;
}

export interface Participant {
  readonly client: RecordedPerson;
  readonly role: 'PARENT' | 'CARETAKER' | 'CHILD' | 'OTHER';
  readonly from?: CivilDay;
  readonly until?: CivilDay | null;
}

export interface CwsCase {
  readonly child: RecordedPerson;
  readonly from: CivilDay;
  readonly until: CivilDay | null;
  readonly closureReason?: string;
  readonly agency?: string;
  readonly entity?: string;
  readonly access?: 'N' | 'S' | 'R';
  readonly incomingIcpc?: boolean;
  readonly stateId: string;
  readonly components: readonly Component[];
  readonly voluntary: readonly {
    readonly voluntary: boolean;
    readonly from: CivilDay;
    readonly until: CivilDay | null;
  }[];
  readonly participants: readonly Participant[];
  /** Number of the desk that has the case; none: no worker is recorded. */
  readonly desk: number | undefined;
  readonly key?: string;
}

/** A case of one child, with its components, voluntary status, plan participants and workers; returns its key. */
export function tellCwsCase(builder: StoryBuilder, told: CwsCase): string {
  const { workers } = builder.county;
  const key = told.key ?? builder.cwsKey(told.from);
  const span: Span = { from: told.from, until: told.until };
  const name = told.child.person.name;
  const entity = told.entity ?? workers.entity;
  builder.row(
    'cws_case',
    {
      case_key: key,
      client_key: told.child.key,
      case_name: `${name.last}, ${name.first}`,
      state_id: told.stateId,
      start_date: told.from,
      end_date: told.until,
      closure_reason: '',
      responsible_agency: told.agency ?? 'C',
      county_entity: entity,
      limited_access: told.access ?? 'N',
      incoming_icpc: told.incomingIcpc ?? false,
    },
    [span],
    told.until === null ? [] : [{ day: told.until, set: { closure_reason: told.closureReason ?? '' } }],
  );
  const sub = (from: CivilDay): readonly Span[] => [{ from, until: told.until }];
  for (const { code, from, until } of told.components) {
    builder.row(
      'cws_component',
      { case_key: key, component: code, start_date: from, end_date: until },
      sub(from),
    );
  }
  for (const { voluntary, from, until } of told.voluntary) {
    builder.row('cws_voluntary', { case_key: key, voluntary, start_date: from, end_date: until }, sub(from));
  }
  builder.involve([told.child], span);
  for (const { client, role, from = told.from, until = told.until } of told.participants) {
    builder.involve([client], { from, until: told.until });
    builder.row(
      'cws_participant',
      { case_key: key, client_key: client.key, plan_role: role, start_date: from, end_date: until },
      sub(from),
    );
  }
  if (told.desk !== undefined) {
    tellAssignments(builder, key, told.desk, span, entity === workers.entity ? 'PRIMARY' : 'SECONDARY');
  }
  return key;
}

/** The workers of a case or referral, one after the other as the desk changes hands. */
function tellAssignments(
  builder: StoryBuilder,
  key: string,
  desk: number,
  span: Span,
  assignment: 'PRIMARY' | 'SECONDARY',
): void {
  const { workers } = builder.county;
  // Nobody looks further ahead than this from a case still open.
  const end = span.until ?? span.from + 20 * 366;
  for (let from = span.from; from <= end; ) {
    const next = workers.nextCwsWorker(desk, from);
    const worker = workers.cwsWorker(desk, from);
    builder.row(
      'cws_assignment',
      {
        case_key: key,
        worker_id: worker.id,
        worker_name: worker.name,
        worker_phone: worker.phone,
        worker_email: worker.email,
        office: worker.office,
        unit: worker.unit,
        county_entity: workers.entity,
        assignment,
        start_date: from,
        end_date: next <= end ? next : span.until,
      },
      [{ from, until: span.until }],
    );
    from = next;
  }
}

export interface Referral {
  readonly clients: readonly RecordedPerson[];
  readonly received: CivilDay;
  readonly response: 'IMMEDIATE' | '3 DAY' | '5 DAY' | '10 DAY' | 'EVALUATE OUT';
  readonly disposition: 'SUBSTANTIATED' | 'INCONCLUSIVE' | 'UNFOUNDED' | 'EVALUATED OUT' | 'PENDING';
  readonly closed: CivilDay | null;
  readonly stateId: string;
  readonly desk: number | undefined;
}

/** A referral, pending until it is closed; returns its key. */
export function tellReferral(builder: StoryBuilder, told: Referral): string {
  const key = builder.cwsKey(told.received);
  const span: Span = { from: told.received, until: told.closed };
  builder.involve(told.clients, span);
  for (const client of told.clients) {
    builder.row(
      'cws_referral',
      {
        referral_key: key,
        client_key: client.key,
        state_id: told.stateId,
        received_date: told.received,
        response: told.response,
        disposition: told.response === 'EVALUATE OUT' ? 'EVALUATED OUT' : 'PENDING',
        closed_date: told.closed,
        county_entity: builder.county.workers.entity,
      },
      [span],
      told.closed === null ? [] : [{ day: told.closed, set: { disposition: told.disposition } }],
    );
  }
  if (told.desk !== undefined) tellAssignments(builder, key, told.desk, span, 'PRIMARY');
  return key;
}

export interface Placement {
  readonly child: RecordedPerson;
  readonly removed: CivilDay;
  readonly episodeEnds: CivilDay | null;
  readonly from: CivilDay;
  readonly until: CivilDay | null;
  readonly facility: string;
  readonly relativeHome: boolean;
}

/** One stay of a child out of home; `of` is the span of the case it belongs to. */
export function tellPlacement(builder: StoryBuilder, told: Placement, of: Span): void {
  builder.row(
    'cws_placement',
    {
      placement_key: builder.cwsKey(told.from),
      client_key: told.child.key,
      removal_date: told.removed,
      episode_end_date: told.episodeEnds,
      start_date: told.from,
      end_date: told.until,
      facility_type: told.facility,
      relative_home: told.relativeHome,
    },
    [{ from: told.from, until: of.until }],
  );
}

/** What one client is to another; of use while both take part in the same thing. */
export function tellRelationship(
  builder: StoryBuilder,
  first: RecordedPerson,
  second: RecordedPerson,
  code: string,
): void {
  // Both are in an extract exactly while the later has begun and the earlier is not long over.
  const shared = first.seen.flatMap((a) =>
    second.seen.map((b) => ({
      from: Math.max(a.from, b.from),
      until: a.until === null ? b.until : b.until === null ? a.until : Math.min(a.until, b.until),
    })),
  );
  if (shared.length === 0) return;
  const row: Readonly<Record<string, FieldValue>> = {
    client_key: first.key,
    related_client_key: second.key,
    relationship: code,
    start_date: Math.min(...shared.map((span) => span.from)),
    end_date: null,
  };
  builder.row('cws_relationship', row, shared);
}

/** Keeps a client's other names while the client is of use. */
export function tellOtherNames(builder: StoryBuilder, client: RecordedPerson, content: ClientContent): void {
  for (const { type, name } of content.otherNames) {
    builder.row(
      'cws_other_name',
      {
        client_key: client.key,
        name_type: type,
        first_name: name.first,
        middle_name: name.middle,
        last_name: name.last,
        name_suffix: name.suffix,
      },
      client.seen,
    );
  }
}
