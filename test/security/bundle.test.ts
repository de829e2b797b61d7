import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'linkdesk-bundle-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Files of a build by their path, as text. */
function built(out: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(out, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Builds as a release is built: in a process of its own, without this test's environment. */
function build(out: string): ReadonlyMap<string, string> {
  const { NODE_ENV: _test, VITEST: _vitest, ...env } = process.env;
  execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'build', 'shell.ts'), out],
    { env },
  );
  return built(out);
}

let files: ReadonlyMap<string, string>;
let again: ReadonlyMap<string, string>;
beforeAll(() => {
  files = build(join(work, 'first'));
  again = build(join(work, 'second folder'));
}, 120_000);

const named = (pattern: RegExp): readonly (readonly [string, string])[] =>
  [...files].filter(([name]) => pattern.test(name));
const holding = (within: RegExp, pattern: RegExp): readonly string[] =>
  named(within).flatMap(([name, text]) => (pattern.test(text) ? [`${name}: ${pattern.exec(text)![0]}`] : []));

describe('the bundles', () => {
  it('are main, engine, its worker, the preload script and the window', () => {
    const names = [...files.keys()];
    expect(names).toEqual(
      expect.arrayContaining([
        'main/main.js',
        'main/engine.js',
        // the month's matching; the other workers belong to commands over files, which the window does not have
        'main/linkWorker.js',
        'preload/preload.cjs',
        'renderer/index.html',
      ]),
    );
  });

  it('name every worker by the file that is there', () => {
    const addresses = named(/^main\//).flatMap(([, text]) =>
      [...text.matchAll(/new URL\(["'](\.[^"']+)["'], import\.meta\.url\)/g)].map((match) => match[1]!),
    );
    expect(addresses.filter((address) => address.endsWith('.ts'))).toEqual([]);
    for (const address of addresses.filter((name) => name.endsWith('Worker.js'))) {
      expect([...files.keys()]).toContain(`main/${address.slice(2)}`);
    }
  });

  it('are the same bytes from a second build in another folder', () => {
    const digests = (of: ReadonlyMap<string, string>) =>
      [...of].map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}`);
    expect(digests(again)).toEqual(digests(files));
  });

  it('hold no path of the machine that built them, and no source map', () => {
    for (const place of [root, work, process.env['HOME'] ?? root]) {
      if (place.length < 6) continue;
      expect(
        named(/./)
          .filter(([, text]) => text.includes(place))
          .map(([name]) => name),
      ).toEqual([]);
    }
    expect([...files.keys()].filter((name) => name.endsWith('.map'))).toEqual([]);
    expect(holding(/./, /sourceMappingURL=/)).toEqual([]);
  });

  it('hand nothing to other programs, and neither update nor report themselves', () => {
    expect(
      holding(/./, /\b(openExternal|openPath|showItemInFolder|autoUpdater|electron-updater|crashReporter)\b/),
    ).toEqual([]);
  });

  it('import the network modules in the guard alone', () => {
    const modules =
      /(?:from|require\(|import\()\s*["'](?:node:)?(?:https?|http2|net|tls|dns|dgram|inspector)(?:\/\w+)?["']/g;
    const found = named(/^(main|preload)\//).flatMap(([name, text]) =>
      [...text.matchAll(modules)].map((match) => `${name}: ${/["'](?:node:)?(\w+)/.exec(match[0])![1]}`),
    );
    expect(found.sort()).toEqual(['dgram', 'dns', 'net', 'tls'].map((module) => `main/engine.js: ${module}`));
  });

  it('have no development host in them', () => {
    expect(holding(/^(main|preload)\//, /\/api\/call|x-linkdesk-token|createServer/)).toEqual([]);
  });

  it('list exactly the window’s files for the scheme', () => {
    const listed = [...files.get('main/main.js')!.matchAll(/["']?path["']?: ["'](\/[^"']+)["']/g)].map(
      (match) => match[1],
    );
    const there = named(/^renderer\//).map(([name]) => name.slice('renderer'.length));
    expect(new Set(listed)).toEqual(new Set(there));
  });

  it('have a preload script that needs electron and nothing else', () => {
    const needed = [...files.get('preload/preload.cjs')!.matchAll(/require\(["']([^"']+)["']\)/g)].map(
      (match) => match[1],
    );
    expect(needed).toEqual(['electron']);
  });

  it('have no inline script, style or handler in the page', () => {
    const page = files.get('renderer/index.html')!;
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('make no code out of text in the window', () => {
    expect(holding(/^renderer\/.*\.js$/, /\beval\(/)).toEqual([]);
  });

  it('hold no made-up project and no test', () => {
    expect(holding(/^renderer\//, /fakeApi|test\/|vitest/)).toEqual([]);
  });
});
