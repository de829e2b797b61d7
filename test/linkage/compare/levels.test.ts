import { describe, expect, it } from 'vitest';
import { comparatorsOf } from '../../../src/linkage/compare/comparePair.ts';
import { BIRTH, comparisonLevels, levelLabel } from '../../../src/linkage/compare/comparisonKinds.ts';
import { recordCells } from '../../../src/linkage/compare/recordCells.ts';
import { FLAG_ESTIMATED_DOB } from '../../../src/linkage/encode/encodedRecords.ts';
import type { FieldSpec } from '../../../src/linkage/encode/recordBuilder.ts';
import { chooseComparisons } from '../../../src/linkage/roles/chooseComparisons.ts';
import { encoded, type MadeUpRecord, nameFields } from '../madeUpRecords.ts';

/** The labels of all comparisons of the first left with the first right record. */
function labels(
  fields: readonly FieldSpec[],
  left: MadeUpRecord,
  right: MadeUpRecord,
): Readonly<Record<string, string>> {
  // a second pair of records keeps every column from being left out as of one value
  const filler = (role: string, i: number) =>
    role === 'dob' ? `19${60 + i}-01-02` : role === 'phone' ? `55501${60 + i}` : `QX${i}`;
  const other = fields.map(({ role }, i) => filler(role, i));
  const another = fields.map(({ role }, i) => filler(role, i + 10));
  const records = encoded(fields, [left, ['other', other]], [right, ['another', another]]);
  const { comparisons } = chooseComparisons(records);
  const out = new Uint8Array(comparisons.length);
  for (const compare of comparatorsOf(records, comparisons, recordCells(records, comparisons))) {
    compare(Int32Array.of(0), Int32Array.of(2), 1, out);
  }
  return Object.fromEntries(
    comparisons.map(({ name, kind }, c) => [
      name,
      out[c] === 0 ? 'missing' : comparisonLevels[kind][out[c]! - 1]!.label,
    ]),
  );
}

const names = (left: readonly [string, string], right: readonly [string, string]) => {
  const { first, last } = labels(nameFields, ['l', [...left, '2001-02-03']], ['r', [...right, '2001-02-03']]);
  return [first, last];
};
const dates = (left: string, right: string, flags = 0) =>
  labels(nameFields, ['l', ['ANA', 'RUIZ', left], { flags }], ['r', ['ANA', 'RUIZ', right]])['born'];
const one = (role: FieldSpec['role'], left: string, right: string) =>
  labels([{ name: 'it', role }], ['l', [left]], ['r', [right]])['it'];

describe('names', () => {
  it.each([
    [['Maria', 'Lopez'], ['MARIA', 'LOPEZ'], 'same', 'same'],
    [['Maria', 'De La Cruz'], ['Maria', 'Delacruz'], 'same', 'same'],
    [['Sean', "O'Brien"], ['Sean', 'OBRIEN'], 'same', 'same'],
    [['Francisco', 'Lopez'], ['Paco', 'Lopez'], 'short form or second given name', 'same'],
    [['Robert', 'Lopez'], ['Rob', 'Lopez'], 'short form or second given name', 'same'],
    [['Maria', 'Garcia Lopez'], ['Maria', 'Garcia'], 'same', 'one of two surnames agrees'],
    [['Maria', 'Garcia-Lopez'], ['Maria', 'Lopez Garcia'], 'same', 'surnames in another order'],
    [['Maria', 'Lopez'], ['Maria', 'Lopes'], 'same', 'one letter wrong'],
    [['Maria', 'Lopez'], ['Maira', 'Lopez'], 'one letter wrong', 'same'],
    [['Nguyen', 'Anh'], ['Anh', 'Nguyen'], 'first and last name swapped', 'missing'],
    [['M', 'Lopez'], ['Maria', 'Lopez'], 'initial agrees', 'same'],
    [['Baby Girl', 'Lopez'], ['Maria', 'Lopez'], 'missing', 'same'],
    [['Maria', 'Lopez Jr'], ['Maria', 'Lopez'], 'same', 'same'],
    [['', 'Maria'], ['Maria', 'Lopez'], 'one name stands in the place of the other', 'missing'],
    [['Jesus', 'Lopez'], ['Lopez', 'Chuy'], 'one name stands in the place of the other', 'missing'],
    [['Lopez', 'J'], ['Jesus', 'Lopez'], 'one name stands in the place of the other', 'missing'],
    [['Irma Luz', 'Lopez'], ['Lopez', 'Luz'], 'one name stands in the place of the other', 'missing'],
    [['Jesus', 'Lopez'], ['Lopez', 'Brenda'], 'differ', 'differ'],
    [['Xochitl', 'Lopez'], ['Brenda', 'Nguyen'], 'differ', 'differ'],
  ] as const)('%j against %j', (left, right, first, last) => {
    expect(names(left, right)).toEqual([first, last]);
  });

  it('reads a surname that the other system cut off', () => {
    const whole = 'Villavicencio de la Torrebermeja';
    expect(names(['Ana', whole], ['Ana', whole.slice(0, 25)])).toEqual(['same', 'cut off']);
  });

  it('takes the best of the other names on record', () => {
    const { first, last } = labels(
      nameFields,
      ['l', ['Ana', 'Ruiz', '2001-02-03'], { otherNames: [{ first: 'Ana', last: 'Mendez' }] }],
      ['r', ['Ana', 'Mendez', '2001-02-03']],
    );
    expect([first, last]).toEqual(['same', 'same']);
  });

  it('accepts names of two hundred letters, emoji and NULs', () => {
    const long = 'AB'.repeat(100);
    expect(names([long, 'Ruiz'], [`${long}C`, 'Ruiz'])).toEqual(['one letter wrong', 'same']);
    expect(names(['Ana😀', 'Ruiz'], ['Ana\u0000', 'Ruiz'])).toEqual(['same', 'same']);
  });
});

