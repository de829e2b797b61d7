import { describe, expect, it } from 'vitest';
import { dateDigits, detectDateFormat } from '../../../src/linkage/encode/dateDigits.ts';

describe('dates as digits', () => {
  it.each([
    ['19151111', 'YYYYMMDD', '19151111'],
    ['1/2/1999', 'MM/DD/YYYY', '19990102'],
    ['2.1.1999', 'DD.MM.YYYY', '19990102'],
    ['1999-01-02T00:00:00', 'YYYY-MM-DD', '19990102'],
    ['19300752', 'YYYYMMDD', '19300752'],
    ['', 'YYYYMMDD', undefined],
    ['12/31/9999', 'MM/DD/YYYY', undefined],
    ['soon', 'YYYY-MM-DD', undefined],
  ])('%j written %s is %s', (cell, format, digits) => {
    expect(dateDigits(cell, format)).toBe(digits);
  });

  it('finds how a file writes its dates', () => {
    expect(detectDateFormat(['1999-01-22', '', '2001-12-31'])).toBe('YYYYMMDD');
    expect(detectDateFormat(['01/22/1999', '12/31/2001'])).toBe('MMDDYYYY');
    expect(detectDateFormat(['22/01/1999', '01/02/2001'])).toBe('DDMMYYYY');
    expect(detectDateFormat(['01/02/1999'])).toBe('MMDDYYYY');
  });
});
