import { beforeAll, describe, expect, it } from 'vitest';
import { matchRecords } from '../../../src/jobs/link.ts';
import { decisions, LINK, REVIEW } from '../../../src/linkage/decide/decidedPairs.ts';
import { HELD } from '../../../src/linkage/decide/tiers.ts';
import { recordId } from '../../../src/linkage/encode/encodedRecords.ts';
import { type FieldSpec, RecordBuilder } from '../../../src/linkage/encode/recordBuilder.ts';
import { explainPair } from '../../../src/linkage/explain/explainPair.ts';
import { FILE_SETTINGS, type MatchResult, type MatchSettings } from '../../../src/linkage/matching.ts';
import { peopleMaker } from '../../bench/madeUpPeople.ts';

const fields: readonly FieldSpec[] = [
  { name: 'first', role: 'first_name' },
  { name: 'last', role: 'last_name' },
  { name: 'born', role: 'dob' },
  { name: 'sex', role: 'sex' },
  { name: 'street', role: 'street' },
  { name: 'zip', role: 'zip' },
  { name: 'ssn', role: 'ssn' },
];
const careful: MatchSettings = {
  assignment: 'one_to_many',
  objective: { kind: 'precision', precision: 0.995 },
  cautious: true,
};
const FAMILIES = 150;
const STRANGERS = 500;

/** A person whose first name is not among the names, which gain it. */
function another(maker: ReturnType<typeof peopleMaker>, names: Set<string>) {
  let person = maker.person();
  while (names.has(person.first)) person = maker.person();
  names.add(person.first);
  return person;
}

/**
 * Families of a mother and three children at one address. In the left file are the mother and the first two children,
 * in the right one the mother, the first and the third. Of every tenth family the right file has the mother and the
 * first child at another address, and the child's birth date a year off. Only mothers have an SSN, and no two people
 * of a family one first name. Strangers fill both files.
 */
function families(withHouseholds: boolean) {
  const maker = peopleMaker(5, 4 * FAMILIES);
  const builder = new RecordBuilder(fields, 'link');
  type Person = ReturnType<typeof maker.person>;
  const add = (id: string, person: Person, family?: number): void =>
    builder.add(
      id,
      [person.first, person.last, person.birth, person.sex, person.street, person.zip, person.ssn],
      'YYYY-MM-DD',
      withHouseholds && family !== undefined ? { households: [family] } : {},
    );
  const all = Array.from({ length: FAMILIES }, () => {
    const mother = maker.person();
    const names = new Set([mother.first]);
    const child = (): Person => ({
      ...another(maker, names),
      last: mother.last,
      street: mother.street,
      zip: mother.zip,
      ssn: '',
    });
    return { mother, children: [child(), child(), child()] as const };
  });
  all.forEach(({ mother, children }, i) => {
    add(`m${i}`, mother, i);
    add(`a${i}`, children[0], i);
    add(`b${i}`, children[1], i);
  });
  for (let i = 0; i < STRANGERS; i++) add(`x${i}`, maker.person());
  builder.startRight();
  all.forEach(({ mother, children }, i) => {
    const moved = i % 10 === 0 ? maker.person() : mother;
    const place = { street: moved.street, zip: moved.zip };
    const [year, month, day] = children[0].birth.split('-');
    const birth = i % 10 === 0 ? `${Number(year) + 1}-${month!}-${day!}` : children[0].birth;
    add(`m${i}`, { ...mother, ...place }, i);
    add(`a${i}`, { ...children[0], ...place, birth }, i);
    add(`c${i}`, { ...children[2], ...place }, i);
  });
  for (let i = 0; i < STRANGERS; i++) add(`y${i}`, maker.person());
  return builder.finish();
}

function outcome(records: ReturnType<typeof families>, { pairs }: MatchResult) {
  const same = (i: number) => recordId(records, pairs.left[i]!) === recordId(records, pairs.right[i]!);
  const count = (decision: number, isSame: boolean) =>
    pairs.decision.filter((each, i) => each === decision && same(i) === isSame).length;
  return {
    right: count(LINK, true),
    wrong: count(LINK, false),
    asked: count(REVIEW, false),
    askedRightly: count(REVIEW, true),
  };
}

