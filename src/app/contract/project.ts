import { z } from 'zod';
import { count, isoDay, isoTime, jobKind, jobView, listChange, month, system } from './shapes.ts';

export const projectState = z.object({
  locked: z.boolean(),
  /** Why the store cannot be opened, when that is known before a passphrase is tried. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  name: z.string(),
  /** Empty while locked. */
  county: z.string(),
  /** Made-up people only. */
  synthetic: z.boolean(),
  reviewer: z.string(),
  /** Months with at least one import, oldest first. */
  months: z.array(month),
  /** The newest of them. */
  month: month.nullable(),
  version: z.string(),
});
export type ProjectState = z.infer<typeof projectState>;

/** What a month has reached; each stage includes the ones before it. */
export const monthStage = z.enum(['empty', 'imported', 'matched', 'in_review', 'reviewed', 'published']);
export type MonthStage = z.infer<typeof monthStage>;

export const monthOverview = z.object({
  month,
  /** "October 2026" */
  title: z.string(),
  /** "SFY 26-27 Q2" */
  stateFiscal: z.string(),
  /** "FFY 26-27 Q1" */
  federalFiscal: z.string(),
  stage: monthStage,
  /** Newest extract of each system, for the top bar. */
  asOf: z.object({ cws: isoDay.nullable(), calworks: isoDay.nullable() }),
  /** What to do now: one sentence and the place where it is done. */
  next: z.object({
    sentence: z.string(),
    action: z.enum(['import', 'match', 'review', 'mismatches', 'lists', 'outcomes', 'none']),
  }),
  /** Something that changed after the last step that used it, in words; null when all is current. */
  stale: z.string().nullable(),
  /** `restricted`: pairs of sensitive and adopted clients, in their own queue; this count is all that is told. */
  waiting: z.object({ nearMatches: count, mismatches: count, holds: count, restricted: count }),
  decided: z.object({ same: count, different: count, hold: count }),
  /** Near matches and mismatches of this month, decided or not. */
  reviewTotal: count,
  sinceLast: z.object({ carried: count, reopened: count, fresh: count }).nullable(),
  /** Linked pairs by the step of the cascade that linked them, in cascade order. */
  linksByTier: z.array(z.object({ tier: z.string(), title: z.string(), links: count })),
  linkedPersons: count,
  imports: z.array(
    z.object({
      importId: count,
      system,
      title: z.string(),
      fileName: z.string(),
      asOf: isoDay,
      importedAt: isoTime,
      read: count,
      imported: count,
      rejected: count,
      /** Against the month before: rows not seen before, changed, unchanged. */
      fresh: count,
      changed: count,
      unchanged: count,
      findings: count,
    }),
  ),
  lists: z.array(
    z.object({
      listId: z.string(),
      title: z.string(),
      state: z.enum(['none', 'draft', 'published']),
      rows: count,
      changes: z.record(listChange, count),
    }),
  ),
});
export type MonthOverview = z.infer<typeof monthOverview>;

const finding = z.object({
  line: count,
  column: z.string(),
  /** The kind of value that stood there ("8 digits"), never the value. */
  valueClass: z.string(),
  code: z.string(),
  severity: z.enum(['rejected', 'blanked', 'noted']),
  reason: z.string(),
  remedy: z.string(),
});
export type ImportFinding = z.infer<typeof finding>;

export const projectMethods = {
  'project.state': { input: z.object({}), output: projectState, access: 'read', unlocked: false },
  'project.unlock': {
    input: z.object({ passphrase: z.string().min(1).max(1000) }),
    output: projectState,
    access: 'write',
    unlocked: false,
  },
  'project.lock': { input: z.object({}), output: projectState, access: 'write', unlocked: false },
  'month.overview': { input: z.object({ month }), output: monthOverview, access: 'read', unlocked: true },
  'imports.findings': {
    input: z.object({ importId: count, after: count.default(0) }),
    output: z.object({ rows: z.array(finding), next: count.nullable() }),
    access: 'read',
    unlocked: true,
  },
  /** `grant` comes from the host's folder dialog; it names a folder of extracts without giving its path. */
  'imports.start': {
    input: z.object({
      month,
      grant: z.string().max(200),
      /** Names of the files to take; empty = all of them. */
      files: z.array(z.string().max(260)).max(200).default([]),
    }),
    output: z.object({ jobId: z.string() }),
    access: 'write',
    unlocked: true,
  },
  /** Takes an import out again, while it is the newest of its kind and no matching has used it. */
  'imports.undo': {
    input: z.object({ importId: count }),
    output: z.object({ importId: count }),
    access: 'write',
    unlocked: true,
  },
  'match.start': {
    input: z.object({ month }),
    output: z.object({ jobId: z.string() }),
    access: 'write',
    unlocked: true,
  },
  'jobs.list': {
    input: z.object({}),
    output: z.object({ jobs: z.array(jobView) }),
    access: 'read',
    unlocked: true,
  },
  'jobs.cancel': {
    input: z.object({ jobId: z.string() }),
    output: z.object({ cancelled: z.boolean(), kind: jobKind.nullable() }),
    access: 'write',
    unlocked: true,
  },
} as const;
