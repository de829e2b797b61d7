import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMonth } from '../domain/month.ts';
import type { App } from './app.ts';
import { createApp } from './createApp.ts';
import { demoFolders, demoMark, demoPassphrase, demoReviewer, runDemo } from './demoCounty.ts';
import type { MatchEngine } from '../linkage/matching.ts';
import { openProject, type OpenProject } from './project.ts';
import type { Work } from './work.ts';

/** Makes the demo project in a folder when it is not there yet. */
export async function prepareDemoProject(folder: string, engine: MatchEngine, work: Work): Promise<void> {
  if (existsSync(demoMark(folder))) return;
  await runDemo({ county: 'slo', months: 2, seed: 1, folder }, engine, work);
}

/** Unlocks the demo project of a folder. */
export const openDemoProject = (folder: string, at: string): Promise<OpenProject> =>
  openProject(demoFolders(folder).project, demoPassphrase, demoReviewer, at);

/** The application on an unlocked demo project. */
export function demoApp(
  folder: string,
  project: OpenProject,
  engine: MatchEngine,
  redeemGrant: (grant: string) => string | undefined,
): App {
  return createApp(
    { folder: demoFolders(folder).project, reviewer: demoReviewer, engine, redeemGrant, checkOutput: true },
    project,
  );
}

/** The demo's newest extracts: the month after those that were imported when it was made. */
export function nextDemoExtracts(folder: string): string {
  const { extracts } = demoFolders(folder);
  return join(extracts, readdirSync(extracts).filter(isMonth).sort().at(-1)!);
}
