import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/linkage/encode/cellText.ts';

describe('words for blank', () => {
  it('OCM-8: two people do not agree because both have NULL for an id; a family called Null agrees', () => {
    for (const role of [
      'ssn',
      'cin',
      'identifier',
      'street',
      'phone',
      'email',
      'household',
      'zip',
    ] as const) {
      expect([role, cellText(role, ' NULL ')]).toEqual([role, undefined]);
      expect([role, cellText(role, '\\N')]).toEqual([role, undefined]);
    }
    expect(cellText('last_name', 'Null')).toBe('NULL');
    expect(cellText('first_name', 'Na')).toBe('NA');
    expect(cellText('identifier', 'NULL-7')).toBe('NULL7');
  });
});

describe('streets', () => {
  it.each([
    ['2159 PIACUL LN', '2159 PIACUL LN'],
    ['2159 PIACUL LANE', '2159 PIACUL LN'],
    ['12 North Main Street', '12 N MAIN ST'],
    ['12 NORTHGATE AVENUE', '12 NORTHGATE AVE'],
    ['7 O BRIEN RD', '7 OBRIEN RD'],
    ['7 MC DONALD ROAD', '7 MCDONALD RD'],
    ['1  SAINT ANNE CT.', '1 ST ANNE CT'],
    ['  ', undefined],
  ])('%j is compared as %j', (cell, text) => {
    expect(cellText('street', cell)).toBe(text);
  });
});
