import type { SplinkTable } from '../../src/linkage/splink/records.ts';
import type { Value } from '../../src/linkage/splink/value.ts';
import { seededRandom } from '../../src/linkage/train/random.ts';

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'ch', 'tr', 'sh'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ia', 'ue'];
const ENDS = ['', 'n', 'r', 's', 'z', 'l', 'th'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DAY = 86_400_000;

/** Columns of the made-up files, in order; `person` is the truth, `aliases` a list: the first name, whole and short. */
export const COUNTY_COLUMNS = [
  'record',
  'person',
  'first_name',
  'last_name',
  'dob',
  'ssn',
  'zip',
  'email',
  'aliases',
] as const;

type Person = readonly [first: string, last: string, dob: string, ssn: string, zip: string, email: string];

/**
 * Two files of people who do not exist: child welfare holds 40 of 100 people, cash aid 60, 15 of them both, a fifth of
 * these with an error in a field. Names are syllables, social security numbers lie in the range that is never issued.
 * The same seed gives the same files.
 */
export function madeUpCounty(people: number, seed: number): readonly SplinkTable[] {
  const random = seededRandom(seed);
  const pick = <T>(values: ArrayLike<T>): T => values[Math.floor(random() * values.length)]!;
  /** A common name more often than a rare one. */
  const skewed = <T>(values: readonly T[]): T => values[Math.floor(random() ** 2 * values.length)]!;
  const word = (syllables: number): string =>
    Array.from({ length: syllables }, () => pick(ONSETS) + pick(VOWELS)).join('') + pick(ENDS);
  const firsts = Array.from({ length: 600 }, () => word(2));
  const lasts = Array.from({ length: 3000 }, () => word(2 + Math.floor(random() * 2)));
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

  const born = (): Person => {
    const [first, last] = [skewed(firsts), skewed(lasts)];
    const dob = new Date(Date.UTC(1950, 0, 1) + Math.floor(random() * 26_000) * DAY)
      .toISOString()
      .slice(0, 10);
    const ssn = `9${digits(2)}${String(1 + Math.floor(random() * 49)).padStart(2, '0')}${digits(4)}`;
    return [first, last, dob, ssn, `95${digits(3)}`, `${first}.${last}${digits(2)}@mail.example`];
  };

  const mistyped = (text: string): string => {
    const at = Math.floor(random() * (text.length - 1));
    const kind = random();
    if (kind < 0.3) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
    if (kind < 0.6) return text.slice(0, at) + text.slice(at + 1);
    return text.slice(0, at) + (/\d/.test(text[at]!) ? digits(1) : pick(LETTERS)) + text.slice(at + 1);
  };

  const recorded = (person: Person): readonly Value[] => {
    const fields: Value[] = [...person];
    if (random() < 0.2) {
      const at = Math.floor(random() * fields.length);
      fields[at] = mistyped(person[at]!);
    }
    if (random() < 0.02) [fields[0], fields[1]] = [fields[1]!, fields[0]!];
    const kept = fields.map((value, at) => (random() < [0.01, 0, 0.01, 0.25, 0.05, 0.5][at]! ? null : value));
    const [first] = kept;
    return [...kept, typeof first === 'string' ? [first, first.slice(0, 3)] : null];
  };

  const files: { readonly name: string; readonly rows: (readonly Value[])[] }[] = [
    { name: 'cash_aid', rows: [] },
    { name: 'child_welfare', rows: [] },
  ];
  for (let person = 0; person < people; person++) {
    const fields = born();
    const place = random();
    const holders = place < 0.15 ? files : [files[place < 0.6 ? 0 : 1]!];
    for (const { name, rows } of holders)
      rows.push([`${name[1]}${rows.length}`, `p${person}`, ...recorded(fields)]);
  }
  return files.map(({ name, rows }) => ({
    name,
    columns: new Map(COUNTY_COLUMNS.map((column, at) => [column, rows.map((row) => row[at] ?? null)])),
  }));
}
