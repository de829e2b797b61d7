import { parseCaseNumber } from '../domain/caseNumber.ts';
import { parseCin } from '../domain/cin.ts';
import { countyIdText, parseCountyId } from '../domain/countyId.ts';
import { parseCwsKey } from '../domain/cwsKey.ts';
import type { CwsKeyProblem } from '../domain/cwsKey.ts';
import type { ExtractField } from '../domain/extract.ts';
import { isBabyPlaceholder, isUnknownName, normaliseName, normaliseSuffix } from '../domain/names.ts';
import { classifySsn, normaliseSsn } from '../domain/ssn.ts';
import type { SsnClass } from '../domain/ssn.ts';
import type { FieldReading, Normaliser, Report, Value } from './fieldReading.ts';
import type { FindingCode } from './findings.ts';
import { dateNormaliser } from './normaliseDate.ts';
import { isExponentForm, valueClass } from './valueClass.ts';

/** The normaliser of one field, made once for a file. Rules: domain.md 2 and 3. */
export function normaliserOf(field: ExtractField, reading: FieldReading): Normaliser {
  switch (field.type) {
    case 'cws_key':
      return cwsKey;
    case 'cwin':
    case 'calsaws_id':
      return opaqueId;
    case 'case_number':
      return caseNumber;
    case 'county_id':
      return countyId;
    case 'ssn':
      return (text, report) => ssn(text, reading, report);
    case 'cin':
      return cin;
    case 'name':
      return nameNormaliser(reading.width);
    case 'name_suffix':
      return suffix;
    case 'date':
      return dateNormaliser(field.name, reading);
    case 'sex':
      return sex;
    case 'code':
      return codeNormaliser(field.codes);
    case 'text':
      return (text) => text;
    case 'zip':
      return zip;
    case 'flag':
      return flagNormaliser(reading.flag);
    case 'integer':
      return integer;
    case 'cents':
      return cents;
  }
}

const keyFindings: Readonly<Record<CwsKeyProblem, FindingCode>> = {
  blank: 'KEY_LENGTH',
  length: 'KEY_LENGTH',
  character: 'KEY_CHARACTER',
  out_of_range: 'KEY_OUT_OF_RANGE',
  number_form: 'KEY_NUMBER_FORM',
};

function cwsKey(text: string, report: Report): Value {
  const reading = parseCwsKey(text);
  if ('problem' in reading) {
    report(keyFindings[reading.problem], 'blanked', valueClass(text));
    return null;
  }
  if (reading.convertedFrom !== undefined) report('KEY_CONVERTED', 'noted', '19 digits');
  return reading.key;
}

/** Letters alone are a case number too; TOTAL or a line of hyphens is the end of a report. */
const OPAQUE_ID = /^(?!-+$|(?:SUB|GRAND)?-?TOTALS?$|SUM$|COUNT$)[0-9A-Z-]{1,30}$/;

function opaqueId(text: string, report: Report): Value {
  const id = text.toUpperCase();
  if (OPAQUE_ID.test(id)) return id;
  report(isExponentForm(text) ? 'ID_NUMBER_FORM' : 'ID_CHARACTER', 'blanked', valueClass(text));
  return null;
}

function caseNumber(text: string, report: Report): Value {
  if (isExponentForm(text)) {
    report('ID_NUMBER_FORM', 'blanked', valueClass(text));
    return null;
  }
  const reading = parseCaseNumber(text);
  if (reading === undefined || !OPAQUE_ID.test(reading.caseNumber)) {
    report('ID_CHARACTER', 'blanked', valueClass(text));
    return null;
  }
  if (reading.unusual) report('CASE_NUMBER_UNUSUAL', 'noted', valueClass(text));
  return reading.caseNumber;
}

function countyId(text: string, report: Report): Value {
  const id = parseCountyId(text);
  if (id !== undefined) return countyIdText(id);
  report('COUNTY_ID_FORM', 'blanked', valueClass(text));
  return null;
}

const ssnFindings: Readonly<
  Record<Exclude<SsnClass, 'valid' | 'demo'>, readonly [FindingCode, 'blanked' | 'noted']>
> = {
  never_issued: ['SSN_NEVER_ISSUED', 'blanked'],
  itin: ['SSN_ITIN', 'blanked'],
  placeholder: ['SSN_PLACEHOLDER', 'blanked'],
  malformed: ['SSN_DIGITS', 'blanked'],
  pseudo: ['SSN_PSEUDO', 'noted'],
  partial: ['SSN_PARTIAL', 'noted'],
};

const ZEROS_LOST = /^\d{7,8}$/;

function ssn(text: string, reading: FieldReading, report: Report): Value {
  if (ZEROS_LOST.test(text)) return shortSsn(text, reading, report);
  const kind = classifySsn(text, reading);
  if (kind === 'valid' || kind === 'demo') return normaliseSsn(text) ?? null;
  const [code, severity] = ssnFindings[kind];
  report(code, severity, valueClass(text));
  return null;
}

function shortSsn(text: string, reading: FieldReading, report: Report): Value {
  if (reading.restoreZeros !== true) {
    report('SSN_ZEROS_LOST', 'blanked', valueClass(text));
    return null;
  }
  const restored = ssn(text.padStart(9, '0'), reading, report);
  if (restored !== null) report('SSN_ZEROS_RESTORED', 'noted', valueClass(text));
  return restored;
}

