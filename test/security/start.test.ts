import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareStart } from '../../electron/shell/beforeReady.ts';
import { refusedSwitch } from '../../electron/shell/refusedSwitches.ts';

const userData = mkdtempSync(join(tmpdir(), 'linkdesk-data-'));
afterAll(() => rmSync(userData, { recursive: true }));

function started(argv: readonly string[], { isPackaged = true, first = true } = {}) {
  const done: unknown[][] = [];
  const app = Object.assign(new EventEmitter(), {
    isPackaged,
    enableSandbox: () => done.push(['sandbox']),
    getPath: () => userData,
    setPath(name: string, path: string) {
      // Electron refuses a folder that is not there.
      if (!existsSync(path)) throw new Error('Path does not exist');
      done.push(['path', name, path]);
    },
    commandLine: { appendSwitch: (...args: string[]) => done.push(['switch', ...args]) },
    exit: (code: number) => done.push(['exit', code]),
    quit: () => done.push(['quit']),
    requestSingleInstanceLock: () => first,
  });
  const may = prepareStart(
    app as unknown as App,
    { registerSchemesAsPrivileged: () => done.push(['scheme']) },
    { argv, platform: 'linux', umask: (mask) => done.push(['umask', mask]) },
    () => done.push(['front']),
  );
  return { may, done, app };
}

describe('before Electron is ready', () => {
  it('the umask comes first, then the sandbox', () => {
    const { may, done } = started(['linkdesk']);
    expect(may).toBe(true);
    expect(done.slice(0, 2)).toEqual([['umask', 0o077], ['sandbox']]);
    expect(done).toContainEqual(['scheme']);
  });

  it('Chromium resolves no name and reaches no proxy', () => {
    const { done } = started(['linkdesk']);
    expect(done).toContainEqual(['switch', 'host-resolver-rules', 'MAP * ~NOTFOUND']);
    expect(done).toContainEqual(['switch', 'proxy-server', '127.0.0.1:9']);
    expect(done).toContainEqual(['switch', 'proxy-bypass-list', '<-loopback>']);
    expect(done).toContainEqual(['switch', 'disable-background-networking']);
    expect(done).toContainEqual(['switch', 'disable-component-update']);
  });

  it('old crash dumps are gone, and new ones stay in the data folder', () => {
    const dumps = join(userData, 'crash-dumps');
    mkdirSync(dumps, { recursive: true });
    writeFileSync(join(dumps, 'memory.dmp'), 'x');
    const { done } = started(['linkdesk']);
    expect(existsSync(join(dumps, 'memory.dmp'))).toBe(false);
    expect(done).toContainEqual(['path', 'crashDumps', dumps]);
  });

  it('a second instance quits, and the first comes to the front', () => {
    const second = started(['linkdesk'], { first: false });
    expect(second.may).toBe(false);
    expect(second.done.at(-1)).toEqual(['quit']);
    const first = started(['linkdesk']);
    first.app.emit('second-instance');
    expect(first.done.at(-1)).toEqual(['front']);
  });
});

describe('switches', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--INSPECT',
    '-inspect',
    '--load-extension=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--no-sandbox',
    '--disable-web-security',
    '--proxy-server=example.org:80',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--js-flags=--expose-gc',
    '--log-net-log=/tmp/x',
    '--require=/tmp/x.js',
  ])('%s ends a release before anything is opened', (argument) => {
    const { may, done } = started(['linkdesk', argument]);
    expect(may).toBe(false);
    expect(done.at(-1)).toEqual(['exit', 2]);
    expect(done).not.toContainEqual(['scheme']);
  });

  it('a development start may be driven by a test', () => {
    expect(started(['electron', '.', '--remote-debugging-port=0'], { isPackaged: false }).may).toBe(true);
  });

  it('unknown switches have no effect', () => {
    expect(started(['linkdesk', '--project=/data/slo', '--unknown', 'file.csv']).may).toBe(true);
  });

  it('Windows knows them with a slash too', () => {
    expect(refusedSwitch(['/inspect'], 'win32')).toBe('inspect');
    expect(refusedSwitch(['/Remote-Debugging-Port=1'], 'win32')).toBe('remote-debugging-port');
    expect(refusedSwitch(['/import/of/october'], 'linux')).toBeNull();
  });
});
