import { z } from 'zod';
import { count, isoDay, jobView, month, system } from './shapes.ts';

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

export const columnMap = z.object({
  kind,
  kinds: z.array(z.object({ kind, title: z.string() })),
  dateFormat: z.string(),
  dateFormats: z.array(z.string()),
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
});
export type ColumnMap = z.infer<typeof columnMap>;

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

export const checkedExtract = z.object({
  file,
  kind,
  title: z.string(),
  system,
  read: count,
  usable: count,
  rejected: count,
  comparison,
  fields: z.array(fieldQuality),
  /** Findings of rows as a whole, which belong to no field. */
  rowFindings: count,
  notices: z.array(z.string()),
  /** Why the file cannot be imported; null when it can. */
  refused: z.string().nullable(),
});
export type CheckedExtract = z.infer<typeof checkedExtract>;

const findingKind = z.enum(['any', 'invalid', 'suspicious', 'row']);
const sourceFinding = z.object({
  line: count,
  column: z.string(),
  valueClass: z.string(),
  severity: z.enum(['rejected', 'blanked', 'noted']),
  reason: z.string(),
  remedy: z.string(),
});
export type SourceFinding = z.infer<typeof sourceFinding>;

const read = { access: 'read', unlocked: true } as const;
const write = { access: 'write', unlocked: true } as const;

/**
 * The import wizard (review-ux.md 4.3). What is looked at, mapped and checked is held in memory for the folder last
 * chosen; nothing is written before `imports.start`.
 */
export const intakeMethods = {
  'intake.look': {
    input: z.object({ grant, month }),
    output: z.object({ folder: z.string(), files: z.array(sourceFile) }),
    ...read,
  },
  /** The first 200 rows; identifiers masked, rows of sealed and sensitive people withheld and counted. */
  'intake.preview': {
    input: z.object({ grant, file }),
    output: z.object({
      columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
      rows: z.array(z.object({ line: count, cells: z.array(z.string()) })),
      withheld: count,
    }),
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
      columns: z.array(mappedColumn).max(500),
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
  /** Data quality of a month as it stands in the store (SLO-4). */
  'quality.month': {
    input: z.object({ month }),
    output: z.object({
      extracts: z.array(
        z.object({
          kind,
          title: z.string(),
          system,
          asOf: isoDay,
          rows: count,
          rejected: count,
          comparison,
          fields: z.array(fieldQuality),
        }),
      ),
      /** Things that hold across rows: a sentence, how often, and the people that may be shown. */
      checks: z.array(
        z.object({
          check: z.string(),
          title: z.string(),
          count,
          /** What it means and what to do. */
          words: z.string(),
          persons: z.array(z.string()),
        }),
      ),
      index: z.object({ active: count, indexed: count }),
    }),
    ...read,
  },
} as const;
export type MonthQuality = z.infer<(typeof intakeMethods)['quality.month']['output']>;
