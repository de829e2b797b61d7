import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject } from '../../src/app/project.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'linkdesk-composition-'));
const extracts = join(work, 'October extracts');
const passphrase = 'a passphrase for tests only';
let main: ChildProcess;
let orders = 0;

/** The real main script and a real engine process on a real store; only Electron itself is stood in for. */
beforeAll(async () => {
  mkdirSync(extracts);
  await createProject(join(work, 'project'), passphrase, {
    name: 'Made-up county',
    county: 'Orange',
    synthetic: true,
    at: '2026-11-01T00:00:00.000Z',
    keyCost: { N: 2 ** 12, r: 8, p: 1 },
  });
  main = fork(join(root, 'electron', 'main.ts'), [], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      fileURLToPath(new URL('./standIn.ts', import.meta.url)),
    ],
    env: { ...process.env, LINKDESK_TEST_DATA: work, LINKDESK_TEST_PICK: extracts },
    serialization: 'advanced',
  });
}, 60_000);

afterAll(() => {
  main.kill();
  rmSync(work, { recursive: true, force: true });
});

/** Tells the stand-in to do something, and waits for its answer. */
function tell(order: string, argument?: unknown): Promise<unknown> {
  const id = ++orders;
  return new Promise((resolve) => {
    const onMessage = (message: { id: number; answer: unknown }): void => {
      if (message.id !== id) return;
      main.off('message', onMessage);
      resolve(message.answer);
    };
    main.on('message', onMessage);
    main.send({ id, do: order, with: argument });
  });
}

const call = (method: string, input: unknown = {}): Promise<unknown> =>
  tell('request', { kind: 'call', method, input });
const notes = async (): Promise<readonly string[]> => (await tell('notes')) as string[];
const engines = async (): Promise<readonly number[]> =>
  (await notes())
    .filter((note) => note.startsWith('engine '))
    .map((note) => Number(note.slice('engine '.length)));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the desktop application', () => {
  it('hardens itself before it is ready, and has its session and engine before its window', async () => {
    await expect.poll(notes, { timeout: 20_000 }).toContain('load app://linkdesk/');
    const order = (await notes()).map((note) => note.replace(/\d+$/, '').trim());
    const at = (note: string): number => order.indexOf(note);
    expect(at('sandbox')).toBe(0);
    const steps = [
      'sandbox',
      'scheme',
      'ready',
      'session linkdesk',
      'filter',
      'serve app',
      'engine',
      'window',
    ];
    const places = steps.map(at);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('carries calls to the engine and its answers back', async () => {
    expect(await call('project.state')).toMatchObject({
      ok: true,
      value: { locked: true, name: 'Made-up county' },
    });
    expect(await call('jobs.list')).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(await call('no.such.method')).toMatchObject({ ok: false, error: { code: 'UNKNOWN_METHOD' } });
    expect(await call('month.overview', { month: 7 })).toMatchObject({ ok: false });
  });

  it('unlocks with the passphrase', async () => {
    expect(await call('project.unlock', { passphrase })).toMatchObject({
      ok: true,
      value: { locked: false },
    });
    expect(await call('jobs.list')).toMatchObject({ ok: true });
  });

  it('gives a folder as a grant, without its path', async () => {
    const picked = await tell('request', { kind: 'pickFolder' });
    expect(picked).toEqual({ grant: expect.stringMatching(/^\w{32}$/) as string, name: 'October extracts' });
  });

  it('locks when the screen is locked: page, clipboard and the process with the key are gone', async () => {
    const [before] = await engines();
    await tell('power', 'lock-screen');
    expect(await call('jobs.list')).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(await notes()).toEqual(expect.arrayContaining(['reload', 'clipboard']));
    expect((await engines()).length).toBe(2);
    expect(isRunning(before!)).toBe(false);
  });

  it('goes on with a new, locked engine when the engine dies', async () => {
    expect(await call('project.unlock', { passphrase })).toMatchObject({ ok: true });
    const dying = (await engines()).at(-1)!;
    process.kill(dying, 'SIGKILL');
    await expect.poll(async () => (await engines()).at(-1), { timeout: 20_000 }).not.toBe(dying);
    expect(await notes()).toContain('event locked');
    expect(await call('project.state')).toMatchObject({ ok: true, value: { locked: true } });
    expect(await call('project.unlock', { passphrase })).toMatchObject({ ok: true });
  });

  it('closes the store before it quits', async () => {
    const last = (await engines()).at(-1)!;
    const exited = once(main, 'exit');
    main.send({ id: ++orders, do: 'quit' });
    expect((await exited)[0]).toBe(0);
    expect(isRunning(last)).toBe(false);
    // A closed store has no log beside it.
    expect(existsSync(join(work, 'project', 'linkdesk.store-wal'))).toBe(false);
  });
});
