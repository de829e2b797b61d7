import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { FieldQualityView, SourceFileView } from '../../../src/app/contract/intake.ts';
import { usualBlankWords } from '../../../src/domain/blankWords.ts';
import { fakeShape, madeUpVerdicts } from './fakeShape.ts';
import { listedName, madeUpPerson, mixed } from './madeUpPeople.ts';
import type { Scenario } from './scenario.ts';

type Start = (kind: 'check' | 'import', labels: readonly string[], onDone: () => void) => { jobId: string };

const base = {
  encoding: 'utf-8',
  partedBy: 'comma',
  format: 'delimited',
  exact: false,
  version: 1,
  already: null,
} as const;

const files: readonly SourceFileView[] = (
  [
    ['cws-clients', 'CWS clients', 'cws', 'cws_client', 24_118, 22],
    ['cws-cases', 'CWS cases', 'cws', 'cws_case', 6_021, 11],
    ['cws-participants', 'CWS plan participants', 'cws', 'cws_participant', 9_407, 5],
    ['calworks-persons', 'CalWORKs persons', 'calworks', 'cw_person', 17_822, 17],
    ['calworks-members', 'CalWORKs case members', 'calworks', 'cw_member', 19_930, 11],
  ] as const
).map(([stem, title, system, kind, rows, columns], at) => ({
  ...base,
  file: `${stem}-2026-10.csv`,
  bytes: rows * 96,
  sha256: mixed(at).toString(16).padStart(64, '0'),
  columns,
  rows,
  state: 'fits',
  title,
  system,
  kinds: [{ kind, title }],
  problems: [],
  drift: null,
}));

const drifted: SourceFileView = {
  ...base,
  file: 'wtw-status-2026-10.csv',
  bytes: 412_000,
  sha256: '0'.repeat(64),
  columns: 7,
  rows: 4_210,
  state: 'drift',
  title: 'Welfare-to-Work status',
  version: 3,
  system: 'calworks',
  kinds: [{ kind: 'cw_wtw', title: 'Welfare-to-Work status' }],
  problems: [
    'The column STATUS_DT is missing and STATUS_DATE is new: if it is the same, map it.',
    'The column REGION is new: map it to a field, or have the profile ignore it.',
  ],
  drift: {
    missing: ['STATUS_DT'],
    extra: ['STATUS_DATE', 'REGION'],
    renamed: [{ missing: 'STATUS_DT', found: 'STATUS_DATE' }],
  },
};
const unknown: SourceFileView = {
  ...base,
  file: 'north-office-list.xlsx',
  format: 'workbook',
  partedBy: '',
  encoding: '',
  bytes: 88_000,
  sha256: '1'.repeat(64),
  columns: 6,
  rows: 1_204,
  state: 'unknown',
  title: '',
  version: 0,
  system: null,
  kinds: [],
  problems: ['Its columns fit no extract that Linkdesk knows: map them, or leave the file out.'],
  drift: null,
};

const fixed: SourceFileView = {
  ...unknown,
  file: 'bo-referrals-2026-10.txt',
  format: 'fixed',
  encoding: 'utf-8',
  bytes: 61_000,
  sha256: '2'.repeat(64),
  columns: 7,
  rows: 1_022,
};

const quality = (seed: number, rows: number): FieldQualityView[] =>
  (
    [
      ['client_key', 'Client key', 'CLIENT_ID', 1, 1],
      ['last_name', 'Last name', 'LAST_NM', 0.999, 0.3],
      ['first_name', 'First name', 'FIRST_NM', 0.998, 0.2],
      ['birth_date', 'Birth date', 'BIRTH_DT', 0.972, 0.4],
      ['sex', 'Sex', 'GENDER_CD', 0.99, 0],
      ['ssn', 'SSN', 'SS_NO', 0.61, 0.6],
      ['cin', 'CIN', 'CIN', 0.44, 0.44],
      ['street', 'Street', 'STREET_ADDR', 0.87, 0.7],
      ['zip', 'ZIP', 'ZIP_NO', 0.88, 0.001],
    ] as const
  ).map(([field, label, column, filled, distinct], at) => ({
    field,
    label,
    column,
    filled: Math.round(rows * filled),
    distinct: Math.max(2, Math.round(rows * distinct)),
    invalid: ['ssn', 'birth_date'].includes(field) ? 3 + (mixed(seed + at) % 30) : 0,
    suspicious: ['ssn', 'last_name', 'birth_date'].includes(field) ? 8 + (mixed(seed + at) % 90) : 0,
    repeated: field === 'ssn' ? 14 : 0,
  }));

