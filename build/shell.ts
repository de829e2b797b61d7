// Builds what Electron runs: the window, the main process with the engine, and the preload script, in that order,
// because the main process lists the window's files.
import { build } from 'vite';
import { join } from 'node:path';
import { mainBuild } from './vite.main.config.ts';
import { preloadBuild } from './vite.preload.config.ts';

/** Writes renderer, main and preload below a folder; build/out is the one that Electron looks into. Throws what Vite throws. */
export async function buildShell(out = join(import.meta.dirname, 'out')): Promise<void> {
  const renderer = join(out, 'renderer');
  await build({
    configFile: join(import.meta.dirname, 'vite.renderer.config.ts'),
    logLevel: 'warn',
    build: { outDir: renderer },
  });
  await build({ configFile: false, ...mainBuild(renderer, join(out, 'main')) });
  await build({ configFile: false, ...preloadBuild(join(out, 'preload')) });
}

if (process.argv[1] === import.meta.filename) await buildShell(process.argv[2]);
