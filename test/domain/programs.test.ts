import { describe, expect, it } from 'vitest';
import { findAidCode } from '../../src/domain/aidCodes.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import { birthMotherIn, parentIn, relationship } from '../../src/domain/relationships.ts';
import { serviceComponent, serviceProgram } from '../../src/domain/serviceComponents.ts';

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('program codes', () => {
  it('service components split by voluntary status, unknown shown as unknown', () => {
    expect(serviceComponent('1693')).toMatchObject({ short: 'FM' });
    expect(serviceProgram('1693', false)).toBe('CFM');
    expect(serviceProgram('1693', true)).toBe('VFM');
    expect(serviceProgram('1693', undefined)).toBe('FM');
    expect(serviceProgram('1694', false)).toBe('CFR');
    expect(serviceProgram('1694', true)).toBe('VFR');
    expect(serviceProgram('1692', true)).toBe('ER');
    expect(serviceProgram('9999', true)).toBeUndefined();
  });

  it('aid code 35 was paid by the state from October 1999 to October 2006', () => {
    expect(findAidCode('35', civilDay(1999, 9, 30))?.funding).toBe('federal');
    expect(findAidCode('35', civilDay(1999, 10, 1))?.funding).toBe('state');
    expect(findAidCode('35', civilDay(2006, 10, 31))?.funding).toBe('state');
    expect(findAidCode('35', civilDay(2026, 10, 31))?.funding).toBe('federal');
    expect(findAidCode('K1', civilDay(2026, 10, 31))?.adultAided).toBe(false);
    expect(findAidCode('38', civilDay(2026, 10, 31))).toBeUndefined();
  });

  it('relationships keep birth, step, foster and alleged parents apart in both directions', () => {
    expect(relationship('252')).toMatchObject({ group: 'parent', parentage: 'birth', parent: 'mother' });
    expect(relationship('249')?.parentage).toBe('step');
    expect(relationship('253')?.parentage).toBe('foster');
    expect(relationship('204')).toMatchObject({ parentage: 'alleged', parent: 'father' });
    expect(relationship('999')).toBeUndefined();
    expect(birthMotherIn('247')).toBe('first');
    expect(birthMotherIn('291')).toBe('second');
    expect(birthMotherIn('205')).toBeUndefined();
    expect(parentIn('205')).toBe('first');
    expect(parentIn('187')).toBe('second');
    expect(parentIn('276')).toBeUndefined();
  });

  it('every code that the state counts as a parent is one here', () => {
    const codes = [...range(187, 214), ...range(245, 254), ...range(282, 294), 272, 273, 5620, 6360, 6361];
    expect(codes.filter((code) => parentIn(String(code)) === undefined)).toEqual([]);
  });
});
