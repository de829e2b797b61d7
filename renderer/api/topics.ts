import type { ApiEvent, MethodName } from '../../src/app/contract/contract.ts';

type Topic = Extract<ApiEvent, { type: 'changed' }>['topics'][number];

/**
 * Which answers a change makes old. The pages of a queue are not among them: a decision must not move the rows
 * under the reviewer; queues are asked for again when a job has ended or the reviewer wants it.
 */
const methodsOfTopic: Readonly<Record<Topic, readonly MethodName[]>> = {
  project: ['project.state'],
  month: ['month.overview', 'imports.findings'],
  review: ['month.overview', 'restricted.state', 'review.pair', 'lists.all'],
  persons: ['persons.find', 'persons.one', 'quality.month', 'lists.all'],
  lists: ['month.overview', 'lists.all', 'lists.pages', 'lists.page', 'lists.row', 'outcomes.series'],
};

export function methodsToAskAgain(topics: readonly Topic[]): ReadonlySet<MethodName> {
  return new Set(topics.flatMap((topic) => methodsOfTopic[topic]));
}
