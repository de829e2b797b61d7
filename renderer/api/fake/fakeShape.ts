import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type {
  CodedField,
  ExtractVerdict,
  RulerView,
  SourceFileView,
} from '../../../src/app/contract/intake.ts';
import { listedName, madeUpPerson, mixed } from './madeUpPeople.ts';

/** Referrals of nobody in fixed columns, as a ruler shows them. */
function madeUpLine(at: number): string {
  const [last = '', first = ''] = listedName(madeUpPerson(at)).split(', ');
  return [
    `${mixed(at).toString(36).slice(0, 7).padEnd(7, 'k')}0X5`.padEnd(11),
    last.toUpperCase().slice(0, 14).padEnd(15),
    first.toUpperCase().slice(0, 10).padEnd(11),
    `20${10 + (at % 9)}0${1 + (at % 9)}1${at % 10}${at % 2 === 0 ? 'F' : 'M'}`.padEnd(11),
    at % 3 === 0 ? ''.padEnd(10) : `*****${1000 + (mixed(at) % 9000)} `,
    at % 4 === 0 ? 'IMMEDIATE   ' : '10 DAY      ',
    `1${at % 10}/2${at % 9}/2026`,
  ].join('');
}

const ruler: RulerView = {
  lines: [
    'CLIENT_ID  LAST_NAME      FIRST_NAME BORN     S SSN       RESPONSE    RECEIVED',
    '-'.repeat(80),
    ...Array.from({ length: 60 }, (_, at) => madeUpLine(at)),
  ],
  width: 80,
  linesAbove: 2,
  columns: [
    { name: 'CLIENT_ID', start: 1, width: 11 },
    { name: 'LAST_NAME', start: 12, width: 15 },
    { name: 'FIRST_NAME', start: 27, width: 11 },
    { name: 'BORN', start: 38, width: 8 },
    { name: 'S', start: 46, width: 3 },
    { name: 'SSN', start: 49, width: 10 },
    { name: 'RESPONSE', start: 59, width: 12 },
    { name: 'RECEIVED', start: 71, width: 10 },
  ],
  guessed: { linesAbove: 2, columns: [{ name: 'CLIENT_ID', start: 1, width: 80 }] },
};

const known = (value: string, count: number) =>
  ({ value, count, becomes: value, state: 'known', suggestion: null }) as const;

const codes: readonly CodedField[] = [
  {
    kind: 'cw_person',
    kindTitle: 'CalWORKs persons',
    field: 'sex',
    label: 'Sex',
    column: 'Sex',
    lists: 'codes',
    codes: [
      { code: 'M', means: 'male' },
      { code: 'F', means: 'female' },
      { code: 'X', means: 'third' },
      { code: 'U', means: 'unknown' },
    ],
    hasList: true,
    entries: [],
    values: [
      {
        value: '2',
        count: 612,
        becomes: '2',
        state: 'unmapped',
        suggestion: { to: 'F', reason: 'as usual (ISO/IEC 5218)' },
      },
      {
        value: '1',
        count: 571,
        becomes: '1',
        state: 'unmapped',
        suggestion: { to: 'M', reason: 'as usual (ISO/IEC 5218)' },
      },
      { value: '7', count: 3, becomes: '7', state: 'unmapped', suggestion: null },
      { value: 'NULL', count: 12, becomes: '', state: 'blank', suggestion: null },
    ],
    tooMany: false,
    unmapped: 1186,
  },
  {
    kind: 'cw_member',
    kindTitle: 'CalWORKs case members',
    field: 'aid_code',
    label: 'Aid code',
    column: 'Aid Code',
    lists: 'codes',
    codes: [
      { code: '30', means: 'All other families' },
      { code: '35', means: 'Two parents' },
      { code: '3P', means: 'All families, exempt' },
      { code: 'K1', means: 'Safety net, single parent' },
    ],
    hasList: true,
    entries: [{ from: '030', to: '30', since: null, until: '2026-07-01' }],
    values: [known('30', 702), known('35', 311), known('K1', 40)],
    tooMany: false,
    unmapped: 0,
  },
  {
    kind: 'cw_member',
    kindTitle: 'CalWORKs case members',
    field: 'aided',
    label: 'Aided',
    column: 'Aided',
    lists: 'codes',
    codes: [
      { code: 'Y', means: 'yes' },
      { code: 'N', means: 'no' },
    ],
    hasList: true,
    entries: [],
    values: [known('Y', 903), known('N', 283)],
    tooMany: false,
    unmapped: 0,
  },
];

/** The list of numbers that are no SSNs: 9xx-00, which nobody has. */
const placeholderList: CodedField = {
  kind: 'cw_person',
  kindTitle: 'CalWORKs persons',
  field: 'ssn',
  label: 'SSN',
  column: 'Social',
  lists: 'placeholders',
  codes: [],
  hasList: false,
  entries: [{ from: '909-00-1234', to: '', since: null, until: '2026-07-01' }],
  values: [],
  tooMany: false,
  unmapped: 0,
};

export const madeUpVerdicts: readonly ExtractVerdict[] = [
  {
    code: 'ROWS_CHANGED',
    what: 'The number of rows is unusual: 24,087 rows, 12.7 % fewer than in September 2026.',
    where: 'cws-clients-2026-10.csv',
    how: 'Look whether the extract is of the right month, office and program.',
    open: null,
  },
  {
    code: 'AGES_CHANGED',
    what: 'The ages are others than in September 2026 (under 3: 912, before 1,804; 3 to 5: 1,310, before 1,766).',
    where: 'BIRTH_DT',
    how: 'Look whether birth dates are read in the right format, and whether the extract leaves children or adults out.',
    open: { field: 'birth_date', which: 'suspicious' },
  },
  {
    code: 'SSN_ZEROS_LOST',
    what: '214 SSNs have 7 or 8 digits: a spreadsheet may have dropped leading zeros.',
    where: 'SS_NO',
    how: 'Export the column as text, or accept 214 restored values; each stays marked.',
    open: { field: 'ssn', which: 'invalid' },
  },
  {
    code: 'CODES_UNKNOWN',
    what: '41 codes of sex are in no list.',
    where: 'GENDER_CD',
    how: 'Say what they mean in the code lists of step 3; it is kept for the months to come.',
    open: { field: 'sex', which: 'invalid' },
  },
];

/** How the made-up files are written and what their codes mean; what is said of them makes them fit. */
export function fakeShape(fitting: (file: string) => SourceFileView) {
  return {
    'intake.ruler': (): Output<'intake.ruler'> => ruler,
    'intake.shape': ({ file }: Input<'intake.shape'>): Output<'intake.shape'> => fitting(file),
    'intake.codes': (): Output<'intake.codes'> => ({ fields: [...codes, placeholderList] }),
    'profiles.all': (): Output<'profiles.all'> => ({
      profiles: [
        {
          id: 'county-north-office-list',
          version: 2,
          title: 'north office list',
          system: 'calworks',
          format: 'workbook',
          kinds: ['CalWORKs persons'],
          codeLists: 1,
        },
        {
          id: 'county-bo-referrals',
          version: 4,
          title: 'Business Objects referrals',
          system: 'cws',
          format: 'fixed',
          kinds: ['CWS clients', 'CWS referrals'],
          codeLists: 3,
        },
      ],
    }),
    'profiles.export': ({ id }: Input<'profiles.export'>): Output<'profiles.export'> => ({
      fileName: `${id}-v2.profile.json`,
      folder: 'exports',
    }),
    'intake.mapCodes': ({ file }: Input<'intake.mapCodes'>): Output<'intake.mapCodes'> => fitting(file),
  };
}
