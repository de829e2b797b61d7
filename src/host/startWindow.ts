import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { App } from '../app/app.ts';
import { LinkdeskError } from '../domain/error.ts';
import { findElectron } from './findElectron.ts';
import { createFolderGrants, type FolderGrants } from './folderGrants.ts';
import { startLoopbackHost } from './loopbackHost.ts';
import { openBrowser } from './openBrowser.ts';

export interface WindowStart {
  /** Folder of the repository, where the built window and Electron are. */
  readonly root: string;
  /** Folder of the demo project. */
  readonly project: string;
  /** Folder of extracts that "choose a folder" gives in the browser, which has no dialog for one. */
  readonly extracts: () => string;
  /** Makes sure that the demo project is there; stops and leaves none when the signal is aborted. */
  readonly prepareDemo: (signal: AbortSignal) => Promise<void>;
  /** Opens the demo after a lock, and in Electron from the start. It guards made-up people only. */
  readonly passphrase: string;
  /** Opens the demo project, unlocked. */
  readonly openDemo: (grants: FolderGrants) => Promise<App>;
  /** Use the browser even where Electron is. */
  readonly browserOnly: boolean;
  /** Show the address in the system's browser. */
  readonly openBrowser: boolean;
  readonly say: (line: string) => void;
}

/**
 * Opens the window on the demo project: in Electron where its binary is, else in a browser on the loopback host.
 * Comes back when the window has been closed or the program was asked to stop; gives the exit code.
 */
export async function startWindow(start: WindowStart): Promise<number> {
  await prepare(start);
  start.say(`the demo project's passphrase is "${start.passphrase}"`);
  const electron = start.browserOnly || !hasDisplay() ? undefined : findElectron(start.root, process.env);
  return electron === undefined ? await runInBrowser(start) : await runInElectron(start, electron);
}

/** Ctrl+C while the demo is being made ends the making, and not this process in the middle of it. */
async function prepare(start: WindowStart): Promise<void> {
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    interrupt.abort(
      new LinkdeskError('INTERRUPTED', 'Stopped on request. Nothing of the running step was kept.'),
    );
  };
  process.once('SIGINT', onInterrupt);
  try {
    await start.prepareDemo(interrupt.signal);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}

async function runInElectron(start: WindowStart, electron: string): Promise<number> {
  start.say('opening the window in Electron');
  const built = await runToEnd(process.execPath, [join(start.root, 'build', 'shell.ts')]);
  if (built !== 0) return built;
  return await runToEnd(electron, [start.root, `--project=${start.project}`]);
}

/** Linux over a plain terminal has nowhere to put a window. */
function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || (DISPLAY ?? WAYLAND_DISPLAY ?? '') !== '';
}

async function runToEnd(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function runInBrowser(start: WindowStart): Promise<number> {
  const grants = createFolderGrants();
  const app = await start.openDemo(grants);
  try {
    const host = await startLoopbackHost({
      app,
      rendererFolder: join(start.root, 'build', 'out', 'renderer'),
      pickFolder: async () => grants.issue(start.extracts()),
    });
    if (!start.browserOnly)
      start.say('no Electron binary or no display here, so the window opens in a browser');
    start.say(`the window is at ${host.url}`);
    start.say('made-up people only; Ctrl+C ends it');
    if (start.openBrowser) openBrowser(host.url);
    await stopSignal();
    await host.close();
  } finally {
    await app.close();
  }
  start.say('closed');
  return 0;
}

/** The first Ctrl+C or request to end; a second one ends at once, as the system does it. */
async function stopSignal(): Promise<void> {
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
}
