import { resolve } from 'node:path';
import { displayMonth } from '../../domain/month.ts';
import { type DemoMonth, type DemoReport, runDemo } from '../../app/demoCounty.ts';
import { isSyntheticCounty, syntheticCounties } from '../../app/syntheticCounty.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import { workOf } from '../withProject.ts';
import { UsageError } from '../usage.ts';
import { importTable } from './import.ts';
import { listJson, listTable } from './lists.ts';
import { matchTable } from './match.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'the whole monthly job on a synthetic county, no window',
  positionals: [],
  options: {
    county: { type: 'text', help: 'size and people', choices: syntheticCounties, default: 'slo' },
    months: { type: 'number', help: 'months to import and match', default: 2 },
    seed: { type: 'number', help: 'the same seed gives the same county', default: 1 },
    out: { type: 'text', value: 'DIR', help: 'folder for extracts and project', default: '.linkdesk/demo' },
  },
  example: 'linkdesk demo --county slo --seed 1',
  async run(context) {
    const county = context.text('county')!;
    if (!isSyntheticCounty(county)) throw new UsageError(`There is no synthetic county "${county}".`);
    const report = await runDemo(
      {
        county,
        months: context.number('months')!,
        seed: context.number('seed')!,
        folder: resolve(context.text('out')!),
      },
      matchRecords,
      workOf(context),
    );
    return { json: demoJson(report), summary: demoSummary(report) };
  },
};

const demoJson = (report: DemoReport) => ({
  ...report,
  months: report.months.map(({ imports, ...month }) => ({
    ...month,
    imports: imports.map(({ fileName, record }) => ({
      fileName,
      read: record?.read,
      imported: record?.imported,
      rejected: record?.rejected,
    })),
  })),
  lists: report.lists.map(listJson),
});

function demoSummary(report: DemoReport): readonly string[] {
  const last = report.months.at(-1)!;
  const { accuracy, folders } = report;
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  return [
    `${report.county}, made-up people (seed ${report.seed}), ${report.months.map(({ month }) => displayMonth(month)).join(' and ')}`,
    ...report.months.slice(0, -1).map(monthLine),
    '',
    `Imported for ${displayMonth(last.month)}`,
    ...importTable(last.imports),
    '',
    `Matched ${displayMonth(last.month)}`,
    ...matchTable(last.match),
    `  Decided by the demo's reviewer: ${last.decided}; waiting: ${last.waiting.review} near matches, ${last.waiting.mismatches} mismatches, ${last.waiting.holds} on hold`,
    `  Against the truth: precision ${percent(accuracy.precision)}, recall ${percent(accuracy.recall)} (${accuracy.correct} of ${accuracy.links} links right, ${accuracy.truePairs} true pairs)`,
    '',
    `Lists of ${displayMonth(last.month)}`,
    ...listTable(report.lists),
    '',
    report.outcome.title,
    `  ${report.outcome.subtitle}`,
    `  ${report.outcome.files.join(', ')}`,
    '',
    `Time: ${report.steps.map(({ step, milliseconds }) => `${step} ${(milliseconds / 1000).toFixed(1)} s`).join(', ')}`,
    `Extracts: ${folders.extracts}`,
    `Project:  ${folders.project} (passphrase "demo county")`,
    `Lists:    ${folders.exports}`,
  ];
}

function monthLine({ month, imports, match, decided }: DemoMonth): string {
  const read = imports.reduce((total, { record }) => total + (record?.read ?? 0), 0);
  const rejected = imports.reduce((total, { record }) => total + (record?.rejected ?? 0), 0);
  return `  ${displayMonth(month)}: ${read.toLocaleString('en-US')} rows read, ${rejected} rejected; ${match.links} links, ${match.review} near matches, ${match.mismatches} mismatches, ${decided} decided`;
}
