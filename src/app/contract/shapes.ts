import { z } from 'zod';

/**
 * Shapes that several methods share. Dates cross the door as ISO text (2026-10-31), months as 2026-10, so that the
 * window never does date arithmetic on something it did not ask for.
 */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const isoTime = z.iso.datetime();
export const count = z.int().nonnegative();
export const cursor = z.string().max(200);
export const system = z.enum(['cws', 'calworks']);

/** A pair of records that a person may be asked about: `<CWS client key>~<CalWORKs person id>`. */
export const pairKey = z.string().min(3).max(60);

/** Where a long list can be entered: the key that starts each page, so that any page can be fetched by its key. */
export const pages = z.object({
  total: count,
  pageSize: z.int().positive(),
  starts: z.array(cursor),
});

export const verdict = z.enum(['same', 'different', 'hold']);
export type Verdict = z.infer<typeof verdict>;

/** The three answers as a pair's state; `todo` is a state, not a decision. */
export const pairState = z.enum(['todo', 'same', 'different', 'hold']);
export type PairState = z.infer<typeof pairState>;

/** One value as it may be shown: masked unless a reveal was asked for and logged. */
export const shownValue = z.object({
  /** Text to show; null = not recorded. */
  text: z.string().nullable(),
  masked: z.boolean(),
  /** Runs of the text; `differs` marks the characters that the other side has otherwise. */
  runs: z.array(z.object({ text: z.string(), differs: z.boolean() })),
});

export const comparedField = z.object({
  field: z.string(),
  label: z.string(),
  left: shownValue,
  right: shownValue,
  verdict: z.enum(['equal', 'similar', 'different', 'missing']),
  /** What differs, in words: "digits 5–6 swapped"; empty when equal. */
  words: z.string(),
  /** How rare the agreed value is, in words; empty when it says nothing. */
  rarity: z.string(),
  /** `identifiers.reveal` can open it. */
  revealable: z.boolean(),
});
export type ComparedField = z.infer<typeof comparedField>;

export const jobKind = z.enum(['check', 'import', 'match', 'lists']);
export const jobView = z.object({
  jobId: z.string(),
  kind: jobKind,
  month,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** The step under way, in words. */
  label: z.string(),
  done: count,
  total: count,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type JobView = z.infer<typeof jobView>;

/** New, continuing or ended against the list of the month before (4.7 of the review notes). */
export const listChange = z.enum(['new', 'continuing', 'ended']);
export type ListChange = z.infer<typeof listChange>;
