import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/app/version.ts';
import { allCommands } from '../../src/cli/commands/index.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import { root } from './imports.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

describe('what the repository says of itself', () => {
  it('the README names every command and every npm script a developer has', async () => {
    expect(
      (await allCommands())
        .map(({ name }) => name)
        .filter((name) => !new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm').test(readme)),
    ).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const told = Object.keys(scripts).filter(
      (name) => !['start', 'demo', 'test', 'linkdesk', 'format'].includes(name),
    );
    expect(told.filter((name) => !readme.includes(`\`npm run ${name}\``))).toEqual([]);
  });

  it('the README lists the columns of every built-in layout', () => {
    for (const { stem, columns } of builtInLayouts) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${stem}\` |`));
      expect(
        columns.map(({ header }) => header).filter((header) => row?.includes(`\`${header}\``) !== true),
        stem,
      ).toEqual([]);
    }
  });

  it('the pictures that the README shows are there', () => {
    const shown = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1]!);
    expect(shown.length).toBe(2);
    expect(shown.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('src/README.md has a row for every room', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const map = read('src/README.md');
    expect(rooms.map(({ name }) => name).filter((name) => !map.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('the application says the version of package.json', () => {
    expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(version);
  });

  it('the top level holds what the customer fixed, and nothing else', () => {
    const allowed = new Set([
      'LICENSE',
      'README.md',
      'build',
      'electron',
      'package-lock.json',
      'package.json',
      'renderer',
      'src',
      'test',
    ]);
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
    const top = new Set(
      tracked.map((file) => file.split('/')[0]!).filter((name) => name !== '' && !name.startsWith('.')),
    );
    expect([...top].filter((name) => !allowed.has(name))).toEqual([]);
  });
});
