import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { mediaType } from '../src/host/mediaType.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The main process and the engine, each one entry, with the engine's worker threads beside them. Everything is
 * bundled but Electron itself and the driver with its native part. The window is built first: its files are listed
 * here, and the main process serves those and no others.
 */
export function mainBuild(rendererFolder: string, outDir: string): UserConfig {
  return {
    root: at('..'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [workersBeside()],
    define: { RENDERER_FILES: JSON.stringify(rendererFiles(rendererFolder)) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: { main: at('../electron/main.ts'), engine: at('../electron/engine.ts') },
        external: ['electron', 'better-sqlite3-multiple-ciphers', /^node:/, ...builtinModules],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

export default defineConfig(() => mainBuild(at('out/renderer'), at('out/main')));

/**
 * A worker thread is named in the code by its source, `new URL('./scoreWorker.ts', import.meta.url)`, which Node runs
 * as it is. In the bundle each becomes a file of its own beside the others, and the name follows it.
 */
function workersBeside(): Plugin {
  return {
    name: 'workers-beside',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('Worker.ts')) return null;
      const named = /new URL\(\s*['"](\.[^'"]*Worker)\.ts['"],\s*import\.meta\.url,?\s*\)/g;
      return code.replaceAll(named, (_whole, path: string) => {
        const fileName = `${basename(path)}.js`;
        this.emitFile({ type: 'chunk', id: join(id, '..', `${path}.ts`), fileName });
        return `new URL('./${fileName}', import.meta.url)`;
      });
    },
  };
}

function rendererFiles(folder: string): readonly { readonly path: string; readonly type: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort()
    .flatMap((path) => {
      const type = mediaType(path);
      return type === undefined ? [] : [{ path, type }];
    });
}
