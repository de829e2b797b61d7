import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    execArgv: [quiet, '--import', join(import.meta.dirname, 'parentPort.ts')],
    serialization: 'advanced',
  });
}, 120_000);

afterAll(() => {
  engine.kill();
  rmSync(work, { recursive: true, force: true });
});

async function call(id: number, method: string, input: object): Promise<unknown> {
  engine.send({ kind: 'call', id, method, input });
  for (;;) {
    const [message] = (await once(engine, 'message')) as [{ kind: string; id: number; result: unknown }];
    if (message.kind === 'answer' && message.id === id) return message.result;
  }
}

it('the bundled engine opens an encrypted store, answers, and closes it', async () => {
  expect(await call(1, 'project.unlock', { passphrase: 'another passphrase' })).toMatchObject({
    ok: false,
    error: { code: 'WRONG_PASSPHRASE' },
  });
  await expect
    .poll(() => call(2, 'project.unlock', { passphrase }), { timeout: 20_000, interval: 500 })
    .toMatchObject({ ok: true, value: { locked: false, synthetic: true, months: [] } });
  expect(await call(3, 'lists.all', { month: '2026-10' })).toMatchObject({
    ok: expect.any(Boolean) as boolean,
  });
  const exited = once(engine, 'exit');
  engine.send({ kind: 'close' });
  expect((await exited)[0]).toBe(0);
});
