import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../src/domain/caseNumber.ts';
import { parseCin } from '../../src/domain/cin.ts';
import { counties, findCounty } from '../../src/domain/counties.ts';
import { countyIdPerson, countyIdText, parseCountyId } from '../../src/domain/countyId.ts';
import {
  cwsKeyOf,
  cwsKeyStamp,
  fromUiIdentifier,
  parseCwsKey,
  toUiIdentifier,
} from '../../src/domain/cwsKey.ts';
import { classifySsn, maskSsn, normaliseSsn, usableSsn } from '../../src/domain/ssn.ts';

const key = fc.stringMatching(/^[0-9A-Za-z]{10}$/);

describe('CWS keys', () => {
  it('agree with the published pair and with two fixtures', () => {
    expect(toUiIdentifier('5Y3vKVs0X5')).toBe('0315-2076-8676-8002051');
    expect(fromUiIdentifier('0315-2076-8676-8002051')).toBe('5Y3vKVs0X5');
    expect(fromUiIdentifier('0202-9769-1248-2000283')).toBe('3ZYcRF404Z');
    expect(fromUiIdentifier('0393-5909-1798-6027230')).toBe('6vcZNcg75C');
    expect(cwsKeyStamp('3ZYcRF404Z')).toMatchObject({ year: 1998, hour: 14, staff: 283 });
  });

  it('survive the long form and the stamp, whatever they are', () => {
    fc.assert(
      fc.property(key, (text) => {
        expect(parseCwsKey(text)).toEqual({ key: text });
        expect(fromUiIdentifier(toUiIdentifier(text))).toBe(text);
        expect(parseCwsKey(toUiIdentifier(text).replaceAll('-', ''))).toEqual({
          key: text,
          convertedFrom: 'ui_identifier',
        });
        expect(cwsKeyOf(cwsKeyStamp(text))).toBe(text);
      }),
    );
  });

  it('keep the case of their letters', () => {
    expect(parseCwsKey(' aB3vKVs0x5 ')).toEqual({ key: 'aB3vKVs0x5' });
    expect(toUiIdentifier('aB3vKVs0x5')).not.toBe(toUiIdentifier('aB3vKVs0X5'));
  });

  it('are refused with the reason', () => {
    expect(parseCwsKey('  ')).toEqual({ problem: 'blank' });
    expect(parseCwsKey('5Y3vKVs0X')).toEqual({ problem: 'length' });
    expect(parseCwsKey('5Y3vKVs0X!')).toEqual({ problem: 'character' });
    expect(parseCwsKey('9999-9999-9999-9999999')).toEqual({ problem: 'out_of_range' });
    expect(parseCwsKey('3.15208E+17')).toEqual({ problem: 'number_form' });
    expect(parseCwsKey('315207686768002051')).toEqual({ problem: 'number_form' });
    expect(() => cwsKeyOf({ ...cwsKeyStamp('3ZYcRF404Z'), month: 20 })).toThrow(RangeError);
  });
});

describe('Social Security numbers', () => {
  const demo = { acceptDemo: true };
  const real = { acceptDemo: false };

  it('are classed by the published rules', () => {
    // 987-65-432x and the others were printed in advertisements and belong to nobody
    const cases: readonly (readonly [string, string])[] = [
      ['987654320', 'placeholder'],
      ['111-11-1111', 'placeholder'],
      ['123 45 6789', 'placeholder'],
      ['078051120', 'placeholder'],
      ['000123456', 'never_issued'],
      ['666123456', 'never_issued'],
      ['900661234', 'never_issued'],
      ['900001234', 'never_issued'],
      ['900120000', 'never_issued'],
      ['900701234', 'itin'],
      ['900931234', 'itin'],
      ['8ABCD123P', 'pseudo'],
      ['1234', 'partial'],
      ['***-**-1234', 'partial'],
      ['12345678', 'malformed'],
      ['ABC', 'malformed'],
      ['', 'malformed'],
    ];
    for (const [text, expected] of cases) expect([text, classifySsn(text, demo)]).toEqual([text, expected]);
  });

  it('of made-up people are usable only where the caller says so', () => {
    expect(classifySsn('912-34-5678', demo)).toBe('demo');
    expect(classifySsn('912-34-5678', real)).toBe('never_issued');
    expect(usableSsn('912-34-5678', demo)).toBe('912345678');
    expect(usableSsn('912-34-5678', real)).toBeUndefined();
    expect(usableSsn('900701234', demo)).toBeUndefined();
  });

  it('are always in exactly one class, blanks and hyphens or not', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^9\d\d[0-4]\d\d{4}$/), (digits) => {
        const spelt = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
        expect(classifySsn(spelt, demo)).toBe(classifySsn(digits, demo));
        expect(normaliseSsn(` ${spelt} `)).toBe(digits);
        expect(maskSsn(digits)).toBe(`***-**-${digits.slice(5)}`);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void classifySsn(text, real)));
  });
});

describe('CINs, COUNTY-IDs and case numbers', () => {
  it('CIN: nine characters, cut from the card form, doubtful letters marked', () => {
    expect(parseCin(' 9123-4567a ')).toEqual({ cin: '91234567A' });
    expect(parseCin('91234567A51234')).toEqual({ cin: '91234567A', cutFrom: 'card' });
    expect(parseCin('91234567A5')).toEqual({ cin: '91234567A', cutFrom: 'card' });
    expect(parseCin('91234567B')).toEqual({ cin: '91234567B', unusualLetter: true });
    for (const text of ['', '81234567A', '9123456A', '912345678', '91234567AX', '91234567A123']) {
      expect(parseCin(text)).toBeUndefined();
    }
  });

  it('COUNTY-ID: the published examples by part, compared without the aid code', () => {
    const id = parseCountyId('43-30-CD12112-0-07')!;
    expect(id).toEqual({ county: '43', aidCode: '30', serial: 'CD12112', fbu: '0', person: '07' });
    expect(countyIdText(id)).toBe('4330CD12112007');
    expect(parseCountyId('43-30-1B2K111-0-04')).toMatchObject({ serial: '1B2K111', person: '04' });
    expect(countyIdPerson(parseCountyId('4335CD12112007')!)).toBe(countyIdPerson(id));
    expect(parseCountyId('5930CD12112007')).toBeUndefined();
    expect(parseCountyId('4330CD1211200')).toBeUndefined();
  });

  it('case number: leading zeros kept, an odd shape marked', () => {
    expect(parseCaseNumber(' 00b2k11 ')).toEqual({ caseNumber: '00B2K11' });
    expect(parseCaseNumber('123')).toEqual({ caseNumber: '123', unusual: true });
    expect(parseCaseNumber(' - ')).toBeUndefined();
  });

  it('counties: the codes that the sources confirm', () => {
    expect(counties).toHaveLength(58);
    expect(findCounty('19')).toMatchObject({ name: 'Los Angeles', entity: '1086', fips: '06037' });
    expect(findCounty('1097')).toMatchObject({ name: 'Orange', code: '30' });
    expect(findCounty('1107')?.name).toBe('San Luis Obispo');
    expect(findCounty('43')).toMatchObject({ name: 'Santa Clara', entity: '1110' });
    expect(findCounty('06115')?.name).toBe('Yuba');
    expect(findCounty('1126')).toBeUndefined();
  });
});
