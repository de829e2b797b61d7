import type { CivilDay } from '../../domain/civilDate.ts';
import { compareDates } from './dates.ts';
import { compareDigits } from './digits.ts';
import { type Difference, equalValues, missingValue, whole } from './difference.ts';
import { cinGroups, type Grouping, groupRuns, maskRuns, phoneGroups, ssnGroups } from './masking.ts';
import { compareNames } from './nameWords.ts';

/** What one system knows of a person, normalised; empty text = not recorded. */
export interface PersonEvidence {
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly birthDay: CivilDay | null;
  readonly birthEstimated: boolean;
  readonly sex: string;
  readonly ssn: string;
  readonly cin: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly phone: string;
  /** Other names, "FIRST LAST", with their kind: "AKA MARIA LOPEZ". */
  readonly otherNames: readonly string[];
}

export type FieldName =
  | 'last_name'
  | 'first_name'
  | 'middle_name'
  | 'suffix'
  | 'birth_date'
  | 'sex'
  | 'ssn'
  | 'cin'
  | 'street'
  | 'city'
  | 'zip'
  | 'phone'
  | 'other_names';

export interface FieldDifference extends Difference {
  readonly field: FieldName;
  readonly label: string;
  /** Shown masked until it is revealed. */
  readonly masked: boolean;
}

const maskedFields: Readonly<Partial<Record<FieldName, Grouping>>> = {
  ssn: ssnGroups,
  cin: cinGroups,
  phone: phoneGroups,
};

/** Every field of two records side by side, in the order in which people read a person. */
export function comparePersons(left: PersonEvidence, right: PersonEvidence): readonly FieldDifference[] {
  const field = (name: FieldName, label: string, difference: Difference): FieldDifference => ({
    field: name,
    label,
    masked: name in maskedFields,
    ...difference,
  });
  return [
    field('last_name', 'Last name', compareNames(left.lastName, right.lastName, 'last')),
    field('first_name', 'First name', compareNames(left.firstName, right.firstName, 'first')),
    field('middle_name', 'Middle name', compareNames(left.middleName, right.middleName, 'middle')),
    field('suffix', 'Suffix', compareCodes(left.suffix, right.suffix)),
    field(
      'birth_date',
      'Birth date',
      compareDates(
        { day: left.birthDay, estimated: left.birthEstimated },
        { day: right.birthDay, estimated: right.birthEstimated },
      ),
    ),
    field('sex', 'Sex', compareCodes(left.sex, right.sex)),
    field('ssn', 'SSN', compareDigits(left.ssn, right.ssn)),
    field('cin', 'CIN', compareDigits(left.cin, right.cin)),
    field('street', 'Street', compareAddressLines(left.street, right.street)),
    field('city', 'City', compareAddressLines(left.city, right.city)),
    field('zip', 'ZIP', compareDigits(left.zip, right.zip)),
    field('phone', 'Phone', compareDigits(left.phone, right.phone)),
    field('other_names', 'Other names', otherNames(left, right)),
  ];
}

/** A field as it may be shown: identifiers masked but for their differences, unless they were revealed. */
export function shownRuns(
  difference: FieldDifference,
  side: 'left' | 'right',
  revealed: boolean,
): Difference['left'] {
  const grouping = maskedFields[difference.field];
  if (grouping === undefined) return difference[side];
  return revealed ? groupRuns(difference[side], grouping) : maskRuns(difference[side], grouping);
}

function compareCodes(left: string, right: string): Difference {
  if (left === '' || right === '') return missingValue(left, right);
  if (left === right) return equalValues(left);
  return { verdict: 'different', words: 'different', left: whole(left, true), right: whole(right, true) };
}

/** Address lines are the same when only capitals and marks differ: "12 Oak St #3" and "12 OAK ST APT 3". */
function compareAddressLines(left: string, right: string): Difference {
  if (left === '' || right === '') return missingValue(left, right);
  const [a, b] = [plainAddress(left), plainAddress(right)];
  if (a === b) return { ...equalValues(left), right: whole(right, false) };
  const difference = compareDigits(a, b);
  if (difference.verdict !== 'similar') {
    return { verdict: 'different', words: 'different', left: whole(left, true), right: whole(right, true) };
  }
  return { ...difference, words: difference.words.replaceAll('digit', 'character') };
}

const plainAddress = (line: string): string =>
  line
    .toUpperCase()
    .replaceAll(/\b(?:APT|APARTMENT|UNIT|STE|SUITE|NO)\b\.?|#/g, ' ')
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Other names say something only when one of them is the other side's name. */
function otherNames(left: PersonEvidence, right: PersonEvidence): Difference {
  const shown = {
    left: whole(left.otherNames.join(', '), false),
    right: whole(right.otherNames.join(', '), false),
  };
  if (left.otherNames.length === 0 && right.otherNames.length === 0) {
    return { verdict: 'missing', words: 'none recorded', ...shown };
  }
  const held = (names: readonly string[], person: PersonEvidence) =>
    person.lastName !== '' && names.some((name) => name.endsWith(`${person.firstName} ${person.lastName}`));
  if (held(left.otherNames, right))
    return { verdict: 'equal', words: 'the right name is an other name of the left', ...shown };
  if (held(right.otherNames, left))
    return { verdict: 'equal', words: 'the left name is an other name of the right', ...shown };
  return { verdict: 'missing', words: 'none is the name on the other side', ...shown };
}
