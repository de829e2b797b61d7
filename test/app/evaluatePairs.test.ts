import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluatePairs } from '../../src/app/evaluatePairs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

const header = 'left_id,right_id,match_weight,match_probability,decision,tier';
/** Evaluates pairs, written `left,right,decision`, by a truth. */
async function evaluate(pairs: readonly string[], truth: string) {
  const rows = pairs.map((pair) => {
    const [left, right, decision, probability = '0.9'] = pair.split(',');
    return `${left!},${right!},5.000000,${probability},${decision!},score`;
  });
  await writeFile(join(folder, 'pairs.csv'), [header, ...rows, ''].join('\n'));
  await writeFile(join(folder, 'truth.csv'), truth);
  return evaluatePairs(join(folder, 'pairs.csv'), join(folder, 'truth.csv'));
}

describe('pairs against the truth', () => {
  it('counts a pair once and whichever way round, and tells how long it took', async () => {
    const result = await evaluate(
      ['a,b,link', 'b,a,link', 'a,c,link', 'd,e,review'],
      'left_id,right_id\nb,a\ne,d\nf,g\n',
    );
    expect(result).toMatchObject({
      truePairs: 3,
      links: 2,
      correct: 1,
      wrong: 1,
      missed: 2,
      trueInReview: 1,
    });
    expect(result.timingsMs.all).toBeGreaterThanOrEqual(0);
    expect(result.peakMemoryMB).toBeGreaterThan(10);
  });

  it('tells left from right where two files use the same ids', async () => {
    const truth = 'left_id,right_id\n1,1\n2,3\n';
    expect(await evaluate(['1,1,link', '3,2,link'], truth)).toMatchObject({
      correct: 1,
      wrong: 1,
      missed: 1,
    });
    await expect(evaluate(['1,1,link'], 'id,cluster\n1,x\n2,x\n')).rejects.toMatchObject({
      code: 'TRUTH_AMBIGUOUS',
    });
  });

  it('reads clusters as dedupe writes them; a record without one is by itself', async () => {
    const truth = 'id,cluster_id\na,1\nb,1\nc,\nd,\n';
    expect(await evaluate(['a,b,link', 'c,d,link'], truth)).toMatchObject({
      truePairs: 1,
      correct: 1,
      wrong: 1,
    });
  });

  it.each([
    ['left_id,right_id\na\nb,c\n', 'TRUTH_ROW_INVALID', /Line 2 of truth\.csv has 1 cells and the header 2/],
    ['left_id,right_id\na,b\nc', 'FILE_TRUNCATED', /truth\.csv, line 3/],
    ['cluster,person\n1,a\n1,b\n', 'TRUTH_COLUMNS_MISSING', /no column "id"/],
    ['unique_id_l,unique_id_r,clerical_match_score\na,b,yes\n', 'TRUTH_ROW_INVALID', /no number from 0 to 1/],
  ])('refuses the truth %j, which says nothing certain', async (truth, code, words) => {
    await expect(evaluate(['a,b,link'], truth)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    });
  });

  it('refuses a probability that is none', async () => {
    await expect(evaluate(['a,b,link,often'], 'left_id,right_id\na,b\n')).rejects.toThrow(
      /Line 2 of pairs\.csv has no number from 0 to 1 in "match_probability"/,
    );
  });
});
