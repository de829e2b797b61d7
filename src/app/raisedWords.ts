import { comparisonLevels } from '../linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import { kindTitle } from './kindTitles.ts';

/** What people look at first, by the name of the comparison. */
const told: readonly (readonly [comparison: string, words: string])[] = [
  ['ssn', 'SSN'],
  ['cin', 'CIN'],
  ['last_name', 'last name'],
  ['first_name', 'first name'],
  ['birth_date', 'birth date'],
];

/** Kinds whose title alone does not say what agrees and what does not. */
const vague: ReadonlySet<string> = new Set([
  'close',
  'tie',
  'second_record',
  'adoption',
  'to_confirm',
  'decided_before',
]);

/** Codes of the main evidence of a pair, such as `ssn=equal` and `birth_date=differs`, from its agreement levels. */
export function evidenceCodes(
  comparisons: readonly PlannedComparison[],
  levels: Uint8Array,
): readonly string[] {
  return told.flatMap(([name]) => {
    const place = comparisons.findIndex((comparison) => comparison.name === name);
    const gamma = place < 0 ? -1 : levels[place]! - 1;
    if (gamma < 0) return [];
    const highest = comparisonLevels[comparisons[place]!.kind].length - 1;
    return [`${name}=${gamma === highest ? 'equal' : gamma === 0 ? 'differs' : 'close'}`];
  });
}

/** Why a pair is asked about, in one line: "SSN and last name equal, birth date close, first name differs". */
export function raisedWords(kind: string, codes: readonly string[]): string {
  if (!vague.has(kind)) return kindTitle(kind);
  const parts = (['equal', 'close', 'differs'] as const).flatMap((verdict) => {
    const names = told.filter(([name]) => codes.includes(`${name}=${verdict}`)).map(([, words]) => words);
    return names.length === 0
      ? []
      : [`${listed(names)} ${verdict === 'differs' && names.length > 1 ? 'differ' : verdict}`];
  });
  const evidence = capital(parts.join(', '));
  if (evidence === '') return kindTitle(kind);
  return kind === 'close' ? evidence : `${kindTitle(kind)}: ${evidence}`;
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
