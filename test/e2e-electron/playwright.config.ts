import { defineConfig } from '@playwright/test';

/** Drives the real desktop shell. One worker: there is one instance lock and one screen. */
export default defineConfig({
  testDir: '.',
  globalSetup: './prepare.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
});