const placeOf = ({ pairs }: MatchResult, records: ReturnType<typeof families>, left: string, right: string) =>
  pairs.left.findIndex(
    (record, i) => recordId(records, record) === left && recordId(records, pairs.right[i]!) === right,
  );

describe('people of one household', () => {
  const plain = families(false);
  const grouped = families(true);
  let without: MatchResult;
  let with_: MatchResult;
  beforeAll(async () => {
    without = await matchRecords({ records: plain, settings: careful }, { threads: 1 });
    const inspect = [[1, 3 * FAMILIES + STRANGERS + 1]] as const;
    with_ = await matchRecords({ records: grouped, settings: careful, inspect }, { threads: 1 });
  }, 60_000);

  it('are told from matches by the data alone: siblings at one address are no question for a person', () => {
    const { right, wrong, asked } = outcome(plain, without);
    expect(wrong).toBe(0);
    expect(asked).toBe(0);
    expect(right).toBeGreaterThanOrEqual(1.9 * FAMILIES);
    // mother and first child of each family, not their pairs with one another
    expect(without.model.expectedMatches).toBeGreaterThan(1.9 * FAMILIES);
    expect(without.model.expectedMatches).toBeLessThan(2.1 * FAMILIES);
    const mates = without.model.mates!.lambda * without.possiblePairs;
    expect(mates).toBeGreaterThan(5 * FAMILIES);
    expect(mates).toBeLessThan(8 * FAMILIES);
  });

  it('support a pair of their household that has moved, when the other members link', () => {
    const moved = placeOf(with_, grouped, 'a0', 'a0');
    const alone = placeOf(without, plain, 'a0', 'a0');
    expect(with_.pairs.support[moved]).toBe(2);
    expect(with_.pairs.household[moved]).toBeGreaterThan(0.5);
    expect(without.pairs.household[alone]).toBeGreaterThan(-1);
    expect(with_.pairs.weight[moved]).toBeGreaterThan(without.pairs.weight[alone]! + 0.5);
    expect(with_.pairs.decision[moved]).toBe(LINK);
    expect(outcome(grouped, with_).wrong).toBe(0);
    // siblings born a digit apart may be a question, since the two might be one person
    expect(outcome(grouped, with_).asked).toBeLessThanOrEqual(1);
    expect(outcome(grouped, with_).right).toBeGreaterThanOrEqual(outcome(plain, without).right);
  });

  it('count once: where the address agrees, linked housemates add nothing to it', () => {
    const sibling = placeOf(with_, grouped, 'b1', 'a1');
    expect(with_.pairs.support[sibling]).toBe(2);
    expect(with_.pairs.household[sibling]).toBeLessThan(-4);
    const same = placeOf(with_, grouped, 'a1', 'a1');
    expect(with_.pairs.household[same]).toBeLessThan(0);
    expect(with_.pairs.decision[same]).toBe(LINK);
  });

  it('are explained in words, and the bars sum to the weight', () => {
    const { plan, model, thresholds, pairs } = with_;
    const run = {
      records: grouped,
      comparisons: plan.comparisons,
      passes: plan.passes,
      model,
      thresholds,
      pairs,
    };
    for (const [left, right, words] of [
      ['a0', 'a0', 'other members of the two households link'],
      ['b1', 'a1', 'people of one household agree like this too, so it counts only once'],
    ] as const) {
      const pair = explainPair(run, placeOf(with_, grouped, left, right));
      const said = pair.joint.find(({ kind }) => kind === 'household')!;
      expect(said.words).toContain(words);
      const household = pair.bars.find(({ kind }) => kind === 'household')!;
      expect(household.weight).toBe(said.weight);
      const sum = pair.bars.slice(0, -1).reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(pair.weight, 9);
    }
  });

  it('explain a pair whose better partner is another member', () => {
    const sibling = placeOf(with_, grouped, 'b1', 'a1');
    expect(with_.pairs.held[sibling]! & HELD.household).toBe(HELD.household);
    expect(decisions[with_.pairs.decision[sibling]!]).toBe('none');
  });

  it('give the same result again', async () => {
    const again = await matchRecords({ records: grouped, settings: careful }, { threads: 2 });
    expect(again.model).toEqual(with_.model);
    expect(again.support).toEqual(with_.support);
    expect(again.thresholds).toEqual(with_.thresholds);
  });
});

