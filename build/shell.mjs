// Builds what Electron runs: the window, the main process with the engine, and the preload script, in that order,
// because the main process lists the window's files.
import { build } from 'vite';
import { join } from 'node:path';

const configs = ['vite.renderer.config.ts', 'vite.main.config.ts', 'vite.preload.config.ts'];

/** Writes build/out/{renderer,main,preload}. Throws what Vite throws. */
export async function buildShell() {
  for (const name of configs) {
    await build({ configFile: join(import.meta.dirname, name), logLevel: 'warn' });
  }
}

if (process.argv[1] === import.meta.filename) await buildShell();
