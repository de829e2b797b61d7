import { describe, expect, it } from 'vitest';
import { civilDay } from '../../src/domain/civilDate.ts';
import type { ExtractField } from '../../src/domain/extract.ts';
import { extractKind, extractKinds } from '../../src/domain/extract.ts';
import { compileRowCheck } from '../../src/intake/checkRow.ts';
import { findingTexts } from '../../src/intake/findings.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import { normaliserOf } from '../../src/intake/normaliseField.ts';
import type { Value } from '../../src/intake/fieldReading.ts';
import { valueClass } from '../../src/intake/valueClass.ts';

const reading = {
  dateFormat: 'YYYY-MM-DD',
  flag: ['Y', 'N'],
  acceptDemo: true,
  asOf: civilDay(2026, 10, 31),
} as const;

/** A value's normal form and what was said of it: "DATE_IMPOSSIBLE blanked: 31 February". */
function normalise(field: ExtractField, text: string, width?: number): readonly [Value, ...string[]] {
  const said: string[] = [];
  const normaliser = normaliserOf(field, width === undefined ? reading : { ...reading, width });
  const value = normaliser(text, (code, severity, what) => said.push(`${code} ${severity}: ${what}`));
  return [value, ...said];
}

describe('values', () => {
  it('CWS keys: both forms taken, damage named', () => {
    const field = { name: 'client_key', type: 'cws_key' } as const;
    expect(normalise(field, '5Y3vKVs0X5')).toEqual(['5Y3vKVs0X5']);
    expect(normalise(field, '0315-2076-8676-8002051')).toEqual([
      '5Y3vKVs0X5',
      'KEY_CONVERTED noted: 19 digits',
    ]);
    expect(normalise(field, '5Y3vKVs0X')).toEqual([null, 'KEY_LENGTH blanked: 9 digits and letters']);
    expect(normalise(field, '315207686768002051')).toEqual([null, 'KEY_NUMBER_FORM blanked: 18 digits']);
  });

  it('SSNs: only those that identify are kept', () => {
    const field = { name: 'ssn', type: 'ssn' } as const;
    expect(normalise(field, '912-34-5678')).toEqual(['912345678']);
    expect(normalise(field, '1234567890')).toEqual([null, 'SSN_DIGITS blanked: 10 digits']);
    expect(normalise(field, '12345678')).toEqual([null, 'SSN_ZEROS_LOST blanked: 8 digits']);
    expect(normalise(field, '666121234')).toEqual([null, 'SSN_NEVER_ISSUED blanked: 9 digits']);
    expect(normalise(field, '900701234')).toEqual([null, 'SSN_ITIN blanked: 9 digits']);
    expect(normalise(field, '999999999')).toEqual([null, 'SSN_PLACEHOLDER blanked: 9 digits']);
    expect(normalise(field, '9ABCD123P')).toEqual([null, 'SSN_PSEUDO noted: 9 digits and letters']);
    expect(normalise(field, '1234')).toEqual([null, 'SSN_PARTIAL noted: 4 digits']);
    expect(normaliserOf(field, { ...reading, acceptDemo: false })('912345678', () => {})).toBeNull();
  });

  it('CINs: the card form cut to nine characters', () => {
    const field = { name: 'cin', type: 'cin' } as const;
    expect(normalise(field, '91234567a')).toEqual(['91234567A']);
    expect(normalise(field, '91234567A51234')).toEqual([
      '91234567A',
      'CIN_CARD_FORM noted: 14 digits and letters',
    ]);
    expect(normalise(field, '91234567B')).toEqual(['91234567B', 'CIN_LETTER noted: 9 digits and letters']);
    expect(normalise(field, '123')).toEqual([null, 'CIN_FORM blanked: 3 digits']);
  });

  it('dates: of the layout, of the calendar, and not of a placeholder', () => {
    const birth = { name: 'birth_date', type: 'date' } as const;
    const end = { name: 'end_date', type: 'date' } as const;
    expect(normalise(birth, '2019-03-04')).toEqual([civilDay(2019, 3, 4)]);
    expect(normalise(birth, '2019-03-04 00:00:00')).toEqual([civilDay(2019, 3, 4)]);
    expect(normalise(birth, '2019-02-31')).toEqual([null, 'DATE_IMPOSSIBLE blanked: 31 February']);
    expect(normalise(birth, '03/04/2019')).toEqual([
      null,
      'DATE_FORM blanked: 10 characters of digits and marks, not YYYY-MM-DD',
    ]);
    expect(normalise(birth, '43528')).toEqual([null, 'DATE_SERIAL blanked: 5 digits']);
    expect(normalise(birth, '1900-01-01')).toEqual([null, 'DATE_PLACEHOLDER blanked: year 1900']);
    expect(normalise(end, '9999-12-31')).toEqual([null, 'DATE_PLACEHOLDER noted: year 9999']);
    expect(normalise(end, '0000-00-00')).toEqual([null, 'DATE_PLACEHOLDER noted: zeros or ones']);
    expect(normalise(birth, '1910-05-05')).toEqual([null, 'BIRTH_DATE_OLD blanked: year 1910']);
    expect(normalise(birth, '1980-01-01')).toEqual([
      civilDay(1980, 1, 1),
      'BIRTH_DATE_ROUND noted: 1 January',
    ]);
    expect(normalise(birth, '2026-12-24')).toEqual([
      civilDay(2026, 12, 24),
      'BIRTH_DATE_FUTURE noted: a day after the extract',
    ]);
    expect(normalise(end, '2026-12-24')).toEqual([civilDay(2026, 12, 24)]);
  });

  it('names: comparable, remarks noted, nobody blanked', () => {
    const field = { name: 'last_name', type: 'name' } as const;
    expect(normalise(field, "O'Brien-Núñez")).toEqual(['OBRIEN NUNEZ']);
    expect(normalise(field, 'UNKNOWN')).toEqual([null, 'NAME_UNKNOWN blanked: letters']);
    expect(normalise(field, '12/24')).toEqual([
      null,
      'NAME_WITHOUT_LETTERS blanked: 5 characters of digits and marks',
    ]);
    expect(normalise(field, 'BABY BOY')).toEqual(['BABY BOY', 'NAME_BABY noted: letters and blanks']);
    expect(normalise(field, 'LOPEZ DUPLICATE')).toEqual([
      'LOPEZ DUPLICATE',
      'NAME_REMARK noted: letters and blanks',
    ]);
    for (const text of ['NU?EZ', 'NU\uFFFDEZ', 'NÃºñez'.replace('ñ', 'n')])
      expect(normalise(field, text)[1]).toMatch(/^NAME_LETTERS_LOST noted/);
    expect(normalise(field, 'MARIA ?')).toEqual(['MARIA']);
    expect(normalise(field, 'L0PEZ')).toEqual(['L0PEZ', 'NAME_DIGITS noted: 5 digits and letters']);
    expect(normalise(field, 'WOLFESCHLEGELSTEINHAUSENB', 25)).toEqual([
      'WOLFESCHLEGELSTEINHAUSENB',
      'NAME_CUT_OFF noted: 25 characters',
    ]);
  });

  it('all other types', () => {
    const of = (type: ExtractField['type'], text: string): readonly [Value, ...string[]] =>
      normalise({ name: 'x', type }, text);
    expect(of('cwin', '0012345678')).toEqual(['0012345678']);
    expect(of('cwin', 'TOTAL')).toEqual([null, 'ID_CHARACTER blanked: 5 letters']);
    expect(of('case_number', '-------')[0]).toBeNull();
    // nothing says that a case number has a digit
    expect(of('case_number', 'BCDFGHJ')).toEqual(['BCDFGHJ']);
    expect(of('cwin', '1.2E+9')).toEqual([null, 'ID_NUMBER_FORM blanked: a number in exponent form']);
    expect(of('cwin', 'a/b')).toEqual([null, 'ID_CHARACTER blanked: 3 characters of several kinds']);
    expect(of('case_number', '1b2k111')).toEqual(['1B2K111']);
    expect(of('case_number', '12')).toEqual(['12', 'CASE_NUMBER_UNUSUAL noted: 2 digits']);
    expect(of('county_id', '43-30-CD12112-0-07')).toEqual(['4330CD12112007']);
    expect(of('county_id', '43')).toEqual([null, 'COUNTY_ID_FORM blanked: 2 digits']);
    expect(of('name_suffix', 'Jr.')).toEqual(['JR']);
    expect(of('name_suffix', 'MD')).toEqual([null, 'SUFFIX_UNKNOWN blanked: 2 letters']);
    expect(of('sex', 'female')).toEqual(['F']);
    expect(of('sex', 'U')).toEqual([null]);
    expect(of('sex', '7')).toEqual([null, 'SEX_UNKNOWN blanked: 1 digit']);
    expect(of('zip', '93401-1234')).toEqual(['93401']);
    expect(of('zip', '3401')).toEqual([null, 'ZIP_FORM blanked: 4 digits']);
    expect(of('flag', 'y')).toEqual([1]);
    expect(of('flag', 'N')).toEqual([0]);
    expect(of('flag', '1')).toEqual([null, 'FLAG_UNKNOWN blanked: 1 digit']);
    expect(of('integer', '60')).toEqual([60]);
    expect(of('integer', '6.5')).toEqual([null, 'INTEGER_FORM blanked: 3 characters of digits and marks']);
    expect(of('cents', '$1,234.5')).toEqual([123_450]);
    expect(of('cents', '-7')).toEqual([-700]);
    expect(of('cents', '1,23')).toEqual([null, 'AMOUNT_FORM blanked: 4 characters of several kinds']);
    const code = { name: 'x', type: 'code', codes: ['A', 'B'] } as const;
    expect(normalise(code, 'a')).toEqual(['A']);
    expect(normalise(code, 'z')).toEqual(['Z', 'CODE_UNKNOWN noted: 1 letter']);
  });

  it('are spoken of by class, never by what they are', () => {
    for (const value of [
      '912345678',
      'GARCIA',
      '31/02/2019',
      '91234567A',
      'maria@example.invalid',
      '1.23E+17',
    ]) {
      expect(valueClass(value)).not.toContain(value);
    }
    expect(valueClass('912-34-567')).toBe('8 digits with hyphens');
    expect(valueClass(' ')).toBe('blank');
  });

  it('every finding has a reason and a remedy in whole sentences', () => {
    for (const { reason, remedy } of Object.values(findingTexts)) {
      expect(reason).toMatch(/^[A-Z1].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('rows', () => {
  const kind = extractKind('cws_client');
  const fields = ['client_key', 'first_name', 'last_name', 'name_suffix', 'birth_date', 'ssn'];
  const check = compileRowCheck(
    kind,
    fields.map((field, index) => ({ field, column: field.toUpperCase(), source: index, reading })),
  );
  const valuesOf = (values: readonly Value[]): Readonly<Record<string, Value>> =>
    Object.fromEntries(kind.fields.map((field, index) => [field.name, values[index]!]));

  it('are normalised in the order of the fields of their kind, absent columns as not recorded', () => {
    const { values, findings, rejected } = check([
      ' 5Y3vKVs0X5 ',
      'Ana  ',
      'LOPEZ   ',
      '',
      '2019-03-04',
      '912345678',
    ]);
    expect(values).toHaveLength(kind.fields.length);
    expect(valuesOf(values)).toMatchObject({
      client_key: '5Y3vKVs0X5',
      first_name: 'ANA',
      last_name: 'LOPEZ',
      birth_date: civilDay(2019, 3, 4),
      ssn: '912345678',
      cin: null,
    });
    expect([findings, rejected]).toEqual([[], false]);
  });

  it('without a usable required value are rejected, and say which', () => {
    expect(check(['', 'ANA', 'LOPEZ', '', '', ''])).toMatchObject({
      rejected: true,
      findings: [{ column: 'CLIENT_KEY', class: 'blank', code: 'REQUIRED_BLANK', severity: 'rejected' }],
    });
    expect(check(['abc', 'ANA', 'LOPEZ', '', '', '1'])).toMatchObject({
      rejected: true,
      findings: [
        { column: 'CLIENT_KEY', class: '3 letters', code: 'KEY_LENGTH', severity: 'rejected' },
        { column: 'SSN', class: '1 digit', code: 'SSN_DIGITS', severity: 'blanked' },
      ],
    });
  });

  it('with a suffix in the surname have it moved', () => {
    const { values, findings } = check(['5Y3vKVs0X5', 'ANA', 'LOPEZ JR', '', '', '']);
    expect(valuesOf(values)).toMatchObject({ last_name: 'LOPEZ', name_suffix: 'JR' });
    expect(findings.map((finding) => finding.code)).toEqual(['NAME_SUFFIX_INSIDE']);
  });

  it('with an end before the start are kept and noted', () => {
    const component = compileRowCheck(
      extractKind('cws_component'),
      ['case_key', 'component', 'start_date', 'end_date'].map((field, index) => ({
        field,
        column: field,
        source: index,
        reading,
      })),
    );
    expect(component(['5Y3vKVs0X5', '1693', '2026-03-04', '2026-03-03'])).toMatchObject({
      rejected: false,
      findings: [{ column: 'end_date', code: 'END_BEFORE_START', severity: 'noted' }],
    });
  });
});

describe('built-in layouts', () => {
  it('name only fields of their kind, all the required ones, each once', () => {
    for (const layout of builtInLayouts) {
      const fields = extractKind(layout.kind).fields;
      const named = layout.columns.map((column) => column.field);
      expect(new Set(named).size).toBe(named.length);
      expect(named.filter((name) => !fields.some((field) => field.name === name))).toEqual([]);
      expect(fields.filter((field) => field.required && !named.includes(field.name))).toEqual([]);
    }
    expect(new Set(builtInLayouts.map((layout) => layout.kind)).size).toBe(extractKinds.length);
  });
});
