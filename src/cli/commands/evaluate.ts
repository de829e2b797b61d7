import { evaluatePairs } from '../../app/evaluatePairs.ts';
import type { Command } from '../command.ts';

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'compares a pairs file with the truth: precision, recall, F1',
  positionals: [],
  options: {
    pairs: { type: 'text', value: 'PAIRS.csv', help: 'written by link or dedupe', required: true },
    truth: {
      type: 'text',
      value: 'TRUTH.csv',
      help: 'left_id and right_id, or id and cluster as dedupe writes them, or a labels table',
      required: true,
    },
  },
  example: 'linkdesk evaluate --pairs pairs.csv --truth truth.csv',
  async run(context) {
    const result = await evaluatePairs(context.text('pairs')!, context.text('truth')!, context.signal);
    const share = (value: number): string => value.toFixed(4);
    return {
      json: result,
      summary: [
        `True pairs ${result.truePairs.toLocaleString('en-US')}; links ${result.links.toLocaleString('en-US')}: ` +
          `${result.correct.toLocaleString('en-US')} correct, ${result.wrong.toLocaleString('en-US')} wrong, ` +
          `${result.missed.toLocaleString('en-US')} missed`,
        `Precision ${share(result.precision)}, recall ${share(result.recall)}, F1 ${share(result.f1)}`,
        `For review ${result.review.toLocaleString('en-US')}, of which ${result.trueInReview.toLocaleString('en-US')} match`,
        ...(result.bestF1 === undefined
          ? []
          : [
              `Best F1 of any limit on the probability: ${share(result.bestF1.f1)} at ${share(result.bestF1.probability)}`,
            ]),
      ],
    };
  },
};
