import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSyntheticCounty } from '../../src/app/syntheticCounty.ts';
import { closeProject, createProject, openProject } from '../../src/app/project.ts';
import { verifyProject } from '../../src/app/verifyProject.ts';
import { allImports } from '../../src/store/imports.ts';

const cli = fileURLToPath(new URL('../../src/cli/run.ts', import.meta.url));
const passphrase = 'demo county';
const at = '2026-11-05T10:00:00.000Z';
const month = '2026-09';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-interrupt-'));
  await generateSyntheticCounty(
    { county: 'slo', months: 1, seed: 3, firstMonth: month, folder: join(folder, 'county') },
    () => {},
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the command line and interrupts it as Ctrl+C does, after some time. */
async function interrupted(args: readonly string[], afterMs: number): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, LINKDESK_PASSPHRASE: passphrase },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('exit', (code) => resolve({ code, stderr })));
  await wait(afterMs);
  child.kill('SIGINT');
  return ended;
}

describe('Ctrl+C', () => {
  it.each([900, 1300, 1800, 2600])(
    '%i ms into an import leaves every file imported whole or not at all',
    async (afterMs) => {
      const project = join(folder, `project-${afterMs}`);
      await createProject(project, passphrase, {
        name: 'Demo',
        county: '40',
        synthetic: true,
        at,
        keyCost: { N: 1024, r: 8, p: 1 },
      });
      const ended = await interrupted(
        ['import', join(folder, 'county', month), '--month', month, '--project', project],
        afterMs,
      );
      expect([0, 130, null]).toContain(ended.code);
      if (ended.code === 130) expect(ended.stderr).toContain('INTERRUPTED: Stopped on request.');

      const store = await openProject(project, passphrase, 'A. Analyst', at);
      expect(verifyProject(store).checks.filter((check) => !check.passed)).toEqual([]);
      expect(allImports(store).length).toBeLessThanOrEqual(17);
      closeProject(store, at);
    },
  );
});
