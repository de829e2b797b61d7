import { z } from 'zod';
import { count, cursor, isoDay, jobView, month, system } from './shapes.ts';

const grant = z.string().max(200);
const file = z.string().max(260);
const kind = z.string().max(40);

/** A file of the chosen folder, as far as its first rows tell. */
export const sourceFile = z.object({
  file,
  bytes: count,
  sha256: z.string(),
  encoding: z.string(),
  /** "comma", "tab", …; empty for a workbook or fixed columns. */
  partedBy: z.string(),
  format: z.enum(['delimited', 'fixed', 'workbook']),
  columns: count,
  rows: count,
  /** False: `rows` is an estimate. */
  exact: z.boolean(),
  /** fits: can be imported; drift: comes close to a layout or profile; unknown: has to be mapped or left out. */
  state: z.enum(['fits', 'drift', 'unknown', 'unreadable']),
  /** The layout or profile; empty when unknown. */
  title: z.string(),
  version: count,
  system: system.nullable(),
  kinds: z.array(z.object({ kind, title: z.string() })),
  /** Why it cannot be imported as it is, each with its remedy. */
  problems: z.array(z.string()),
  /** When the very file was imported before, in a sentence. */
  already: z.string().nullable(),
  drift: z
    .object({
      missing: z.array(z.string()),
      extra: z.array(z.string()),
      renamed: z.array(z.object({ missing: z.string(), found: z.string() })),
    })
    .nullable(),
});
export type SourceFileView = z.infer<typeof sourceFile>;

const mappedColumn = z.object({ column: z.string().max(200), field: z.string().max(60).nullable() });

const blankWords = z.array(z.string().trim().min(1).max(20)).max(30);

export const columnMap = z.object({
  kind,
  kinds: z.array(z.object({ kind, title: z.string() })),
  dateFormat: z.string(),
  dateFormats: z.array(z.string()),
  /** Words of a whole cell that are read as blank, names excepted. */
  blankWords,
  fields: z.array(z.object({ field: z.string(), label: z.string(), required: z.boolean() })),
  columns: z.array(
    mappedColumn.extend({
      /** Why the field is suggested, in words. */
      reason: z.string(),
      /** Some values; what looks like an SSN or CIN masked. */
      samples: z.array(z.string()),
    }),
  ),
  /** Required fields that no column holds. */
  unmapped: z.array(z.string()),
  /** How the newest extract of the kind was read, as far as these columns go. */
  lastMonth: z
    .object({
      title: z.string(),
      version: count,
      dateFormat: z.string(),
      blankWords,
      columns: z.array(mappedColumn),
    })
    .nullable(),
});
export type ColumnMap = z.infer<typeof columnMap>;

const fixedColumn = z.object({
  name: z.string().min(1).max(200),
  /** First character, from 1 */
  start: z.number().int().min(1).max(100_000),
  width: z.number().int().min(1).max(100_000),
});
const fixedColumns = z.array(fixedColumn).min(1).max(500);

/** The first lines of a text file under a ruler. */
export const ruler = z.object({
  /** As they stand there; numbers that may be SSNs or CINs masked in place. */
  lines: z.array(z.string()),
  /** Characters of the longest line. */
  width: count,
  linesAbove: count,
  columns: z.array(fixedColumn),
  /** As blanks suggest. */
  guessed: z.object({ linesAbove: count, columns: z.array(fixedColumn) }),
});
export type RulerView = z.infer<typeof ruler>;

const chosenFormat = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('delimited'),
    /** Null: found by looking. */
    delimiter: z.enum([',', '\t', '|', ';']).nullable(),
    headerLine: z.number().int().min(1).max(1000).nullable(),
  }),
  z.object({
    type: z.literal('fixed'),
    linesAbove: z.number().int().min(0).max(1000),
    columns: fixedColumns,
  }),
  z.object({
    type: z.literal('workbook'),
    sheet: z.string().max(100).nullable(),
    headerRow: z.number().int().min(1).max(1000).nullable(),
  }),
]);

