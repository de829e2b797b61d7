import type { CivilDay } from '../domain/civilDate.ts';
import { extractKinds } from '../domain/extract.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import type { County } from './county.ts';
import { PEOPLE_A_HOUSEHOLD } from './identifiers.ts';
import type { NameSex } from './names/nameSex.ts';
import type { TrueName } from './names/trueName.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Change, FieldValue, Row, Span, Story, StoryRow, TruthRecord } from './story.ts';

/** A record of a person in one system, being told. */
export interface RecordedPerson {
  readonly person: Person;
  /** client_key in CWS, cwin in CalWORKs */
  readonly key: string;
  readonly made: CivilDay;
  readonly seen: Span[];
}

/** What a new record holds: every field of its kind but its key, and what the system learns later. */
export interface RecordContent {
  readonly row: Row;
  readonly changes: readonly Change[];
}

export interface PersonFacts {
  readonly sex: NameSex;
  readonly birth: CivilDay;
  readonly name: TrueName;
  readonly death?: CivilDay | null;
  readonly earlier?: Person['earlier'];
  /** Has an older CIN, now frozen. */
  readonly hasFrozenCin?: boolean;
  /** In place of the number that the household's place gives. */
  readonly ssn?: string;
}

/**
 * Tells the story of one household: people, their records in either system, and rows of every kind. What is told
 * here is exact; errors come from whoever writes the content of a record.
 */
export class StoryBuilder {
  readonly county: County;
  readonly ordinal: number;
  readonly household: string;
  readonly random: Random;
  readonly #rows: Record<ExtractKindName, StoryRow[]>;
  readonly #records: TruthRecord[] = [];
  #people = 0;
  #keys = 0;
  #cases = 0;

  /** `ordinal` is the household's place among all of the county's, from which its numbers are made. */
  constructor(county: County, ordinal: number, household: string, random: Random) {
    this.county = county;
    this.ordinal = ordinal;
    this.household = household;
    this.random = random;
    this.#rows = Object.fromEntries(extractKinds.map(({ kind }) => [kind, []])) as unknown as Record<
      ExtractKindName,
      StoryRow[]
    >;
  }

  /** How many people can still be added; a household's numbers are limited. */
  get places(): number {
    return PEOPLE_A_HOUSEHOLD - this.#people;
  }

  person(facts: PersonFacts): Person {
    if (this.places <= 0) throw new RangeError(`${this.household} has no place for another person`);
    const { identifiers } = this.county;
    const ordinal = this.ordinal * PEOPLE_A_HOUSEHOLD + this.#people;
    this.#people += 1;
    return {
      id: `${this.household}-${this.#people}`,
      sex: facts.sex,
      birth: facts.birth,
      death: facts.death ?? null,
      name: facts.name,
      earlier: facts.earlier,
      ssn: facts.ssn ?? identifiers.ssn(ordinal),
      cin: identifiers.cin(ordinal, 0),
      frozenCin: facts.hasFrozenCin === true ? identifiers.cin(ordinal, 1) : '',
      cwin: identifiers.cwin(ordinal, 0),
      secondCwin: identifiers.cwin(ordinal, 1),
      calsawsId: identifiers.calsawsId(ordinal),
    };
  }

  /** A key that child welfare made on a day. */
  cwsKey(made: CivilDay): string {
    this.#keys += 1;
    return this.county.identifiers.cwsKey(this.ordinal, this.#keys, made, this.random);
  }

  caseSerial(): string {
    this.#cases += 1;
    return this.county.identifiers.caseSerial(this.ordinal, (this.#cases - 1) % 4);
  }

  /** The client index number of a mother, which CWS files as the State ID of her children's cases. */
  stateId(mother: Person): string {
    return this.county.identifiers.stateId(
      this.ordinal * PEOPLE_A_HOUSEHOLD + Number(mother.id.slice(mother.id.lastIndexOf('-') + 1)),
    );
  }

  /** A row of use in these spans. */
  row(
    kind: ExtractKindName,
    row: Readonly<Record<string, FieldValue>>,
    seen: readonly Span[],
    changes: readonly Change[] = [],
    at?: StoryRow['at'],
  ): void {
    this.#rows[kind].push({ row, seen, changes, at });
  }

  /** A child welfare client; of use while it takes part in something (`involve`). */
  client(
    person: Person,
    made: CivilDay,
    content: RecordContent,
    options: { readonly key?: string; readonly personId?: string } = {},
  ): RecordedPerson {
    const record = { person, key: options.key ?? this.cwsKey(made), made, seen: [] };
    this.row('cws_client', { client_key: record.key, ...content.row }, record.seen, content.changes);
    const sealed = content.row['sensitivity'] === 'R' || content.row['sealed'] === true;
    this.#records.push({
      personId: options.personId ?? person.id,
      system: 'cws',
      key: record.key,
      seen: record.seen,
      restricted: sealed ? 'sealed' : content.row['sensitivity'] === 'S' ? 'sensitive' : '',
      held: undefined,
    });
    return record;
  }

  /** A CalWORKs person; of use while a member of a case. `converted`: bears another id from that day on. */
  calworksPerson(
    person: Person,
    made: CivilDay,
    content: RecordContent,
    options: {
      readonly key?: string;
      readonly converted?: { readonly day: CivilDay; readonly key: string };
    } = {},
  ): RecordedPerson {
    const record = { person, key: options.key ?? person.cwin, made, seen: [] };
    const converted = options.converted === undefined ? [] : [options.converted];
    const renamed = converted.map(({ day, key }) => ({ day, set: { cwin: key, former_cwin: record.key } }));
    this.row('cw_person', { cwin: record.key, ...content.row }, record.seen, [
      ...content.changes,
      ...renamed,
    ]);
    const truth = { personId: person.id, system: 'calworks', seen: record.seen, restricted: '' } as const;
    const [conversion] = converted;
    if (conversion === undefined) {
      this.#records.push({ ...truth, key: record.key, held: undefined });
    } else {
      this.#records.push(
        { ...truth, key: record.key, held: { from: made, until: conversion.day - 1 } },
        { ...truth, key: conversion.key, held: { from: conversion.day, until: null } },
      );
    }
    return record;
  }

  /** These records take part in something that lasts so long. */
  involve(records: readonly RecordedPerson[], span: Span): void {
    for (const record of records) {
      const known = record.seen.some((other) => other.from === span.from && other.until === span.until);
      if (!known) record.seen.push(span);
    }
  }

  finish(): Story {
    return { household: this.household, rows: this.#rows, records: this.#records };
  }
}