describe('a household column', () => {
  const withColumn: readonly FieldSpec[] = [...fields.slice(0, 4), { name: 'home', role: 'household' }];

  it('is evidence of one household, not of one person: siblings of one file are no duplicates', async () => {
    const maker = peopleMaker(8, 900);
    const builder = new RecordBuilder(withColumn, 'dedupe');
    for (let i = 0; i < 300; i++) {
      const mother = maker.person();
      const names = new Set([mother.first]);
      const people = [mother, another(maker, names), another(maker, names)].map((person) => ({
        ...person,
        last: mother.last,
      }));
      const cells = ({ first, last, birth, sex }: typeof mother, home: string) => [
        first,
        last,
        birth,
        sex,
        home,
      ];
      people.forEach((person, k) => builder.add(`${i}-${k}`, cells(person, `H${i}`), 'YYYY-MM-DD'));
      // a second record of the first child, now and then under another household
      if (i % 3 === 0) {
        builder.add(`${i}-1+`, cells(people[1]!, i % 2 === 0 ? `H${i}` : `N${i}`), 'YYYY-MM-DD');
      }
    }
    const records = builder.finish();
    const { pairs, plan } = await matchRecords({ records, settings: FILE_SETTINGS }, { threads: 1 });
    expect(plan.comparisons.map(({ name }) => name)).toContain('home');
    const links = Array.from(
      pairs.left,
      (left, i) => [recordId(records, left), recordId(records, pairs.right[i]!), i] as const,
    ).filter(([, , i]) => pairs.decision[i] === LINK);
    expect(links).toHaveLength(100);
    expect(links.every(([left, right]) => `${left}+` === right)).toBe(true);
  });

  it('with other ids in either file is not compared, and still says who belongs together', async () => {
    const maker = peopleMaker(8, 900);
    const builder = new RecordBuilder(withColumn, 'link');
    const people = Array.from({ length: 200 }, () => {
      const mother = maker.person();
      return [mother, { ...maker.person(), last: mother.last }];
    });
    const put = (side: string, home: (i: number) => string): void =>
      people.forEach((family, i) =>
        family.forEach(({ first, last, birth, sex }, k) =>
          builder.add(`${side}${i}-${k}`, [first, last, birth, sex, home(i)], 'YYYY-MM-DD'),
        ),
      );
    put('L', (i) => `CASE${i}`);
    builder.startRight();
    put('R', (i) => `FAMILY${i}`);
    const records = builder.finish();
    const { pairs, plan, support } = await matchRecords({ records, settings: FILE_SETTINGS }, { threads: 1 });
    expect(plan.leftOut.map(({ column }) => column)).toContain('home');
    expect(support!.m[1]).toBeGreaterThan(0.9);
    expect(support!.u[1]).toBeLessThan(0.05);
    expect(pairs.decision.filter((decision) => decision === LINK)).toHaveLength(400);
  });
});

describe('families without an address', () => {
  const known: readonly FieldSpec[] = [
    { name: 'first', role: 'first_name' },
    { name: 'last', role: 'last_name' },
    { name: 'birth', role: 'dob' },
    { name: 'zip', role: 'zip' },
  ];
  /** Families of four with one surname and ZIP code; one of them stands in the file twice. */
  const inOneFile = () => {
    const maker = peopleMaker(7, 4 * FAMILIES);
    const builder = new RecordBuilder(known, 'dedupe');
    for (let family = 0; family < FAMILIES; family++) {
      const { last, zip } = maker.person();
      const names = new Set<string>();
      for (let member = 0; member < 4; member++) {
        const { first, birth } = another(maker, names);
        const add = (record: string): void =>
          builder.add(`${family} ${member} ${record}`, [first, last, birth, zip], 'YYYY-MM-DD', {});
        add('a');
        if (member === 0) add('b');
      }
    }
    return builder.finish();
  };

  it('are known by one surname in one ZIP code', async () => {
    const records = inOneFile();
    const { pairs } = await matchRecords({ records, settings: FILE_SETTINGS }, { threads: 1 });
    const person = (record: number) => recordId(records, record).slice(0, -2);
    const links = [...pairs.left.keys()].filter((i) => pairs.decision[i] === LINK);
    const wrong = links.filter((i) => person(pairs.left[i]!) !== person(pairs.right[i]!));
    expect(wrong).toEqual([]);
    expect(links.length).toBe(FAMILIES);
  }, 60_000);
});
