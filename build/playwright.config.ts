import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The window in a real browser: against a made-up engine, and once through a whole month on the loopback host. */
export default defineConfig({
  testDir: at('../test/e2e'),
  outputDir: at('out/e2e'),
  timeout: 60_000,
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 720 },
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      // A root user in a container has no user namespace for the browser's own sandbox.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
