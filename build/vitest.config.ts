import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A stray `import 'electron'` must neither start a download nor reach a real shell. */
const environment = { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent', TZ: 'UTC' };

export default defineConfig({
  root,
  test: {
    env: environment,
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/conformance/**', 'test/e2e/**', 'test/e2e-electron/**', 'test/bench/**'],
        },
      },
      {
        extends: true,
        test: { name: 'conformance', include: ['test/conformance/**/*.test.ts'], testTimeout: 600_000 },
      },
    ],
  },
});
