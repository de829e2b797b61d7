import { z } from 'zod';
import { decisionReasons, mismatchOutcomes } from './answers.ts';
import {
  comparedField,
  count,
  cursor,
  isoDay,
  isoTime,
  month,
  pages,
  pairKey,
  pairState,
  shownValue,
  verdict,
} from './shapes.ts';

export { mismatchOutcomes };

export const reasonCode = z.enum(decisionReasons.map((reason) => reason.code));
export type ReasonCode = z.infer<typeof reasonCode>;

export const mismatchOutcome = z.enum(mismatchOutcomes.map((outcome) => outcome.code));
export type MismatchOutcome = z.infer<typeof mismatchOutcome>;

export const queueName = z.enum(['review', 'mismatch', 'restricted']);

const filter = z.object({
  month,
  state: z.union([pairState, z.literal('all')]),
  /** Only pairs in which a name begins with this, either side. */
  text: z.string().max(60).default(''),
  /** Only pairs raised for this reason; empty = any. */
  kind: z.string().max(60).default(''),
  sort: z.enum(['useful', 'name', 'oldest']).default('useful'),
});

export const queueRow = z.object({
  pairKey,
  /** Display names, as each system has them. */
  leftName: z.string(),
  rightName: z.string(),
  leftBirth: isoDay.nullable(),
  rightBirth: isoDay.nullable(),
  /** Why it is here, in words: "SSN equal, birth date differs". */
  raisedBecause: z.string(),
  kind: z.string(),
  state: pairState,
  /** Carried from an earlier month, or opened again because identity data changed. */
  carried: z.enum(['no', 'carried', 'carried_changed', 'reopened']),
  /** First month in which the pair was raised. */
  since: month,
});
export type QueueRow = z.infer<typeof queueRow>;

export const queueCounts = z.object({
  todo: count,
  same: count,
  different: count,
  hold: count,
  /** Pairs by kind among those that the state filter lets through. */
  kinds: z.array(z.object({ kind: z.string(), title: z.string(), pairs: count })),
});
export type QueueCounts = z.infer<typeof queueCounts>;

const evidenceBar = z.object({
  label: z.string(),
  /** What was found, in words. */
  words: z.string(),
  /** log2 Bayes factor; the bars and the prior sum to the match weight. */
  weight: z.number(),
});

const pastDecision = z.object({
  eventId: count,
  verdict,
  reason: reasonCode.nullable(),
  outcome: mismatchOutcome.nullable(),
  note: z.string(),
  reviewer: z.string(),
  at: isoTime,
  undone: z.boolean(),
});
export type PastDecision = z.infer<typeof pastDecision>;

export const pairDetail = z.object({
  pairKey,
  queue: queueName,
  state: pairState,
  kind: z.string(),
  raisedBecause: z.string(),
  leftAsOf: isoDay,
  rightAsOf: isoDay,
  fields: z.array(comparedField),
  /** One sentence each. */
  confirmations: z.array(z.string()),
  denials: z.array(z.string()),
  notCompared: z.array(z.string()),
  /** What the pair would change, in one sentence. */
  consequence: z.string(),
  /** Other records that either side could be, for the context column. */
  candidates: z.array(
    z.object({
      pairKey,
      side: z.enum(['left', 'right']),
      name: z.string(),
      birth: isoDay.nullable(),
      state: pairState.or(z.literal('linked')),
      words: z.string(),
    }),
  ),
  /** People around either side: siblings and parents in CWS, case members in CalWORKs. */
  household: z.array(
    z.object({
      side: z.enum(['left', 'right']),
      name: z.string(),
      birth: isoDay.nullable(),
      relation: z.string(),
      /** Linked to a person around the other side. */
      linkedAcross: z.boolean(),
    }),
  ),
  history: z.array(pastDecision),
  /** Then and now of the identity fields, when the pair was opened again. */
  reopened: z.array(z.object({ label: z.string(), side: z.enum(['left', 'right']), words: z.string() })),
});
export type PairDetail = z.infer<typeof pairDetail>;

const saved = z.object({ pairKey, state: pairState, savedAt: isoTime, counts: queueCounts });
export type Saved = z.infer<typeof saved>;

const restrictedState = z.object({
  open: z.boolean(),
  todo: count,
  same: count,
  different: count,
  hold: count,
});
export type RestrictedState = z.infer<typeof restrictedState>;

const queueMethods = {
  pages: { input: filter, output: pages.extend({ counts: queueCounts }), access: 'read', unlocked: true },
  page: {
    input: filter.extend({ start: cursor }),
    output: z.object({ rows: z.array(queueRow) }),
    access: 'read',
    unlocked: true,
  },
} as const;

export const reviewMethods = {
  'review.pages': queueMethods.pages,
  'review.page': queueMethods.page,
  'mismatches.pages': queueMethods.pages,
  'mismatches.page': queueMethods.page,
  /** Near matches, mismatches and sure links of sensitive and adopted clients: only while their queue is open. */
  'restricted.pages': queueMethods.pages,
  'restricted.page': queueMethods.page,
  /** Whether the restricted queue is open, and how much is in it: the counts are all that is shown elsewhere. */
  'restricted.state': {
    input: z.object({ month }),
    output: restrictedState,
    access: 'read',
    unlocked: true,
  },
  /** Opens or closes the restricted queue; both are written to the audit log. The lock closes it. */
  'restricted.open': {
    input: z.object({ month, open: z.boolean() }),
    output: restrictedState,
    access: 'write',
    unlocked: true,
  },
  /** A look at a pair of the restricted queue is noted in the audit log. */
  'review.pair': {
    input: z.object({ month, pairKey }),
    output: pairDetail,
    access: 'write',
    unlocked: true,
  },
  /** The score and its waterfall; asking for it before deciding is logged (blind review by default). */
  'review.score': {
    input: z.object({ month, pairKey }),
    output: z.object({
      weight: z.number(),
      probability: z.number().min(0).max(1),
      tier: z.string(),
      rule: z.string(),
      bars: z.array(evidenceBar),
    }),
    access: 'write',
    unlocked: true,
  },
  'review.decide': {
    input: z.object({
      month,
      pairKey,
      verdict,
      reason: reasonCode.nullable().default(null),
      note: z.string().max(2000).default(''),
      scoreSeen: z.boolean().default(false),
    }),
    output: saved,
    access: 'write',
    unlocked: true,
  },
  'mismatches.resolve': {
    input: z.object({
      month,
      pairKey,
      outcome: mismatchOutcome,
      note: z.string().max(2000).default(''),
    }),
    output: saved,
    access: 'write',
    unlocked: true,
  },
  /** Takes back this reviewer's newest decision of the month that still stands; nothing is deleted. */
  'review.undo': {
    input: z.object({ month, queue: queueName }),
    output: saved.nullable(),
    access: 'write',
    unlocked: true,
  },
  /** Gives back the decision that the last undo took away; null when there is none. */
  'review.redo': {
    input: z.object({ month, queue: queueName }),
    output: saved.nullable(),
    access: 'write',
    unlocked: true,
  },
  /** Opens a masked field of a pair; every call is written to the audit log. */
  'identifiers.reveal': {
    input: z.object({ month, pairKey, field: z.string().max(40) }),
    output: z.object({ left: shownValue, right: shownValue }),
    access: 'write',
    unlocked: true,
  },
} as const;
