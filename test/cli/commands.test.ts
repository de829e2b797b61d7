import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommands } from '../../src/cli/commands/index.ts';
import { commandHelp } from '../../src/cli/usage.ts';

const cli = fileURLToPath(new URL('../../src/cli/run.ts', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line as people do, in a process of its own. */
function linkdesk(args: readonly string[], passphrase = 'demo county') {
  const ended = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LINKDESK_PASSPHRASE: passphrase },
  });
  return { code: ended.status, out: ended.stdout, error: ended.stderr };
}

describe('the command line', () => {
  it('lists its commands; without one, or with one it does not know, usage is wrong (exit 2)', () => {
    expect(linkdesk(['--help'])).toMatchObject({ code: 0, error: '' });
    expect(linkdesk(['--help']).out).toContain('import');
    expect(linkdesk([]).code).toBe(2);
    expect(linkdesk(['burn'])).toMatchObject({
      code: 2,
      error: 'usage: There is no command "burn". Run "linkdesk --help" for the list.\n',
    });
  });

  it('every command explains itself with an example that names it', async () => {
    for (const command of await allCommands()) {
      expect(command.example, command.name).toMatch(new RegExp(`^linkdesk ${command.name}\\b`));
      expect(commandHelp(command)).toContain(command.example);
    }
    const { code, out } = linkdesk(['import', '--help']);
    expect([code, out.includes('--month YYYY-MM')]).toEqual([0, true]);
  });

  it('OCM-3, SLO-5: a small county goes all the way by commands, each with one JSON object on standard output', () => {
    const county = join(folder, 'county');
    const project = join(folder, 'project');
    const run = (args: readonly string[]): Record<string, unknown> => {
      const { code, out, error } = linkdesk([...args, '--json']);
      expect([code, error], args[0]).toEqual([0, '']);
      expect(out.trim().split('\n'), args[0]).toHaveLength(1);
      return JSON.parse(out) as Record<string, unknown>;
    };
    run(['synth', '--county', 'slo', '--months', '1', '--seed', '5', '--out', county]);
    const imported = run([
      'import',
      join(county, '2026-09'),
      '--month',
      '2026-09',
      '--project',
      project,
      '--create',
      'Demo',
      '--county',
      '40',
      '--synthetic',
    ]);
    expect(imported['recoveryKey']).toMatch(/^[0-9A-Z-]{25,}$/);
    for (const file of imported['files'] as Record<string, number>[]) {
      expect(file['read'], String(file['fileName'])).toBe(file['imported']! + file['rejected']!);
    }
    const matched = run(['match', '--month', '2026-09', '--project', project]);
    expect(matched['links']).toBeGreaterThan(500);
    expect(Object.keys(matched['timingsMs'] as object)).toEqual(
      'read plan block train score decide save lists index'.split(' '),
    );
    expect(
      run(['lists', '--month', '2026-09', '--list', 'LA-Mutual', '--format', 'csv', '--project', project])[
        'lists'
      ],
    ).toHaveLength(1);
    expect(run(['verify', '--project', project])).toMatchObject({ passed: true });

    const again = linkdesk(['import', join(county, '2026-09'), '--month', '2026-09', '--project', project]);
    expect(again.code).toBe(1);
    expect(again.out).toContain('was already imported for September 2026');
  }, 300_000);

  it('refuses a number of pairs that is none before it reads a file', () => {
    const files = ['no-left.csv', 'no-right.csv', '--roles', 'no-roles.json', '--out', 'pairs.csv'];
    expect(linkdesk(['link', ...files, '--pairs', '0'])).toMatchObject({
      code: 2,
      error: 'usage: --pairs takes a whole number from 1 up; "0" is none.\n',
    });
  });

  it('SLO-10: link says what has changed since its state; a state that is another file of the run is refused', () => {
    const at = (name: string) => join(folder, name);
    const people = Array.from({ length: 60 }, (_, i) => `${i},Anna${i % 7},Lopez${i},19${30 + i}-02-03`);
    writeFileSync(at('state-left.csv'), ['id,first,last,born', ...people, ''].join('\n'));
    writeFileSync(at('state-right.csv'), ['id,first,last,born', ...people.slice(20), ''].join('\n'));
    const columns = { first: 'first_name', last: 'last_name', born: 'dob' };
    writeFileSync(at('state-roles.json'), JSON.stringify({ id: 'id', columns }));
    const files = ['link', at('state-left.csv'), at('state-right.csv'), '--roles', at('state-roles.json')];
    const args = [...files, '--out', at('state-pairs.csv'), '--state', at('month.state')];
    expect(linkdesk(args).out).toContain('There was no state yet: everything was compared');
    people[30] = '30,Anna2,Mendoza,1960-02-03';
    writeFileSync(at('state-left.csv'), ['id,first,last,born', ...people, ''].join('\n'));
    expect(linkdesk(args).out).toMatch(
      /Since the state: 1 records new or changed, 1 gone or changed, 99 unchanged .*; \d+ pairs carried over, \d+ compared/,
    );
    expect(JSON.parse(linkdesk([...args, '--json']).out)).toMatchObject({
      since: { kind: 'carried', changed: 0, gone: 0, unchanged: 100 },
    });
    expect(linkdesk([...files, '--out', at('one'), '--state', at('one')])).toMatchObject({
      code: 1,
      error: expect.stringContaining('OUTPUT_TWICE: one is named for two outputs of this run'),
    });
  });

  it.each([
    [['--cluster-at', '0.9'], '--cluster-at and --single-best need --clusters CLUSTERS.csv'],
    [['--labels', 'labels.csv'], 'An accuracy table takes --accuracy TABLE.csv and either --labels or'],
    [
      ['--accuracy', 'a.csv', '--labels', 'b.csv', '--label-column', 'c'],
      'An accuracy table takes --accuracy',
    ],
  ])('score refuses %j, which says too little or too much', (options, sentence) => {
    const ended = linkdesk(['score', 'no.csv', '--model', 'no.json', '--out', 'pairs.csv', ...options]);
    expect(ended).toMatchObject({ code: 2, error: expect.stringContaining(`usage: ${sentence}`) });
  });

  it('trains our own model and tells of the run; refuses what training it does not take', () => {
    const at = (name: string) => join(folder, name);
    const people = Array.from({ length: 60 }, (_, i) => `${i},Anna${i % 7},Lopez${i},19${30 + i}-02-03`);
    const file = ['id,first,last,born', ...people, '60,too,few', ''].join('\n');
    for (const name of ['own-left.csv', 'own-right.csv']) writeFileSync(at(name), file);
    const columns = { first: 'first_name', last: 'last_name', born: 'dob' };
    writeFileSync(at('own-roles.json'), JSON.stringify({ id: 'id', columns }));
    const args = ['train', at('own-left.csv'), at('own-right.csv'), '--roles', at('own-roles.json')];
    const told = JSON.parse(linkdesk([...args, '--out', at('own.json'), '--json']).out);
    expect(told).toMatchObject({
      records: { left: 60, right: 60 },
      files: [
        { file: 'own-left.csv', leftOut: 1, firstLeftOut: 62 },
        { file: 'own-right.csv', leftOut: 1 },
      ],
      pairs: { possible: 3600, links: 60 },
      thresholds: { link: expect.any(Number) },
      estimated: { precision: expect.any(Number), recall: expect.any(Number) },
      model: { lambda: expect.any(Number), comparisons: expect.any(Array) },
      timingsMs: { read: expect.any(Number), train: expect.any(Number) },
      peakMemoryMB: expect.any(Number),
    });
    const saved = JSON.parse(readFileSync(at('own.json'), 'utf8'));
    expect(saved.lambda).toBe(told.model.lambda);
    expect(linkdesk([...args, at('own-left.csv'), '--out', at('three.json')])).toMatchObject({
      code: 2,
      error: 'usage: Our own model is learned from one file or two; 3 are given.\n',
    });
    expect(linkdesk([...args, '--em-rule', 'l.last = r.last', '--out', at('em.json')])).toMatchObject({
      code: 2,
      error: 'usage: --em-rule is for Splink models, and goes with --model, not --roles.\n',
    });
  });

  it('trains a Splink model on labels, then scores, clusters and judges by it', () => {
    const at = (name: string) => join(folder, name);
    const run = (args: readonly string[]) => {
      const { code, out, error } = linkdesk([...args, '--json']);
      expect([code, error], args[0]).toEqual([0, '']);
      return JSON.parse(out) as Record<string, unknown>;
    };
    const level = (sql: string) => ({ sql_condition: sql });
    const comparisons = ['name', 'city'].map((column) => ({
      output_column_name: column,
      comparison_levels: [level(`"${column}_l" = "${column}_r"`), level('ELSE')],
    }));
    const rules = ['l.name = r.name', 'l.city = r.city'];
    const start = {
      link_type: 'link_only',
      unique_id_column_name: 'id',
      comparisons,
      blocking_rules_to_generate_predictions: rules,
    };
    writeFileSync(at('start.json'), JSON.stringify(start));
    writeFileSync(at('cws.csv'), 'id,name,city,person\n1,Ana,Fresno,p\n2,Bo,Selma,q\n3,Cy,Selma,r\n');
    writeFileSync(at('aid.csv'), 'id,name,city,person\n1,Ana,Fresno,p\n2,Bo,Fresno,q\n');
    const files = [at('cws.csv'), at('aid.csv')];
    const labelled = ['--label-column', 'person'];
    run(['train', ...files, '--model', at('start.json'), '--out', at('saved'), ...labelled]);
    const model = ['--model', at('saved/model.duckdb.json'), '--out', at('scored.csv')];
    const limits = ['--clusters', at('clusters.csv'), '--cluster-at', '0.0001', '--cluster-at', '0.9'];
    const sources = ['--single-best', 'cws', '--single-best', 'aid', '--ties', 'drop'];
    const truth = ['--accuracy', at('accuracy.csv'), ...labelled, '--unlinkables', at('curve.csv')];
    const report = run(['score', ...files, ...model, ...limits, ...sources, ...truth]);
    expect(report).toMatchObject({
      records: 5,
      comparedPairs: 3,
      clusters: [{ probability: 0.0001 }, { probability: 0.9 }],
      bestF1: { f1: 1 },
    });
    for (const file of ['clusters.csv', 'accuracy.csv', 'curve.csv', 'scored.csv']) {
      expect(readFileSync(at(file), 'utf8').split('\n').length, file).toBeGreaterThan(2);
    }
  });

  it('fails with a code and a sentence: no project, wrong passphrase, a file it does not know', () => {
    const project = join(folder, 'project');
    const strange = join(folder, 'strange.csv');
    writeFileSync(strange, 'a,b\n1,2\n');
    expect(linkdesk(['verify', '--project', join(folder, 'nowhere')])).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/^PROJECT_MISSING: There is no Linkdesk project in /),
    });
    expect(linkdesk(['verify', '--project', project], 'not this one')).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^WRONG_PASSPHRASE: /),
    });
    expect(linkdesk(['import', strange, '--month', '2026-10', '--project', project])).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^LAYOUT_UNKNOWN: The columns of strange\.csv fit no extract/),
    });
    expect(linkdesk(['match', '--month', '2026-12', '--project', project])).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^MONTH_INCOMPLETE: December 2026 cannot be matched/),
    });
  });
});
