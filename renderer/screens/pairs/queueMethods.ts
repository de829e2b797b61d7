import type { QueueName } from '../../session/view.ts';

/** The queues are read alike and differ in how a pair is answered. */
export const queueMethods = {
  review: { pages: 'review.pages', page: 'review.page' },
  mismatch: { pages: 'mismatches.pages', page: 'mismatches.page' },
  restricted: { pages: 'restricted.pages', page: 'restricted.page' },
} as const satisfies Record<QueueName, unknown>;

/** What a pair of the queue is called. */
export const queueNouns: Readonly<Record<QueueName, { readonly one: string; readonly many: string }>> = {
  review: { one: 'near match', many: 'near matches' },
  mismatch: { one: 'mismatch', many: 'mismatches' },
  restricted: { one: 'restricted pair', many: 'restricted pairs' },
};
