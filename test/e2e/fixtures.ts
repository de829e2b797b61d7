import { test as base, expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Scenario } from '../../renderer/api/fake/scenario.ts';
import { madeUpEngine, playing } from '../../build/madeUpEngine.ts';
import { startWindowServer } from '../../build/windowServer.ts';

declare global {
  interface Window {
    /** Policy violations that the page reported, filled by the watch below. */
    policyViolations?: string[];
  }
}

interface Served {
  readonly url: string;
  readonly engine: string;
}

interface Fixtures {
  /** Fails the test on a console error, a page error, a policy violation, or a request that leaves this machine. */
  readonly watched: undefined;
  /** Opens the window on a made-up project, at a place. */
  readonly openWindow: (scenario?: Partial<Scenario>, place?: string) => Promise<void>;
}

/** Everything that a page must never do, in words. */
function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') trouble.push(`request: ${url.host}`);
  });
  return trouble;
}

export const test = base.extend<Fixtures, { readonly served: Served }>({
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const [server, engine] = [await startWindowServer(), await madeUpEngine()];
      await use({ url: server.url, engine });
      server.close();
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ page }, use) => {
      const trouble = watch(page);
      await page.addInitScript(() => {
        window.policyViolations = [];
        document.addEventListener('securitypolicyviolation', (event) => {
          window.policyViolations?.push(`${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(undefined);
      const violations = page.isClosed() ? [] : await page.evaluate(() => window.policyViolations ?? []);
      expect([...trouble, ...violations.map((each) => `policy: ${each}`)]).toEqual([]);
    },
    { auto: true },
  ],
  openWindow: async ({ page, served }, use) => {
    await use(async (scenario = {}, place = '/') => {
      await page.addInitScript({ content: playing(served.engine, scenario) });
      await page.goto(`${served.url}#${place}`);
    });
  },
});

export { expect };