describe('dates of birth', () => {
  it.each([
    ['2001-02-03', '2001-02-03', 'same'],
    ['2001-02-03', '2001-03-02', 'day and month swapped'],
    ['2001-02-03', '2001-02-04', 'one digit wrong or two swapped'],
    ['2001-02-13', '2001-02-31', 'one digit wrong or two swapped'],
    ['2001-02-03', '2012-02-03', 'two of day, month and year agree'],
    ['2001-02-03', '2002-03-03', 'two digits wrong'],
    ['2001-02-03', '2001-11-28', 'same year'],
    ['2001-02-03', '1985-11-28', 'differ'],
    ['2001-11-28', '2001-01-01', 'same year, one of them 1 January'],
    ['2001-01-01', '2001-01-28', 'same year, one of them 1 January'],
    ['2001-01-01', '2001-01-02', 'one digit wrong or two swapped'],
    ['2001-01-01', '1985-11-28', 'differ'],
    ['2001-02-03', '', 'missing'],
    ['2001-02-03', '9999-01-01', 'missing'],
  ])('%s against %s: %s', (left, right, level) => {
    expect(dates(left, right)).toBe(level);
  });

  it('have the words of their time in a model kept before 1 January was a level of its own', () => {
    const { length } = comparisonLevels.birth_date;
    expect(levelLabel('birth_date', BIRTH.same, length)).toBe('same');
    expect(levelLabel('birth_date', BIRTH.firstOfYear, length)).toBe('same year, one of them 1 January');
    expect(levelLabel('birth_date', 4, length - 1)).toBe('two digits wrong');
    expect(levelLabel('birth_date', 7, length - 1)).toBe('same');
  });

  it('compares an estimated date by its year alone', () => {
    expect(dates('2001-01-01', '2001-09-09', FLAG_ESTIMATED_DOB)).toBe('same year');
    expect(dates('2001-01-01', '2002-09-09', FLAG_ESTIMATED_DOB)).toBe('missing');
    expect(dates('2001-01-01', '2009-09-09', FLAG_ESTIMATED_DOB)).toBe('differ');
  });
});

describe('other columns', () => {
  it.each([
    ['ssn', '912-34-5678', '912345678', 'same'],
    ['ssn', '912345678', '912345687', 'one digit wrong or two swapped'],
    ['ssn', '912345678', '943215678', 'last four digits agree'],
    ['ssn', '111111111', '111111111', 'missing'],
    ['cin', '91234567A', '91234567A', 'same'],
    ['zip', '93401-1234', '93401', 'same'],
    ['zip', '93401', '93410', 'one character wrong or two swapped'],
    ['street', '12 Main Street', '12 MAIN ST', 'same'],
    ['street', 'weipa hill', 'weipah ill', 'same'],
    ['email', 'ana@example.org', 'ana@example.net', 'same before the @'],
    ['birth_year', '2001', '2002', 'one year apart'],
    ['sex', 'Female', 'F', 'same'],
    ['sex', 'U', 'F', 'missing'],
    ['phone', '(805) 555-0134', '8055550134', 'same'],
  ] as const)('%s %s against %s: %s', (role, left, right, level) => {
    expect(one(role, left, right)).toBe(level);
  });

  it('finds an address in the other address column', () => {
    const fields: readonly FieldSpec[] = [
      { name: 'line 1', role: 'street' },
      { name: 'line 2', role: 'street' },
    ];
    expect(
      labels(fields, ['l', ['rose cottage', 'elm hill']], ['r', ['elm hill', 'rose cottage']])['line 1'],
    ).toBe('stands in another address column');
  });
});
