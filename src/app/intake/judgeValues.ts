import { findingTexts } from '../../intake/findings.ts';
import type { ExtractVerdict } from '../contract/intake.ts';
import { type ExtractFacts, fewestRows, number, verdict } from './extractVerdict.ts';
import { fieldLabel, fieldWords } from './reading.ts';

/** What is unusual about the values of single columns: codes of no list, zeros and letters lost, numbers that many share. */
export function judgeValues(facts: ExtractFacts): readonly ExtractVerdict[] {
  return [...unknownCodes(facts), ...droppedZeros(facts), ...repeatedValues(facts), ...lostLetters(facts)];
}

/** Codes, sexes and flags that are in no list, a verdict for each column. */
function unknownCodes({ found, columns }: ExtractFacts): readonly ExtractVerdict[] {
  const byColumn = new Map<string, number>();
  for (const code of ['CODE_UNKNOWN', 'SEX_UNKNOWN', 'FLAG_UNKNOWN'] as const) {
    for (const [column, count] of found.get(code) ?? [])
      byColumn.set(column, (byColumn.get(column) ?? 0) + count);
  }
  return [...byColumn].map(([column, count]) => {
    const field = Object.keys(columns).find((name) => columns[name] === column) ?? '';
    return verdict(
      'CODES_UNKNOWN',
      count === 1
        ? `A code of ${fieldWords(field)} is in no list.`
        : `${number(count)} codes of ${fieldWords(field)} are in no list.`,
      'Say what they mean in the code lists of step 3; it is kept for the months to come.',
      column,
      { field, which: found.get('CODE_UNKNOWN')?.has(column) === true ? 'suspicious' : 'invalid' },
    );
  });
}

function droppedZeros({ found, columns, counts }: ExtractFacts): readonly ExtractVerdict[] {
  const count = found.get('SSN_ZEROS_LOST')?.get(columns['ssn'] ?? '') ?? 0;
  if (count === 0) return [];
  // where zeros stand before other numbers, short ones are not a spreadsheet's doing
  if (counts.zeroLed > 0) return [];
  return [
    verdict(
      'SSN_ZEROS_LOST',
      `${number(count)} SSNs have 7 or 8 digits: a spreadsheet may have dropped leading zeros.`,
      `Export the column as text, or accept ${number(count)} restored values; each stays marked.`,
      columns['ssn'] ?? '',
      { field: 'ssn', which: 'invalid' },
    ),
  ];
}

/** A share of rows beyond which one number for several people is the extract's doing. */
const mostRepeated = 0.1;

/** Identifiers that many rows share, and one birth date for everybody. */
function repeatedValues({ quality, columns }: ExtractFacts): readonly ExtractVerdict[] {
  return quality.fields.flatMap(({ field, type, filled, distinct, repeated }) => {
    if (filled < fewestRows || distinct >= quality.distinctLimit) return [];
    const where = columns[field] ?? '';
    if (field === 'birth_date' && distinct === 1) {
      return [
        verdict(
          'DATES_ALL_ONE',
          `All ${number(filled)} birth dates are the same day.`,
          'Look whether the extract puts a date where none is known; have it left blank.',
          where,
        ),
      ];
    }
    const sharing = type === 'ssn' || type === 'cin' ? filled - (distinct - repeated) : 0;
    if (sharing <= filled * mostRepeated) return [];
    return [
      verdict(
        'NUMBERS_REPEATED',
        `${number(sharing)} of ${number(filled)} rows share their ${fieldLabel(field)} with another row.`,
        'Look whether the extract gives one row for each person, and everybody their own number.',
        where,
        { field, which: 'repeated' },
      ),
    ];
  });
}

/** Names in which an encoding has lost letters, a verdict for each column. */
function lostLetters({ found, columns }: ExtractFacts): readonly ExtractVerdict[] {
  return [...(found.get('NAME_LETTERS_LOST') ?? [])].map(([column, count]) =>
    verdict(
      'NAME_LETTERS_LOST',
      `In ${count === 1 ? 'one name' : `${number(count)} names`} letters with accents were lost on the way to this file (Ã, ? or �).`,
      findingTexts.NAME_LETTERS_LOST.remedy,
      column,
      { field: Object.keys(columns).find((name) => columns[name] === column) ?? '', which: 'suspicious' },
    ),
  );
}
