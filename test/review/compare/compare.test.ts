import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDay } from '../../../src/domain/civilDate.ts';
import { align } from '../../../src/review/compare/alignment.ts';
import { compareDates } from '../../../src/review/compare/dates.ts';
import { compareDigits } from '../../../src/review/compare/digits.ts';
import { compareNames } from '../../../src/review/compare/nameWords.ts';

describe('alignment', () => {
  it('gives back both texts, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (left, right) => {
        const steps = align(left, right);
        expect(steps.map((step) => step.left).join('')).toBe(left);
        expect(steps.map((step) => step.right).join('')).toBe(right);
      }),
    );
  });

  it('does not let an inserted letter make the rest differ', () => {
    expect(align('GARCIA', 'GARRCIA').filter((step) => step.kind !== 'equal')).toEqual([
      { kind: 'insert', left: '', right: 'R', at: 2 },
    ]);
  });
});

describe('identifiers in words', () => {
  it.each([
    ['912345678', '912354678', 'similar', 'digits 5–6 swapped'],
    ['912345678', '912345679', 'similar', 'digit 9 differs'],
    ['912345678', '91234567', 'similar', 'digit 9 missing on the right'],
    ['91234567', '912345678', 'similar', 'digit 9 missing on the left'],
    ['912345678', '934411278', 'different', 'different'],
    ['912345678', '912345678', 'equal', ''],
    ['', '912345678', 'missing', 'not recorded on one side'],
  ])('%s and %s', (left, right, verdict, words) => {
    expect(compareDigits(left, right)).toMatchObject({ verdict, words });
  });

  it('marks only the characters that differ', () => {
    expect(compareDigits('912345678', '912354678').left).toEqual([
      { text: '9123', differs: false },
      { text: '45', differs: true },
      { text: '678', differs: false },
    ]);
  });
});

describe('birth dates in words', () => {
  const at = (year: number, month: number, day: number) => ({ day: civilDay(year, month, day) });

  it.each([
    [at(2009, 3, 4), at(2009, 4, 3), 'day and month swapped'],
    [at(2009, 3, 4), at(2009, 3, 14), 'day differs (4 and 14)'],
    [at(2009, 3, 4), at(2009, 5, 4), 'month differs (Mar and May)'],
    [at(2009, 3, 4), at(2010, 3, 4), 'year differs by 1'],
  ])('%o and %o', (left, right, words) => {
    expect(compareDates(left, right)).toMatchObject({ verdict: 'similar', words });
  });

  it('an estimate is said to be one, also when the dates agree', () => {
    expect(compareDates({ ...at(1990, 1, 1), estimated: true }, at(1990, 1, 1))).toMatchObject({
      verdict: 'equal',
      words: 'one side is an estimate',
    });
  });

  it('two dates with nothing in common are different', () => {
    expect(compareDates(at(2009, 3, 4), at(1987, 11, 23)).verdict).toBe('different');
  });
});

describe('names in words', () => {
  it.each([
    ['GARCIA LOPEZ', 'LOPEZ GARCIA', 'last', 'surnames in other order'],
    ['GARCIA LOPEZ', 'LOPEZ', 'last', 'one of two surnames missing on one side'],
    ['DE LA CRUZ', 'DELACRUZ', 'last', 'joined or hyphenated on one side'],
    ["O'BRIEN", 'OBRIEN', 'last', 'spelling of marks and blanks differs'],
    ['VILLASENOR DE LA TORRE MEN', 'VILLASENOR DE LA TORRE MENDOZA', 'last', 'cut off at 25 characters'],
    ['FRANCISCO', 'PACO', 'first', 'nickname'],
    ['GONZALES', 'GONZALEZ', 'last', 'one letter differs'],
    ['MARIA', 'MAIRA', 'first', 'two letters swapped'],
    ['M', 'MARIA', 'first', 'initial only on one side'],
  ] as const)('%s and %s', (left, right, field, words) => {
    expect(compareNames(left, right, field)).toMatchObject({ verdict: 'similar', words });
  });

  it('calls unlike names different', () => {
    expect(compareNames('MARIA', 'ROBERTO', 'first').verdict).toBe('different');
  });
});
