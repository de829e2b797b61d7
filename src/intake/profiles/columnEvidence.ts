import { usualBlankWord } from '../../domain/blankWords.ts';
import { dateFormats, parseCivilDate } from '../../domain/civilDate.ts';
import type { DateFormat } from '../../domain/civilDate.ts';
import { parseCin } from '../../domain/cin.ts';
import { parseCwsKey } from '../../domain/cwsKey.ts';
import type { FieldType } from '../../domain/extract.ts';
import { oddValues, type OddValues } from './oddValues.ts';

/** What the sample values of a column look like. */
export interface ColumnEvidence {
  readonly filled: number;
  readonly distinct: number;
  /** Types that at least nine in ten values have, the most telling first */
  readonly types: readonly FieldType[];
  /** Spellings of dates that fit every date; several when no day is above 12 */
  readonly dateFormats: readonly DateFormat[];
  /** The two spellings of yes and no, when that is what there is */
  readonly flag?: readonly [yes: string, no: string];
  /** What has happened to most values on their way */
  readonly odd?: OddValues;
}

/** What values of a type are called, several at a time. */
export const typeWords: Readonly<Record<string, string>> = {
  cin: 'CINs',
  ssn: 'SSNs',
  cws_key: 'CWS/CMS keys',
  date: 'dates',
  county_id: 'COUNTY-IDs',
  sex: 'sexes',
  flag: 'yes and no',
  zip: 'ZIP codes',
  name: 'names',
};

const SHARE = 0.9;

const flagSpellings: readonly (readonly [string, string])[] = [
  ['Y', 'N'],
  ['YES', 'NO'],
  ['1', '0'],
  ['T', 'F'],
  ['TRUE', 'FALSE'],
];

/** Tests from the most telling to the least; a value may pass several. */
const tests: readonly (readonly [FieldType, (text: string) => boolean])[] = [
  ['cin', (text) => parseCin(text) !== undefined],
  ['county_id', (text) => /^\d{2}-[0-9A-Z]{2}-[0-9A-Z]{7}-[0-9A-Z]-\d{2}$/i.test(text)],
  ['cws_key', (text) => 'key' in parseCwsKey(text) && /\d/.test(text) && /[a-z]|^\d{4}-/.test(text)],
  ['ssn', (text) => /^\d{3}-?\d{2}-?\d{4}$/.test(text)],
  ['zip', (text) => /^9[0-6]\d{3}(?:-\d{4})?$/.test(text)],
  ['sex', (text) => /^(?:M|F|U|X|MALE|FEMALE|UNKNOWN)$/i.test(text)],
  ['name_suffix', (text) => /^(?:JR|SR|II|III|IV|V)\.?$/i.test(text)],
  ['case_number', (text) => /^(?=.*\d)[0-9A-Z]{7}$/i.test(text)],
  ['name', (text) => /^\p{L}[\p{L}' .-]+$/u.test(text)],
];

/** Judges a column by some of its values. */
export function columnEvidence(values: readonly string[]): ColumnEvidence {
  const filled = values
    .map((value) => value.trim())
    .filter((value) => value !== '' && usualBlankWord(value) === undefined);
  const most = (passes: (text: string) => boolean): boolean =>
    filled.length > 0 && filled.filter(passes).length >= filled.length * SHARE;
  const formats = dateFormats.filter((format) => most((text) => parseCivilDate(text, format) !== undefined));
  const upper = new Set(filled.map((value) => value.toUpperCase()));
  const flag = flagSpellings.find(
    ([yes, no]) => upper.size > 0 && [...upper].every((value) => value === yes || value === no),
  );
  const odd = oddValues(filled);
  const types = tests.filter(([, passes]) => most(passes)).map(([type]) => type);
  return {
    filled: filled.length,
    distinct: new Set(filled).size,
    types: [
      ...(formats.length > 0 ? (['date'] as const) : []),
      ...(flag === undefined ? [] : (['flag'] as const)),
      ...types,
    ],
    dateFormats: formats,
    ...(flag === undefined ? {} : { flag }),
    ...(odd === undefined ? {} : { odd }),
  };
}