function cin(text: string, report: Report): Value {
  const reading = parseCin(text);
  if (reading === undefined) {
    report('CIN_FORM', 'blanked', valueClass(text));
    return null;
  }
  if (reading.cutFrom === 'card') report('CIN_CARD_FORM', 'noted', valueClass(text));
  if (reading.unusualLetter) report('CIN_LETTER', 'noted', valueClass(text));
  return reading.cin;
}

/** Distinct names remembered: names repeat, and checking one takes longer than finding it. */
const REMEMBERED_NAMES = 50_000;
const PLAIN_NAME = /^[A-Z]+$/;
const REMARK = /\b(?:AKA|DUPLICATE|DUP|DO NOT USE|DELETE|DECEASED|SEE)\b/;

/** What a wrong encoding leaves of letters with accents: a mark in their place, or two characters for one. */
const LETTERS_LOST = /\p{L}[?\uFFFD]\p{L}|\uFFFD|Ã[\u0080-\u00bf]/u;

interface CheckedName {
  readonly value: string | null;
  readonly finding?: readonly [FindingCode, 'blanked' | 'noted'];
}

function checkName(text: string): CheckedName {
  const value = normaliseName(text);
  if (!/[A-Z]/.test(value)) return { value: null, finding: ['NAME_WITHOUT_LETTERS', 'blanked'] };
  if (LETTERS_LOST.test(text)) return { value, finding: ['NAME_LETTERS_LOST', 'noted'] };
  if (isUnknownName(value)) return { value: null, finding: ['NAME_UNKNOWN', 'blanked'] };
  if (isBabyPlaceholder(value)) return { value, finding: ['NAME_BABY', 'noted'] };
  if (REMARK.test(value)) return { value, finding: ['NAME_REMARK', 'noted'] };
  if (/\d/.test(value) && !/ (?:2ND|3RD|4TH|5TH)$/.test(value))
    return { value, finding: ['NAME_DIGITS', 'noted'] };
  return { value };
}

function nameNormaliser(width: number | undefined): Normaliser {
  const remembered = new Map<string, CheckedName>();
  return (text, report) => {
    let name = remembered.get(text);
    if (name === undefined) {
      name = checkName(text);
      if (remembered.size >= REMEMBERED_NAMES) remembered.clear();
      remembered.set(text, name);
    }
    if (name.finding !== undefined) report(name.finding[0], name.finding[1], nameClass(text));
    if (width !== undefined && text.length >= width && name.value !== null) {
      report('NAME_CUT_OFF', 'noted', `${text.length} characters`);
    }
    return name.value;
  };
}

const nameClass = (text: string): string => (PLAIN_NAME.test(text) ? 'letters' : valueClass(text));

function suffix(text: string, report: Report): Value {
  const value = normaliseSuffix(text);
  if (value !== '') return value;
  report('SUFFIX_UNKNOWN', 'blanked', valueClass(text));
  return null;
}

/** U and the like are not recorded; I and X are the third sex of the two systems. */
const sexes: ReadonlyMap<string, string | null> = new Map([
  ['M', 'M'],
  ['MALE', 'M'],
  ['F', 'F'],
  ['FEMALE', 'F'],
  ['X', 'X'],
  ['I', 'X'],
  ['NONBINARY', 'X'],
  ['U', null],
  ['UNKNOWN', null],
]);

function sex(text: string, report: Report): Value {
  const known = sexes.get(text.toUpperCase());
  if (known !== undefined) return known;
  report('SEX_UNKNOWN', 'blanked', valueClass(text));
  return null;
}

function codeNormaliser(codes: readonly string[] | undefined): Normaliser {
  if (codes === undefined) return (text) => text.toUpperCase();
  const known = new Set(codes);
  return (text, report) => {
    if (known.has(text)) return text;
    const code = text.toUpperCase();
    if (!known.has(code)) report('CODE_UNKNOWN', 'noted', valueClass(text));
    return code;
  };
}

function zip(text: string, report: Report): Value {
  if (/^\d{5}(?:-?\d{4})?$/.test(text)) {
    const five = text.slice(0, 5);
    if (five !== '00000' && five !== '99999') return five;
  }
  report('ZIP_FORM', 'blanked', valueClass(text));
  return null;
}

function flagNormaliser([yes, no]: readonly [string, string]): Normaliser {
  return (text, report) => {
    if (text === yes) return 1;
    if (text === no) return 0;
    const upper = text.toUpperCase();
    if (upper === yes.toUpperCase()) return 1;
    if (upper === no.toUpperCase()) return 0;
    report('FLAG_UNKNOWN', 'blanked', valueClass(text));
    return null;
  };
}

function integer(text: string, report: Report): Value {
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  report('INTEGER_FORM', 'blanked', valueClass(text));
  return null;
}

const AMOUNT = /^(-?)\$?(\d{1,3}(?:,\d{3})*|\d{1,10})(?:\.(\d{1,2}))?$/;

function cents(text: string, report: Report): Value {
  const match = AMOUNT.exec(text);
  if (match === null) {
    report('AMOUNT_FORM', 'blanked', valueClass(text));
    return null;
  }
  const [, sign, dollars = '', fraction = ''] = match;
  const amount = Number(dollars.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -amount : amount;
}
