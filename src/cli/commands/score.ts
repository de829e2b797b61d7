import { type ScoreReport, type ScoreRequest, scoreSplinkFiles } from '../../app/scoreSplinkFiles.ts';
import type { Command, CommandContext } from '../command.ts';
import { anyProbability } from '../numbers.ts';
import { UsageError } from '../usage.ts';
import { readingLines } from './matchOptions.ts';
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
    'threshold-probability': {
      type: 'number',
      takes: anyProbability,
      help: 'lowest match probability that is written',
    },
    clusters: { type: 'text', value: 'CLUSTERS.csv', help: 'where every record’s cluster goes' },
    'cluster-at': {
      type: 'number',
      takes: anyProbability,
      help: 'match probability from which a pair is linked into a cluster, 0.95 when absent; several give a column each',
      repeats: true,
    },
    'single-best': {
      type: 'text',
      value: 'SOURCE',
      help: 'source dataset that holds each person once: clusters by single best links, at most one of its records in each',
      repeats: true,
    },
    ties: {
      type: 'text',
      help: 'which of several equally good single best links counts',
      choices: ['lowest_id', 'drop'],
      default: 'lowest_id',
    },
    accuracy: {
      type: 'text',
      value: 'TABLE.csv',
      help: 'where precision, recall and the rest go at each threshold, by --labels or --label-column',
    },
    labels: {
      type: 'text',
      value: 'LABELS.csv',
      help: 'pairs that people judged: unique_id_l, unique_id_r, sources, clerical_match_score',
    },
    'label-column': {
      type: 'text',
      value: 'COLUMN',
      help: 'or the column whose equal values say that two records are one person',
    },
    unlinkables: {
      type: 'text',
      value: 'CURVE.csv',
      help: 'where the share of records goes that hold too little to be linked at each weight',
    },
    ...splinkOptions,
  },
  example: 'linkdesk score cws.csv calworks.csv --model model.duckdb.json --out pairs.csv',
  notes: [
    ...splinkNotes,
    'Two files are linked when the model says link_only.',
    'Clusters: linkdesk score cws.csv calworks.csv --model model.duckdb.json --out pairs.csv --clusters clusters.csv ' +
      '--cluster-at 0.95 --single-best cws --single-best calworks. Without --single-best, whoever can be reached ' +
      'through linked pairs is in one cluster.',
  ],
  async run(context) {
    const report = await scoreSplinkFiles(requestOf(context), splinkFilesOptions(context));
    return {
      json: report,
      summary: [...scoreLines(report), `Pairs: ${context.text('out')!}`],
    };
  },
};

function requestOf(context: CommandContext): ScoreRequest {
  const [id, tf, curve] = [context.text('id'), context.text('tf'), context.text('unlinkables')];
  const leastWeight = context.number('threshold-weight');
  const leastProbability = context.number('threshold-probability');
  return {
    files: context.positionals,
    model: context.text('model')!,
    out: context.text('out')!,
    ...chosenDialect(context),
    ...(id === undefined ? {} : { idColumn: id }),
    ...(tf === undefined ? {} : { frequencies: tf }),
    ...(leastWeight === undefined ? {} : { leastWeight }),
    ...(leastProbability === undefined ? {} : { leastProbability }),
    ...(curve === undefined ? {} : { unlinkables: curve }),
    ...clustersOf(context),
    ...accuracyOf(context),
  };
}

function clustersOf(context: CommandContext): Pick<ScoreRequest, 'clusters'> {
  const out = context.text('clusters');
  const [thresholds, duplicateFree] = [context.texts('cluster-at'), context.texts('single-best')];
  if (out === undefined) {
    if (thresholds.length + duplicateFree.length === 0) return {};
    throw new UsageError(
      '--cluster-at and --single-best need --clusters CLUSTERS.csv, where the clusters go.',
    );
  }
  return {
    clusters: {
      out,
      thresholds: thresholds.length === 0 ? [0.95] : thresholds.map(Number),
      duplicateFree,
      ties: context.text('ties') === 'drop' ? 'drop' : 'lowest_id',
    },
  };
}

function accuracyOf(context: CommandContext): Pick<ScoreRequest, 'accuracy'> {
  const [out, labels, labelColumn] = [
    context.text('accuracy'),
    context.text('labels'),
    context.text('label-column'),
  ];
  if (out === undefined && labels === undefined && labelColumn === undefined) return {};
  if (out !== undefined && labels !== undefined && labelColumn === undefined) {
    return { accuracy: { out, labels } };
  }
  if (out !== undefined && labelColumn !== undefined && labels === undefined) {
    return { accuracy: { out, labelColumn } };
  }
  throw new UsageError('An accuracy table takes --accuracy TABLE.csv and either --labels or --label-column.');
}

function scoreLines(report: ScoreReport): readonly string[] {
  const number = (value: number): string => value.toLocaleString('en-US');
  const { bestF1: best, clusters = [] } = report;
  const { read, score: scoring } = report.timingsMs;
  return [
    ...report.files.flatMap((file) => readingLines(file)),
    `${number(report.records)} records, ${number(report.comparedPairs)} of ${number(report.possiblePairs)} possible pairs scored`,
    ...report.rules.map(({ rule, pairs }) => `  ${number(pairs).padStart(12)}  ${rule}`),
    ...clusters.map(({ probability, clusters: count }) => `${number(count)} clusters at ${probability}`),
    ...(best === undefined
      ? []
      : [
          `Best F1 ${best.f1.toFixed(4)} from ${best.weight} bits on: precision ${best.precision.toFixed(4)}, ` +
            `recall ${best.recall.toFixed(4)}`,
        ]),
    `${number(report.writtenPairs)} pairs written; read in ${(read! / 1000).toFixed(1)} s, scored in ` +
      `${(scoring! / 1000).toFixed(1)} s, ${number(report.peakMemoryMB)} MB`,
  ];
}