/** One entry of a code list: the source's code, what it becomes, and the days on which that holds (until excluded). */
const mappedValue = z.object({
  from: z.string().min(1).max(100),
  /** Empty: not recorded. */
  to: z.string().max(60),
  since: isoDay.nullable().default(null),
  until: isoDay.nullable().default(null),
});

/** A field of codes, its list, and what stands in the file. */
export const codedField = z.object({
  kind,
  kindTitle: z.string(),
  field: z.string(),
  label: z.string(),
  column: z.string(),
  /** Placeholders: numbers typed where no SSN is known, beside the usual ones; the values of the file are not shown. */
  lists: z.enum(['codes', 'placeholders']),
  /** To choose from; empty when there is no list or it is too long. */
  codes: z.array(z.object({ code: z.string(), means: z.string() })),
  /** False: any code is kept as it is. */
  hasList: z.boolean(),
  entries: z.array(mappedValue),
  /** The most frequent first; empty when the column holds too many different values to be codes. */
  values: z.array(
    z.object({
      value: z.string(),
      count,
      becomes: z.string(),
      /** `blank`: a word that the profile reads as blank */
      state: z.enum(['known', 'mapped', 'unmapped', 'blank']),
      suggestion: z.object({ to: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  tooMany: z.boolean(),
  /** Rows whose value is in no list. */
  unmapped: count,
});
export type CodedField = z.infer<typeof codedField>;

export const fieldQuality = z.object({
  field: z.string(),
  label: z.string(),
  column: z.string(),
  filled: count,
  distinct: count,
  /** Left blank because they could not be used. */
  invalid: count,
  /** Kept and worth a look. */
  suspicious: count,
  /** Identifiers in several rows, dates that come far too often. */
  repeated: count,
});
export type FieldQualityView = z.infer<typeof fieldQuality>;

/** What is worth knowing against the extract before: "12 % fewer rows than in September 2026". */
const comparison = z.object({
  before: count,
  /** Share of change, 0.12 = 12 % more; null when there is nothing to compare with. */
  change: z.number().nullable(),
  /** Outside of 10 % either way. */
  warns: z.boolean(),
  words: z.string(),
});

const findingKind = z.enum(['any', 'invalid', 'suspicious', 'repeated', 'row']);

/** Something unusual about an extract as a whole. */
const extractVerdict = z.object({
  code: z.string(),
  what: z.string(),
  /** File or columns. */
  where: z.string(),
  how: z.string(),
  /** The rows behind it, when there are any. */
  open: z.object({ field: z.string(), which: findingKind }).nullable(),
});
export type ExtractVerdict = z.infer<typeof extractVerdict>;

export const checkedExtract = z.object({
  file,
  kind,
  title: z.string(),
  system,
  read: count,
  usable: count,
  rejected: count,
  comparison,
  /** Different people that the rows name; null where a kind names none. */
  persons: count.nullable(),
  /** What is unusual about it as a whole, before any field is looked at. */
  verdicts: z.array(extractVerdict),
  fields: z.array(fieldQuality),
  /** Findings of rows as a whole, which belong to no field. */
  rowFindings: count,
  notices: z.array(z.string()),
  /** Why the file cannot be imported; null when it can. */
  refused: z.string().nullable(),
});
export type CheckedExtract = z.infer<typeof checkedExtract>;

const sourceFinding = z.object({
  line: count,
  column: z.string(),
  valueClass: z.string(),
  severity: z.enum(['rejected', 'blanked', 'noted']),
  reason: z.string(),
  remedy: z.string(),
});
export type SourceFinding = z.infer<typeof sourceFinding>;

const peopleCheck = z.enum(['duplicates', 'shared_ssn', 'no_mother', 'several_mothers', 'other_person']);
const behindCheck = z.enum([...peopleCheck.options, 'not_indexed', 'repeated']);

const behindRow = z.object({
  /** Tells it from the others of its check; holds no SSN. */
  id: z.string(),
  /** "State ID …", "SSN ***-**-4417": what it was found by, masked. */
  title: z.string(),
  words: z.string(),
  /** Persons that may be opened. */
  persons: z.array(z.string()),
});
export type BehindRow = z.infer<typeof behindRow>;

const behindCount = z.object({
  check: behindCheck,
  rows: z.array(behindRow),
  /** On this page, sensitive or sealed and so not among the rows. */
  withheld: count,
  next: cursor.nullable(),
});
export type BehindCount = z.infer<typeof behindCount>;

const read = { access: 'read', unlocked: true } as const;
const write = { access: 'write', unlocked: true } as const;

const sourceRows = z.object({
  columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
  rows: z.array(z.object({ line: count, cells: z.array(z.string()) })),
  withheld: count,
});

const findingRows = sourceRows.extend({
  /** Rows that were rejected, or imported by an older version, which are not kept as they were read. */
  notKept: count,
  /** Rows that an earlier import read so; what counts of them has not changed since. */
  earlier: count,
  next: count.nullable(),
});
export type FindingRows = z.infer<typeof findingRows>;

const findingsAsked = z.object({
  importId: count,
  column: z.string().max(200),
  which: z.enum(['invalid', 'suspicious']),
  after: count.default(0),
});

const wizardStep = z.enum(['files', 'shape', 'columns', 'check', 'confirm']);

/**
 * The import wizard (review-ux.md 4.3). What is looked at and checked is held in memory for the folder last chosen;
 * of the files nothing is written before `imports.start`. How far a person came, with the profiles made on the way,
 * is kept in the store, so that a preparation can be left and taken up.
 */
export const intakeMethods = {
  /** The preparation that was left, if there is one; it goes on under the grant given with it. */
  'intake.resume': {
    input: z.object({}),
    output: z.object({
      held: z
        .object({
          grant,
          folder: z.string(),
          month,
          step: wizardStep,
          file: file.nullable(),
          leftOut: z.array(file),
        })
        .nullable(),
    }),
    ...read,
  },
  /** Notes how far the preparation is. */
  'intake.hold': {
    input: z.object({
      grant,
      month,
      step: wizardStep,
      file: file.nullable(),
      leftOut: z.array(file).max(200),
    }),
    output: z.object({ held: z.boolean() }),
    ...write,
  },
  /** Forgets the preparation. */
  'intake.drop': { input: z.object({}), output: z.object({ held: z.boolean() }), ...write },
  'intake.look': {
    input: z.object({ grant, month }),
    output: z.object({ folder: z.string(), files: z.array(sourceFile) }),
    ...read,
  },
  /** The first 200 rows; identifiers masked, rows of sealed and sensitive people withheld and counted. */
  'intake.preview': {
    input: z.object({ grant, file }),
    output: sourceRows,
    ...read,
  },
  'intake.suggest': {
    input: z.object({ grant, file, kind: kind.nullable().default(null) }),
    output: columnMap,
    ...read,
  },
  /** Maps the columns of a file for this import; the profile is kept when the import is done. */
  'intake.map': {
    input: z.object({
      grant,
      file,
      title: z.string().min(1).max(80),
      kind,
      dateFormat: z.string().max(20),
      /** Null: those that the file is read with now. */
      blankWords: blankWords.nullable().default(null),
      columns: z.array(mappedColumn).max(500),
      /** What the mapping begins with, whose code lists stay: the file's own profile, or last month's. */
      base: z.enum(['own', 'last']).default('own'),
    }),
    output: sourceFile,
    ...write,
  },
  /** Says what became of the columns that a profile misses or does not know. */
  'intake.mend': {
    input: z.object({
      grant,
      file,
      renamed: z.array(z.object({ missing: z.string().max(200), found: z.string().max(200) })).default([]),
      ignored: z.array(z.string().max(200)).default([]),
      optional: z.array(z.string().max(200)).default([]),
    }),
    output: sourceFile,
    ...write,
  },
  /** A text file's first lines, for the ruler. */
  'intake.ruler': { input: z.object({ grant, file }), output: ruler, ...read },
  /** Says how a file is written; columns that a ruler cuts keep their mapping as far as their names stay. */
  'intake.shape': { input: z.object({ grant, file, format: chosenFormat }), output: sourceFile, ...write },
  /** Code lists of a file and the values that stand in it, as of the month's last day. */
  'intake.codes': {
    input: z.object({ grant, file, month }),
    output: z.object({ fields: z.array(codedField) }),
    ...read,
  },
  /** Replaces the code list of one field. */
  'intake.mapCodes': {
    input: z.object({ grant, file, kind, field: z.string().max(60), entries: z.array(mappedValue).max(500) }),
    output: sourceFile,
    ...write,
  },
  'intake.check': {
    input: z.object({ grant, month, files: z.array(file).max(200) }),
    output: z.object({ jobId: jobView.shape.jobId }),
    ...write,
  },
  /** What the last check found; empty before it is done. */
  'intake.checked': {
    input: z.object({ grant }),
    output: z.object({ month: month.nullable(), extracts: z.array(checkedExtract) }),
    ...read,
  },
  /** The rows behind a count of the quality table; at most the first 5,000 of an extract are kept. */
  'intake.findings': {
    input: z.object({
      grant,
      file,
      kind,
      field: z.string().max(60).default(''),
      which: findingKind.default('any'),
      after: count.default(0),
    }),
    output: z.object({ rows: z.array(sourceFinding), next: count.nullable() }),
    ...read,
  },
  /** Rows of a file by their lines, as the preview shows rows; sealed and sensitive people withheld. */
  'intake.rows': {
    input: z.object({ grant, file, lines: z.array(count).max(200) }),
    output: sourceRows,
    ...read,
  },
  /** Has the profile put leading zeros back before SSNs of 7 or 8 digits. */
  'intake.restoreZeros': { input: z.object({ grant, file }), output: sourceFile, ...write },
  /** The profiles that the project keeps, the newest version of each. */
  'profiles.all': {
    input: z.object({}),
    output: z.object({
      profiles: z.array(
        z.object({
          id: z.string(),
          version: count,
          title: z.string(),
          system,
          format: z.enum(['delimited', 'fixed', 'workbook']),
          kinds: z.array(z.string()),
          codeLists: count,
        }),
      ),
    }),
    ...read,
  },
  /** Writes one as a file into the project's folder of exports, to be passed on. */
  'profiles.export': {
    input: z.object({ id: z.string().max(200) }),
    output: z.object({ fileName: z.string(), folder: z.string() }),
    ...write,
  },
  /** Data quality of a month as it stands in the store (SLO-4). */
  'quality.month': {
    input: z.object({ month }),
    output: z.object({
      extracts: z.array(
        z.object({
          kind,
          importId: count,
          fileName: z.string(),
          title: z.string(),
          system,
          asOf: isoDay,
          rows: count,
          rejected: count,
          /** What the import noted of the file as a whole. */
          notes: z.array(z.string()),
          comparison,
          fields: z.array(fieldQuality),
        }),
      ),
      /** Things that hold across rows: a sentence and how often; `quality.behind` opens them. */
      checks: z.array(
        z.object({
          check: peopleCheck,
          title: z.string(),
          count,
          /** What it means and what to do. */
          words: z.string(),
        }),
      ),
      index: z.object({ active: count, indexed: count }),
    }),
    ...read,
  },
  /** What stands behind a count, a page at a time: masked, nobody by name, sensitive and sealed people only counted. */
  'quality.behind': {
    input: z.object({
      month,
      check: behindCheck,
      /** For `repeated`: which extract and which identifier. */
      kind: z.enum(['cws_client', 'cw_person']).nullable().default(null),
      field: z.enum(['ssn', 'cin']).nullable().default(null),
      after: cursor.default(''),
    }),
    output: behindCount,
    ...read,
  },
  /** The findings behind a count of invalid or suspicious values of a column, by line of the file. */
  'quality.findings': {
    input: findingsAsked,
    output: z.object({ rows: z.array(sourceFinding), next: count.nullable() }),
    ...read,
  },
  /** The rows of those findings as they were read: identifiers masked, sensitive and sealed people only counted. */
  'quality.rows': { input: findingsAsked, output: findingRows, ...read },
  /** Writes the report of a month's data quality into the project's folder of exports: counts only. */
  'quality.export': {
    input: z.object({ month, format: z.enum(['csv', 'xlsx']) }),
    output: z.object({ fileName: z.string(), folder: z.string(), rows: count }),
    ...write,
  },
} as const;
export type MonthQuality = z.infer<(typeof intakeMethods)['quality.month']['output']>;
