import { resolve } from 'node:path';
import { exportQuality } from '../../app/exportQuality.ts';
import { monthQuality } from '../../app/monthQuality.ts';
import type { MonthQuality } from '../../app/contract/intake.ts';
import { displayMonth } from '../../domain/month.ts';
import type { Command } from '../command.ts';
import { monthOption, projectOptions, withProject, workOf } from '../withProject.ts';

export const quality: Command = {
  name: 'quality',
  summary: 'reports the data quality of a month: fields, duplicates, families, index',
  positionals: [],
  options: {
    ...projectOptions,
    month: { type: 'text', value: 'YYYY-MM', help: 'month of the extracts', required: true },
    out: { type: 'text', value: 'FILE', help: 'CSV or XLSX file to write the report to' },
    replace: { type: 'boolean', help: 'replace the file if it is there' },
  },
  example: 'linkdesk quality --month 2026-10 --project our-county',
  async run(context) {
    const month = monthOption(context);
    const out = context.text('out');
    const path = out === undefined ? undefined : resolve(out);
    const { quality: report, ...written } = await withProject(context, async (project) =>
      path === undefined
        ? { quality: monthQuality(project, month) }
        : {
            file: path,
            ...(await exportQuality(project, {
              month,
              path,
              replace: context.flag('replace'),
              at: workOf(context).now(),
            })),
          },
    );
    return {
      json: { month, ...report, ...written },
      summary: [
        displayMonth(month),
        ...report.extracts.flatMap(extractLines),
        '',
        ...checkLines(report),
        ...(path === undefined ? [] : ['', `Written: ${path}`]),
      ],
    };
  },
};

const number = (value: number): string => value.toLocaleString('en-US');

function extractLines(extract: MonthQuality['extracts'][number]): readonly string[] {
  const { title, rows, rejected, comparison, notes, fields } = extract;
  const share = (filled: number) => (rows === 0 ? '' : `${((filled / rows) * 100).toFixed(1)} %`);
  const cells = ['filled', 'distinct', 'invalid', 'suspicious', 'repeated'];
  return [
    '',
    `${title}: ${number(rows)} rows, ${number(rejected)} rejected; ${comparison.words}${comparison.warns ? '  UNUSUAL' : ''}`,
    ...notes.map((note) => `  ${note}`),
    `  ${''.padEnd(26)}${cells.map((cell) => cell.padStart(12)).join('')}`,
    ...fields.map(
      (field) =>
        `  ${field.label.padEnd(26)}${[share(field.filled), ...[field.distinct, field.invalid, field.suspicious, field.repeated].map(number)].map((cell) => cell.padStart(12)).join('')}`,
    ),
  ];
}

function checkLines({ checks, index }: MonthQuality): readonly string[] {
  return [
    ...checks.map(({ title, count }) => `${number(count).padStart(8)}  ${title}`),
    `${number(index.indexed).padStart(8)}  of ${number(index.active)} active CalWORKs persons are in the index`,
  ];
}
