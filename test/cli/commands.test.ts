import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
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

  it('every command explains itself with an example that names it', () => {
    for (const command of commands) {
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
    expect(run(['match', '--month', '2026-09', '--project', project])['links']).toBeGreaterThan(500);
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
      error: 'usage: --pairs takes a number from 1 up.\n',
    });
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