const fewer = { before: 27_640, change: -0.127, warns: true, words: '12.7 % fewer than in September 2026' };
const usual = { before: 17_610, change: 0.012, warns: false, words: '1.2 % more than in September 2026' };

const blanked = (file: string): string =>
  `${file}: NULL read as blank in 312 cells of BIRTH_DT, 41 of SS_NO; N/A in 3 cells of CIN. Names are kept as they stand. Where such a word means something, take it out of the words that the profile reads as blank.`;

const firstRows = (): Output<'intake.preview'> => ({
  columns: [
    { column: 'CLIENT_ID', field: 'client_key' },
    { column: 'LAST_NM', field: 'last_name' },
    { column: 'FIRST_NM', field: 'first_name' },
    { column: 'BIRTH_DT', field: 'birth_date' },
    { column: 'SS_NO', field: 'ssn' },
    { column: 'REGION', field: null },
  ],
  rows: Array.from({ length: 196 }, (_, at) => {
    const [last = '', first = ''] = listedName(madeUpPerson(at)).split(', ');
    return {
      line: at + 2,
      cells: [
        `${mixed(at).toString(36).slice(0, 7)}0X5`,
        last.toUpperCase(),
        first.toUpperCase(),
        `0${1 + (at % 9)}/1${at % 10}/19${70 + (at % 30)}`,
        at % 3 === 0 ? '' : `***-**-${1000 + (mixed(at) % 9000)}`,
        'NORTH',
      ],
    };
  }),
  withheld: 4,
});

const heldImport = {
  folder: 'extracts-2026-11',
  month: '2026-11',
  step: 'columns',
  file: unknown.file,
} as const;

