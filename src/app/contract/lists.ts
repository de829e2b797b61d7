import { z } from 'zod';
import { count, cursor, isoDay, isoTime, listChange, month, pages } from './shapes.ts';

const listId = z.string().max(40);
const filter = z.object({
  listId,
  month,
  change: listChange.or(z.literal('all')).default('all'),
  text: z.string().max(60).default(''),
  sort: z.string().max(40).default(''),
  descending: z.boolean().default(false),
  /** As known at this time (`lists.lookBack`); null = the list as it is kept. */
  knownAt: isoTime.nullable().default(null),
  /** With `knownAt`: the day that it is as of; null = the list's own. */
  asOf: isoDay.nullable().default(null),
});

export const listColumn = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'identifier', 'date', 'number', 'badge']),
  /** Character width to lay it out by. */
  width: z.int().positive(),
});
export type ListColumn = z.infer<typeof listColumn>;

export const listRow = z.object({
  rowId: z.string(),
  change: listChange,
  /** One text a column, in the order of the list's columns; identifiers masked. */
  cells: z.array(z.string()),
});
export type ListRow = z.infer<typeof listRow>;

export const listView = z.object({
  listId,
  title: z.string(),
  /** What the list holds, in the county's words. */
  definition: z.string(),
  version: z.int().positive(),
  unit: z.string(),
  requirement: z.string(),
  state: z.enum(['none', 'draft', 'published']),
  asOf: isoDay.nullable(),
  preparedAt: isoTime.nullable(),
  publishedAt: isoTime.nullable(),
  rows: count,
  changes: z.record(listChange, count),
  branches: z.array(z.object({ branch: z.string(), title: z.string(), rows: count })),
  columns: z.array(listColumn),
  /** Near matches and mismatches still open, which could add or remove rows. */
  openQuestions: count,
  /** How many were left out, and why, so that the counts can be followed. */
  excluded: z.array(z.object({ reason: z.string(), count })),
});
export type ListView = z.infer<typeof listView>;

/** A list evaluated anew with what was known at an earlier moment; nothing of it is stored. */
export const listLookBack = z.object({
  knownAt: isoTime,
  asOf: isoDay,
  rows: count,
  changes: z.record(listChange, count),
  branches: z.array(z.object({ branch: z.string(), title: z.string(), rows: count })),
  columns: z.array(listColumn),
  excluded: z.array(z.object({ reason: z.string(), count })),
  /** The list published last by then, against these rows; null when there was none. */
  published: z
    .object({
      version: z.int().positive(),
      publishedAt: isoTime,
      same: count,
      different: count,
      onlyPublished: count,
      onlyNow: count,
    })
    .nullable(),
});
export type ListLookBack = z.infer<typeof listLookBack>;

/** A moment at which more was known than before. */
export const moment = z.object({
  at: isoTime,
  kind: z.enum(['imported', 'matched', 'published']),
  month,
  listId: z.string().nullable(),
  /** "October 2026: 17 files imported" */
  words: z.string(),
});
export type Moment = z.infer<typeof moment>;

export const outcomeSeries = z.object({
  measure: z.string(),
  /** States the finding. */
  title: z.string(),
  /** Population, n, period, extract dates. */
  subtitle: z.string(),
  unit: z.string(),
  definition: z.string(),
  methodVersion: z.int().positive(),
  points: z.array(
    z.object({
      month,
      label: z.string(),
      /** null = suppressed. */
      numerator: count.nullable(),
      denominator: count.nullable(),
      percent: z.number().nullable(),
      /** Month whose extracts are not complete. */
      partial: z.boolean(),
    }),
  ),
  excluded: z.array(z.object({ reason: z.string(), count: count.nullable() })),
  notes: z.array(z.string()),
});
export type OutcomeSeries = z.infer<typeof outcomeSeries>;

export const listMethods = {
  'lists.all': {
    input: z.object({ month }),
    output: z.object({ lists: z.array(listView) }),
    access: 'read',
    unlocked: true,
  },
  'lists.pages': { input: filter, output: pages, access: 'read', unlocked: true },
  'lists.page': {
    input: filter.extend({ start: cursor }),
    output: z.object({ rows: z.array(listRow) }),
    access: 'read',
    unlocked: true,
  },
  /** Evaluates a list as known at an earlier moment; its pages and rows are then asked for with that `knownAt`. */
  'lists.lookBack': {
    input: z.object({ listId, month, knownAt: isoTime, asOf: isoDay.nullable().default(null) }),
    output: listLookBack,
    access: 'write',
    unlocked: true,
  },
  /** The moments that can be looked back at, newest first. */
  'lists.moments': {
    input: z.object({}),
    output: z.object({ moments: z.array(moment) }),
    access: 'read',
    unlocked: true,
  },
  /** Why a row is on the list, and what linked the people in it. */
  'lists.row': {
    input: z.object({
      listId,
      month,
      rowId: z.string().max(80),
      knownAt: isoTime.nullable().default(null),
      asOf: isoDay.nullable().default(null),
    }),
    output: z.object({
      rowId: z.string(),
      reasons: z.array(z.string()),
      link: z.object({ tier: z.string(), words: z.string() }).nullable(),
      details: z.array(z.object({ label: z.string(), text: z.string() })),
    }),
    access: 'read',
    unlocked: true,
  },
  'lists.prepare': {
    input: z.object({ listId, month }),
    output: z.object({ jobId: z.string() }),
    access: 'write',
    unlocked: true,
  },
  /** Freezes the draft. Refused with open questions unless they are accepted, and then named in the notes. */
  'lists.publish': {
    input: z.object({ listId, month, acceptOpenQuestions: z.boolean().default(false) }),
    output: listView,
    access: 'write',
    unlocked: true,
  },
  /** Writes the list as it is kept, or as known at an earlier time, which its name, pages and manifest then say. */
  'lists.export': {
    input: z.object({
      listId,
      month,
      format: z.enum(['csv', 'xlsx']),
      knownAt: isoTime.nullable().default(null),
      asOf: isoDay.nullable().default(null),
    }),
    output: z.object({ fileName: z.string(), folder: z.string(), rows: count, sha256: z.string() }),
    access: 'write',
    unlocked: true,
  },
  'outcomes.series': {
    input: z.object({
      measure: z.enum(['OC-%']),
      /** When a child counts as served at the same time. */
      timing: z.enum(['any_day', 'last_day']).default('any_day'),
      /** Children in the household, or aided children only. */
      population: z.enum(['in_household', 'aided']).default('in_household'),
      /** Release: counts under 11 and what would give them away are suppressed. */
      release: z.boolean().default(false),
    }),
    output: outcomeSeries,
    access: 'read',
    unlocked: true,
  },
} as const;
