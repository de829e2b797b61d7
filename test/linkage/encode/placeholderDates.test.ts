import { describe, expect, it } from 'vitest';
import { encoded, nameFields } from '../madeUpRecords.ts';

const bornOn = (dates: readonly string[]) =>
  encoded(
    nameFields,
    dates.map((date, i) => [`${i}`, [`ANA${i}`, 'RUIZ', date]]),
  ).columns.find(({ role }) => role === 'dob')!;
const day = (i: number) => `19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`;
const others = Array.from({ length: 400 }, (_, i) => day(i));

describe('placeholder dates', () => {
  it('a date that far too many have is taken as not known', () => {
    const column = bornOn([...others, ...Array.from({ length: 120 }, () => '1990-01-01')]);
    expect(column.filled).toBe(400);
    expect(column.keys.subarray(400).every((key) => key === -1)).toBe(true);
  });

  it('a date that a few more have than others stays, and so does the only date there is', () => {
    expect(bornOn([...others, ...Array.from({ length: 18 }, () => '1990-01-01')]).filled).toBe(418);
    expect(bornOn(Array.from({ length: 300 }, () => '1990-01-01')).filled).toBe(300);
  });
});
