import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The preload script: one CommonJS file, because a sandboxed renderer loads nothing else. */
export function preloadBuild(outDir: string): UserConfig {
  return {
    root: at('..'),
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: at('../electron/preload.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  };
}

export default defineConfig(preloadBuild(at('out/preload')));
