import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from '../../src/app/demoCounty.ts';
import { demoApp, openDemoProject } from '../../src/app/demoProject.ts';
import type { App } from '../../src/app/app.ts';
import type { MethodName, Output } from '../../src/app/contract/contract.ts';
import { matchRecords } from '../../src/jobs/link.ts';

const now = () => '2026-11-05T10:00:00.000Z';

/** A small demo project of made-up people in a folder of its own, for tests that need a whole month. */
export async function madeDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-demo-'));
  const report = await runDemo({ county: 'slo', months: 2, seed: 7, scale: 0.2, folder }, matchRecords, {
    progress: () => {},
    signal: new AbortController().signal,
    now,
  });
  return { folder, report, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The application on an unlocked demo project, every answer checked against the contract. */
export async function openedDemo(
  folder: string,
  redeemGrant: (grant: string) => string | undefined = () => undefined,
) {
  const project = await openDemoProject(folder, now());
  const app = demoApp(folder, project, matchRecords, redeemGrant);
  return {
    app,
    project,
    value: valueOf(app),
    /** Another application on the same project, as after a window was closed and opened. */
    reopened: () => ({ value: valueOf(demoApp(folder, project, matchRecords, () => undefined)) }),
  };
}

/** Calls a method and gives its value; fails the test when the answer is a failure. */
const valueOf =
  (app: App) =>
  async <M extends MethodName>(method: M, input: unknown): Promise<Output<M>> => {
    const result = await app.call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code} ${result.error.message}`);
    return result.value as Output<M>;
  };
