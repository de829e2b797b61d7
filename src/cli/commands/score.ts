import { type ScoreReport, scoreSplinkFiles } from '../../app/scoreSplinkFiles.ts';
import type { Command } from '../command.ts';
import { chosenDialect, splinkFilesOptions, splinkNotes, splinkOptions } from './splinkOptions.ts';

export const score: Command = {
  name: 'score',
  summary: 'scores pairs by a Splink model, equal to Splink to the last digit',
  positionals: ['FILE.csv...'],
  options: {
    model: { type: 'text', value: 'MODEL.json', help: 'a model saved by Splink 4 or 5', required: true },
    out: { type: 'text', value: 'PAIRS.csv', help: 'where the pairs go', required: true },
    id: { type: 'text', value: 'COLUMN', help: 'id of a record, when it is not the one the model names' },
    tf: {
      type: 'text',
      value: 'DIR',
      help: 'folder with tf_<column>.csv tables; without it, frequencies are counted in the files',
    },
    'threshold-weight': { type: 'number', help: 'lowest match weight in bits that is written' },
    unlinkables: {
      type: 'text',
      value: 'CURVE.csv',
      help: 'where the share of records goes that hold too little to be linked at each weight',
    },
    ...splinkOptions,
  },
  example: 'linkdesk score cws.csv calworks.csv --model model.duckdb.json --out pairs.csv',
  notes: [...splinkNotes, 'Two files are linked when the model says link_only.'],
  async run(context) {
    const [id, tf, leastWeight, curve] = [
      context.text('id'),
      context.text('tf'),
      context.number('threshold-weight'),
      context.text('unlinkables'),
    ];
    const report = await scoreSplinkFiles(
      {
        files: context.positionals,
        model: context.text('model')!,
        out: context.text('out')!,
        ...chosenDialect(context),
        ...(id === undefined ? {} : { idColumn: id }),
        ...(tf === undefined ? {} : { frequencies: tf }),
        ...(leastWeight === undefined ? {} : { leastWeight }),
        ...(curve === undefined ? {} : { unlinkables: curve }),
      },
      splinkFilesOptions(context),
    );
    return {
      json: report,
      summary: [...scoreLines(report), `Pairs: ${context.text('out')!}`],
    };
  },
};

function scoreLines(report: ScoreReport): readonly string[] {
  const number = (value: number): string => value.toLocaleString('en-US');
  const { read, score: scoring } = report.timingsMs;
  return [
    `${number(report.records)} records, ${number(report.comparedPairs)} of ${number(report.possiblePairs)} possible pairs scored`,
    ...report.rules.map(({ rule, pairs }) => `  ${number(pairs).padStart(12)}  ${rule}`),
    `${number(report.writtenPairs)} pairs written; read in ${(read! / 1000).toFixed(1)} s, scored in ` +
      `${(scoring! / 1000).toFixed(1)} s, ${number(report.peakMemoryMB)} MB`,
  ];
}