/** The wizard and the quality report of the made-up project. */
export function fakeIntake(scenario: Scenario, start: Start) {
  const known = new Map<string, SourceFileView>(
    (scenario.empty ? files : [...files, drifted, unknown, fixed]).map((file) => [file.file, file]),
  );
  let checked: readonly string[] = [];
  let checkedMonth: string | null = null;
  let blankWords: readonly string[] = usualBlankWords;
  const fitting = (file: string, title?: string): SourceFileView => {
    const before = known.get(file) ?? unknown;
    const kinds = before.kinds.length > 0 ? before.kinds : [{ kind: 'cw_person', title: 'CalWORKs persons' }];
    const after: SourceFileView = {
      ...before,
      state: 'fits',
      title: title ?? before.title,
      version: before.version + 1,
      system: before.system ?? 'calworks',
      kinds,
      problems: [],
      drift: null,
    };
    known.set(file, after);
    return after;
  };
  return {
    'intake.look': (): Output<'intake.look'> => ({ folder: 'extracts-2026-10', files: [...known.values()] }),
    'intake.preview': (): Output<'intake.preview'> => firstRows(),
    'intake.suggest': ({ kind }: Input<'intake.suggest'>): Output<'intake.suggest'> => ({
      kind: kind ?? 'cw_person',
      kinds: [
        { kind: 'cws_client', title: 'CWS clients' },
        { kind: 'cw_person', title: 'CalWORKs persons' },
        { kind: 'cw_member', title: 'CalWORKs case members' },
      ],
      dateFormat: 'MM/DD/YYYY',
      dateFormats: ['YYYY-MM-DD', 'MM/DD/YYYY', 'YYYYMMDD'],
      blankWords: [...blankWords],
      fields: [
        { field: 'cwin', label: 'CWIN', required: true },
        { field: 'last_name', label: 'Last name', required: false },
        { field: 'first_name', label: 'First name', required: false },
        { field: 'birth_date', label: 'Birth date', required: false },
        { field: 'ssn', label: 'SSN', required: false },
      ],
      columns: [
        {
          column: 'Person Number',
          field: null,
          reason: 'neither its name nor its values fit a field',
          samples: ['NA10001', 'NA10002', 'NA10003'],
        },
        {
          column: 'Surname',
          field: 'last_name',
          reason: 'its name is like last_name, its values are names',
          samples: ['LOPEZ', 'KIM', 'DE LA CRUZ'],
        },
        {
          column: 'Given',
          field: 'first_name',
          reason: 'its values are names',
          samples: ['ANA', 'JO', 'LUZ'],
        },
        {
          column: 'Born on',
          field: 'birth_date',
          reason: 'its values are dates',
          samples: ['03/04/1991', '11/05/1988'],
        },
        {
          column: 'Social',
          field: 'ssn',
          reason: 'its values are SSNs',
          samples: ['***-**-1111', '***-**-2222'],
        },
        {
          column: 'Colour',
          field: null,
          reason: 'neither its name nor its values fit a field',
          samples: ['red', 'blue'],
        },
      ],
      unmapped: ['cwin'],
      lastMonth: {
        title: 'north office list',
        version: 2,
        dateFormat: 'MM/DD/YYYY',
        blankWords: [...usualBlankWords],
        columns: [
          { column: 'Person Number', field: 'cwin' },
          { column: 'Surname', field: 'last_name' },
          { column: 'Given', field: 'first_name' },
          { column: 'Born on', field: 'birth_date' },
          { column: 'Social', field: 'ssn' },
          { column: 'Colour', field: null },
        ],
      },
    }),
    ...fakeShape(fitting),
    'intake.resume': (): Output<'intake.resume'> => ({
      held: scenario.held ? { ...heldImport, grant: 'held', leftOut: [] } : null,
    }),
    'intake.hold': (): Output<'intake.hold'> => ({ held: true }),
    'intake.drop': (): Output<'intake.drop'> => ({ held: false }),
    'intake.restoreZeros': ({ file }: Input<'intake.restoreZeros'>): Output<'intake.restoreZeros'> =>
      fitting(file),
    'intake.rows': ({ lines }: Input<'intake.rows'>): Output<'intake.rows'> => ({
      ...firstRows(),
      rows: firstRows()
        .rows.slice(0, lines.length)
        .map((row, at) => ({ ...row, line: lines[at]! })),
      withheld: 1,
    }),
    'intake.map': ({ file, title, blankWords: words }: Input<'intake.map'>): Output<'intake.map'> => {
      blankWords = words ?? blankWords;
      return fitting(file, title);
    },
    'intake.mend': ({ file }: Input<'intake.mend'>): Output<'intake.mend'> => fitting(file),
    'intake.check': ({ files: chosen, month }: Input<'intake.check'>): Output<'intake.check'> =>
      start('check', ['Checking CWS clients', 'Checking CalWORKs persons'], () => {
        checked = chosen;
        checkedMonth = month;
      }),
    'intake.checked': (): Output<'intake.checked'> => ({
      month: checkedMonth,
      extracts: [...known.values()]
        .filter(({ file, kinds }) => checked.includes(file) && kinds.length > 0)
        .map((file, at) => ({
          file: file.file,
          kind: file.kinds[0]!.kind,
          title: file.kinds[0]!.title,
          system: file.system ?? 'cws',
          read: file.rows,
          usable: file.rows - 31,
          rejected: 31,
          comparison: at === 0 ? fewer : usual,
          persons: file.kinds[0]!.kind === 'cw_member' ? 17_604 : file.rows - 31,
          verdicts: at === 0 ? [...madeUpVerdicts] : [],
          fields: quality(at, file.rows - 31),
          rowFindings: at === 0 ? 4 : 0,
          notices:
            at === 1
              ? [`${file.file} parts its columns with tabs instead of commas. It was read so.`]
              : at === 0
                ? [blanked(file.file)]
                : [],
          refused: null,
        })),
    }),
    'intake.findings': ({ field, which }: Input<'intake.findings'>): Output<'intake.findings'> => ({
      rows: Array.from({ length: 12 }, (_, at) => ({
        line: 412 + at * 61,
        column: field === 'birth_date' ? 'BIRTH_DT' : 'SS_NO',
        valueClass: field === 'birth_date' ? '1 January' : '8 digits',
        severity: which === 'suspicious' ? ('noted' as const) : ('blanked' as const),
        reason: 'An SSN has 9 digits; a spreadsheet may have dropped a leading zero.',
        remedy: 'Export the column as text.',
      })),
      next: null,
    }),
    'imports.undo': ({ importId }: Input<'imports.undo'>): Output<'imports.undo'> => ({ importId }),
    'quality.month': (): Output<'quality.month'> => ({
      extracts: (scenario.empty ? [] : files).map((file, at) => ({
        kind: file.kinds[0]!.kind,
        importId: at + 1,
        fileName: file.file,
        title: file.title,
        system: file.system ?? 'cws',
        asOf: '2026-10-31',
        rows: file.rows,
        rejected: 31 - at,
        notes: at === 0 ? [blanked(file.file)] : [],
        comparison: at === 0 ? fewer : usual,
        fields: quality(at, file.rows),
      })),
      checks: [
        {
          check: 'duplicates',
          title: 'People with several records in one system',
          count: 41,
          words: 'Ask the owning program to merge the records; the index keeps them as one person.',
        },
        {
          check: 'shared_ssn',
          title: 'People who share an SSN with somebody else',
          count: 28,
          words:
            'One of them has a wrong SSN. Resolve the mismatch and send the correction to the owning program.',
        },
        {
          check: 'no_mother',
          title: 'Families without a birth mother',
          count: 17,
          words:
            'No child under the State ID has a birth mother recorded. Have the relationship entered in CWS/CMS.',
        },
        {
          check: 'several_mothers',
          title: 'Families with several birth mothers',
          count: 3,
          words: 'Children under one State ID have different birth mothers. Have the State ID corrected.',
        },
        {
          check: 'other_person',
          title: 'State IDs that name somebody else',
          count: 0,
          words:
            'The State ID is a person id of the index that is not the birth mother’s. Have it corrected.',
        },
      ],
      index: scenario.empty ? { active: 0, indexed: 0 } : { active: 9_481, indexed: 9_473 },
    }),
    'quality.behind': ({ check, after }: Input<'quality.behind'>): Output<'quality.behind'> => ({
      check,
      rows: [0, 1, 2].map((at) => ({
        id: `${after} ${at}`,
        title: check === 'not_indexed' ? `CWIN 90002${after === '' ? 1 : 2}07${at}` : `SSN ***-**-441${at}`,
        words: check === 'not_indexed' ? `Case 1B0417${at}` : '',
        persons: check === 'not_indexed' ? [] : ['P-000122', `P-00015${at}`],
      })),
      withheld: 1,
      next: after === '' ? '3' : null,
    }),
    'quality.rows': (): Output<'quality.rows'> => {
      const { columns, rows } = firstRows();
      return { columns, rows: rows.slice(0, 24), withheld: 2, notKept: 3, earlier: 5, next: null };
    },
    'quality.findings': ({ column }: Input<'quality.findings'>): Output<'quality.findings'> => ({
      rows: [412, 473].map((line) => ({
        line,
        column,
        valueClass: '8 digits',
        severity: 'blanked' as const,
        reason: 'An SSN has 9 digits; a spreadsheet may have dropped a leading zero.',
        remedy: 'Export the column as text.',
      })),
      next: null,
    }),
    'quality.export': ({ month, format }: Input<'quality.export'>): Output<'quality.export'> => ({
      fileName: `data-quality-${month}-v1.${format}`,
      folder: 'exports',
      rows: 61,
    }),
  };
}
