import { displayMonth } from '../../domain/month.ts';
import { matchMonth, type MatchSummary } from '../../app/matchMonth.ts';
import { tierTitles } from '../../app/tierTitles.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import { monthOption, projectOptions, withProject, workOf } from '../withProject.ts';

export const match: Command = {
  name: 'match',
  summary: 'works out who is in both systems, for a month that was imported',
  positionals: [],
  options: {
    ...projectOptions,
    month: { type: 'text', value: 'YYYY-MM', help: 'month to match', required: true },
  },
  example: 'linkdesk match --month 2026-10 --project our-county',
  notes: ['Decisions that people made win. What is not sure waits in Review and Mismatches.'],
  async run(context) {
    const month = monthOption(context);
    const summary = await withProject(context, (project) =>
      matchMonth(project, month, matchRecords, workOf(context)),
    );
    return { json: { month, ...summary }, summary: [displayMonth(month), ...matchTable(summary)] };
  },
};

/** Links by step of the cascade, and what waits for people. */
export function matchTable(summary: MatchSummary): readonly string[] {
  const row = (label: string, count: number) =>
    `  ${label.padEnd(34)}${count.toLocaleString('en-US').padStart(9)}`;
  return [
    ...tierTitles
      .filter(({ tier }) => tier !== 'decision' || summary.linksByTier.decision > 0)
      .map(({ tier, title }) => row(`Linked: ${title}`, summary.linksByTier[tier])),
    row('Linked in all', summary.links),
    row('Near matches for people', summary.review),
    row('Mismatches for people', summary.mismatches),
    row('Sealed clients left out', summary.sealed),
    row('Pairs of sensitive clients kept back', summary.restricted),
    row('Persons in the index', summary.persons.persons),
  ];
}
