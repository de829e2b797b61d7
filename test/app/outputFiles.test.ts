import { link, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../src/app/linkFiles.ts';
import { scoreSplinkFiles } from '../../src/app/scoreSplinkFiles.ts';
import { trainSplinkFiles } from '../../src/app/trainSplinkFiles.ts';
import { matchRecords } from '../../src/jobs/link.ts';
import { splinkRunner } from '../../src/jobs/splinkThreads.ts';

const people = Array.from({ length: 40 }, (_, i) => `${i},Anna${i % 7},Lopez${i % 30},19${30 + i}-02-03`);
const extract = ['id,first,last,born', ...people, ''].join('\n');
const level = (sql_condition: string, m: number, u: number) => ({
  sql_condition,
  label_for_charts: sql_condition,
  m_probability: m,
  u_probability: u,
});
const model = JSON.stringify({
  link_type: 'dedupe_only',
  unique_id_column_name: 'id',
  blocking_rules_to_generate_predictions: ['l.last = r.last'],
  comparisons: [
    {
      output_column_name: 'first',
      comparison_levels: [level('"first_l" = "first_r"', 0.9, 0.1), level('ELSE', 0.1, 0.9)],
    },
  ],
});
const quiet = { open: splinkRunner(1), progress: () => {}, signal: new AbortController().signal };
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-outputs-'));
  await writeFile(at('people.csv'), extract);
  await writeFile(
    at('roles.json'),
    '{"id":"id","columns":{"first":"first_name","last":"last_name","born":"dob"}}',
  );
  await writeFile(at('model.json'), model);
  await symlink(at('people.csv'), at('by-link.csv'));
  await link(at('people.csv'), at('by-other-name.csv'));
});
afterAll(() => rm(folder, { recursive: true }));

const dedupe = (more: object) =>
  linkFiles(
    { left: at('people.csv'), roles: at('roles.json'), ...more },
    { engine: matchRecords, threads: 1 },
  );
const score = (more: object) =>
  scoreSplinkFiles(
    { files: [at('people.csv')], model: at('model.json'), out: at('pairs.csv'), ...more },
    quiet,
  );

describe('the files that a run writes', () => {
  it.each(['people.csv', 'by-link.csv', 'by-other-name.csv', 'roles.json'])(
    'are none that dedupe reads: not %s',
    async (name) => {
      await expect(dedupe({ out: at(name) })).rejects.toMatchObject({ code: 'OUTPUT_IS_INPUT' });
      await expect(dedupe({ out: at('pairs.csv'), clusters: at(name) })).rejects.toThrow(
        /nothing was changed/,
      );
      expect(await readFile(at('people.csv'), 'utf8')).toBe(extract);
    },
  );

  it.each(['people.csv', 'by-link.csv', 'model.json'])('are none that score reads: not %s', async (name) => {
    for (const more of [{ out: at(name) }, { unlinkables: at(name) }])
      await expect(score(more)).rejects.toMatchObject({ code: 'OUTPUT_IS_INPUT' });
    expect(await readFile(at('people.csv'), 'utf8')).toBe(extract);
    expect(await readFile(at('model.json'), 'utf8')).toBe(model);
  });

  it('each have a name of their own', async () => {
    const twice = { out: at('both.csv'), clusters: at('both.csv') };
    await expect(dedupe(twice)).rejects.toMatchObject({ code: 'OUTPUT_TWICE' });
    await expect(score({ out: at('both.csv'), unlinkables: at('both.csv') })).rejects.toThrow(/two outputs/);
  });

  it('are looked at before the work, so that none is written when another cannot be', async () => {
    const clusters = { out: at('gone/clusters.csv'), thresholds: [0.9], duplicateFree: [], ties: 'drop' };
    await expect(score({ clusters })).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    await expect(dedupe({ out: at('pairs.csv'), state: at('gone/state') })).rejects.toMatchObject({
      code: 'FOLDER_MISSING',
    });
    await expect(readFile(at('pairs.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of a Splink model go into a folder, not in the place of a file', async () => {
    const settings = { deterministicRules: [], emRules: [], recall: 0.8, randomPairs: 0, seed: 1 };
    const request = {
      files: [at('people.csv')],
      model: at('model.json'),
      termFrequencies: true,
      ...settings,
    };
    await expect(trainSplinkFiles({ ...request, out: at('people.csv') }, quiet)).rejects.toMatchObject({
      code: 'NOT_A_FOLDER',
    });
    expect(await readFile(at('people.csv'), 'utf8')).toBe(extract);
  });
});
