/** What becomes of what was found: the row is left out, the value is left out, or both stay and a person may look. */
export type Severity = 'rejected' | 'blanked' | 'noted';

export interface Finding {
  /** Column of the file, empty for the row as a whole */
  readonly column: string;
  /** What kind of value it is, never the value: "8 digits", "31 February" */
  readonly class: string;
  readonly code: FindingCode;
  readonly severity: Severity;
}

interface FindingText {
  readonly reason: string;
  readonly remedy: string;
}

const askSource = 'Correct it in the source system; the next extract brings it.';
const asText =
  'Export the column as text, straight from the system, without opening the file in a spreadsheet.';

/** Every finding in two sentences for the person who has to mend it: why, and how. */
export const findingTexts = {
  REQUIRED_BLANK: {
    reason: 'A row of this kind means nothing without this value.',
    remedy: 'Complete it in the source system, or ask why the extract leaves it out.',
  },
  RAGGED_ROW: {
    reason: 'The row has more or fewer cells than the header, so its values cannot be told apart.',
    remedy: 'Have text that contains the delimiter put in quotation marks, then export again.',
  },
  NUL_IN_ROW: {
    reason: 'The row holds a zero byte, the mark of a damaged file.',
    remedy: 'Get the file again.',
  },
  REPEATED_ROW: {
    reason: 'The same row stands in the file before; it counts once.',
    remedy: 'Nothing needs doing; if there are many, look how the extract joins its tables.',
  },
  KEY_REPEATED: {
    reason: 'An earlier row has the same key and other content; the earlier one was kept.',
    remedy: 'Have the extract give one row for each key.',
  },
  KEY_LENGTH: {
    reason: 'A CWS/CMS key has 10 characters, or 19 digits in its long form.',
    remedy: asText,
  },
  KEY_CHARACTER: {
    reason: 'A CWS/CMS key holds only digits and letters.',
    remedy: askSource,
  },
  KEY_OUT_OF_RANGE: {
    reason: 'No CWS/CMS key has a long form this high.',
    remedy: asText,
  },
  KEY_NUMBER_FORM: {
    reason: 'The key was turned into a number and has lost characters.',
    remedy: asText,
  },
  KEY_CONVERTED: {
    reason: 'The long form of the key was turned into its 10 characters.',
    remedy: 'Nothing needs doing.',
  },
  ID_NUMBER_FORM: {
    reason: 'The id was turned into a number and has lost digits.',
    remedy: asText,
  },
  ID_CHARACTER: {
    reason: 'An id holds only digits, letters and hyphens, 30 at most, and is not the total of a report.',
    remedy: askSource,
  },
  CASE_NUMBER_UNUSUAL: {
    reason: 'A case number usually has 7 digits and letters; it was kept as it is.',
    remedy: 'Look whether leading zeros were lost.',
  },
  COUNTY_ID_FORM: {
    reason: 'A COUNTY-ID has 14 characters: county, aid code, serial, FBU, person.',
    remedy: askSource,
  },
  SSN_DIGITS: {
    reason: 'An SSN has 9 digits.',
    remedy: askSource,
  },
  SSN_ZEROS_LOST: {
    reason: 'An SSN has 9 digits; with 7 or 8 a spreadsheet has probably dropped leading zeros.',
    remedy: 'Export the column as text, or have the profile restore the zeros.',
  },
  SSN_ZEROS_RESTORED: {
    reason: 'Leading zeros were put before 7 or 8 digits, as the profile says.',
    remedy: 'Export the column as text, so that nothing has to be restored.',
  },
  VALUE_REPEATED: {
    reason: 'Another row of the file has the same number.',
    remedy: 'Look whether one person has the number of another; two people with one SSN become a mismatch.',
  },
  DATE_HEAPED: {
    reason: 'This birth date comes more than eight times as often as chance has it.',
    remedy: 'Look whether it is entered for an unknown date; matching gives it less weight.',
  },
  SSN_NEVER_ISSUED: {
    reason: 'This number was never issued as an SSN.',
    remedy: askSource,
  },
  SSN_ITIN: {
    reason: 'This is a taxpayer number, not an SSN.',
    remedy: 'Nothing needs doing; it is not used for matching.',
  },
  SSN_PLACEHOLDER: {
    reason: 'This number stands for "unknown".',
    remedy: 'Leave the field blank in the source system.',
  },
  SSN_PSEUDO: {
    reason: 'This is a MEDS pseudo number, not an SSN.',
    remedy: 'Nothing needs doing; it is not used for matching.',
  },
  SSN_PARTIAL: {
    reason: 'These are the last four digits only.',
    remedy: 'Ask for the full number if the agreement between the departments allows it.',
  },
  CIN_FORM: {
    reason: 'A CIN is 9, seven digits and a letter.',
    remedy: askSource,
  },
  CIN_CARD_FORM: {
    reason: 'This is the longer number of the card; its first 9 characters are the CIN.',
    remedy: 'Nothing needs doing.',
  },
  CIN_LETTER: {
    reason: 'The state leaves this last letter out of CINs; it was kept.',
    remedy: 'Compare it with the card or with MEDS.',
  },
  NAME_WITHOUT_LETTERS: {
    reason: 'There is no letter in this name.',
    remedy: askSource,
  },
  NAME_UNKNOWN: {
    reason: 'This says that the name is not known.',
    remedy: 'Leave the field blank in the source system.',
  },
  NAME_BABY: {
    reason: 'This stands for a newborn who has no name yet; it was kept.',
    remedy: 'Enter the name in the source system when it is known.',
  },
  NAME_REMARK: {
    reason: 'There is a remark in the name (AKA, DUPLICATE, DO NOT USE); it was kept.',
    remedy: 'Take the remark out of the name in the source system.',
  },
  NAME_DIGITS: {
    reason: 'There are digits in this name; it was kept.',
    remedy: askSource,
  },
  NAME_LETTERS_LOST: {
    reason: 'Letters with accents were lost on the way to this file (Ã, ? or � in a name); it was kept.',
    remedy: 'Export as UTF-8, straight from the system, without saving the file in another program.',
  },
  NAME_SUFFIX_INSIDE: {
    reason: 'The suffix stands in the name; it was read as a suffix where the suffix field is blank.',
    remedy: 'Move it to the suffix field in the source system.',
  },
  NAME_CUT_OFF: {
    reason: 'The name fills its field to the last character and may be cut off.',
    remedy: 'Nothing needs doing; matching allows for it.',
  },
  SUFFIX_UNKNOWN: {
    reason: 'This is none of JR, SR, II, III, IV, V.',
    remedy: askSource,
  },
  DATE_FORM: {
    reason: 'The date is not written as in the rest of the extract.',
    remedy: 'Export again with the date format of the profile, or correct the profile.',
  },
  DATE_IMPOSSIBLE: {
    reason: 'The calendar has no such date.',
    remedy: askSource,
  },
  DATE_SERIAL: {
    reason: "This is a spreadsheet's day number, not a date.",
    remedy: asText,
  },
  DATE_PLACEHOLDER: {
    reason: 'This date stands for "none" or "unknown".',
    remedy: 'Nothing needs doing; leave the field blank in the source system.',
  },
  BIRTH_DATE_OLD: {
    reason: 'This birth date would make the person older than 110 years.',
    remedy: askSource,
  },
  BIRTH_DATE_FUTURE: {
    reason: 'The birth date lies after the extract: perhaps the due date of an unborn child; it was kept.',
    remedy: 'Correct it in the source system unless the child is expected.',
  },
  BIRTH_DATE_ROUND: {
    reason: '1 January and 1 July are often entered for an unknown day; it was kept.',
    remedy: 'Nothing needs doing; matching gives it less weight.',
  },
  END_BEFORE_START: {
    reason: 'The end date lies before the start date; both were kept.',
    remedy: askSource,
  },
  SEX_UNKNOWN: {
    reason: 'This is none of M, F, X, I, U.',
    remedy: 'Add it to the value map of the profile.',
  },
  CODE_UNKNOWN: {
    reason: 'This code is not in the code list; it was kept.',
    remedy: 'Add it to the value map of the profile, or correct it in the source system.',
  },
  ZIP_FORM: {
    reason: 'A ZIP code has 5 digits, or 9.',
    remedy: askSource,
  },
  FLAG_UNKNOWN: {
    reason: 'This is neither of the two spellings of yes and no in the profile.',
    remedy: 'Correct the spelling of yes and no in the profile.',
  },
  INTEGER_FORM: {
    reason: 'This is not a whole number.',
    remedy: askSource,
  },
  AMOUNT_FORM: {
    reason: 'This is not an amount in dollars and cents.',
    remedy: askSource,
  },
} as const satisfies Readonly<Record<string, FindingText>>;

export type FindingCode = keyof typeof findingTexts;
