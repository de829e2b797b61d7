import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProject } from '../../src/app/project.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'linkdesk-bundled-'));
const passphrase = 'a passphrase for tests only';
let engine: ChildProcess;

/** The engine as it is shipped: its bundle, with nothing beside it but the driver. */
beforeAll(async () => {
  await createProject(join(work, 'project'), passphrase, {
    name: 'Made-up county',
    county: 'Orange',
    synthetic: true,
    at: '2026-11-01T00:00:00.000Z',
    keyCost: { N: 2 ** 12, r: 8, p: 1 },
  });
  const build = `
    import { build } from 'vite';
    import { mainBuild } from './build/vite.main.config.ts';
    await build({ configFile: false, ...mainBuild('build/resources', ${JSON.stringify(join(work, 'main'))}) });`;
  const quiet = '--disable-warning=ExperimentalWarning';
  execFileSync(process.execPath, [quiet, '--input-type=module', '-e', build], { cwd: root });
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
  engine = fork(join(work, 'main', 'engine.js'), [`--project=${join(work, 'project')}`], {
    execArgv: [quiet, '--import', fileURLToPath(new URL('./parentPort.ts', import.meta.url))],
    serialization: 'advanced',
  });
}, 120_000);

afterAll(() => {
  engine.kill();
  rmSync(work, { recursive: true, force: true });
});

let calls = 0;
function call(method: string, input: object): Promise<unknown> {
  const id = ++calls;
  return new Promise((resolve) => {
    const onMessage = (message: { kind: string; id: number; result: unknown }): void => {
      if (message.kind !== 'answer' || message.id !== id) return;
      engine.off('message', onMessage);
      resolve(message.result);
    };
    engine.on('message', onMessage);
    engine.send({ kind: 'call', id, method, input });
  });
}

it('the bundled engine opens an encrypted store, answers, and closes it', async () => {
  expect(await call('project.unlock', { passphrase: 'another passphrase' })).toMatchObject({
    ok: false,
    error: { code: 'WRONG_PASSPHRASE' },
  });
  await expect
    .poll(() => call('project.unlock', { passphrase }), { timeout: 20_000, interval: 500 })
    .toMatchObject({ ok: true, value: { locked: false, synthetic: true, months: [] } });
  expect(await call('lists.all', { month: '2026-10' })).toMatchObject({
    ok: expect.any(Boolean) as boolean,
  });
  const exited = once(engine, 'exit');
  engine.send({ kind: 'close' });
  expect((await exited)[0]).toBe(0);
});
