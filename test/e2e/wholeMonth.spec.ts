import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = (script: string, args: readonly string[]) =>
  [process.execPath, ['--disable-warning=ExperimentalWarning', join(root, script), ...args]] as const;

let folder = '';
let host: ChildProcess | undefined;
let address = '';

test.describe.configure({ mode: 'serial' });
test.setTimeout(600_000);

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-month-'));
  const made = spawnSync(...node('test/e2e/smallDemo.ts', [folder]), { stdio: 'inherit' });
  expect(made.status).toBe(0);
  host = spawn(...node('src/host/start.ts', ['--demo', folder, '--browser', '--no-open']), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  address = await printedAddress(host);
});

test.afterAll(async () => {
  host?.kill('SIGINT');
  await new Promise((resolve) => (host === undefined ? resolve(0) : host.once('exit', resolve)));
  rmSync(folder, { recursive: true, force: true });
});

function printedAddress(process_: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    process_.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    process_.once('exit', () => reject(new Error(`the host ended: ${said}`)));
  });
}

const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: new RegExp(`^${name}`) });
const nothingForAxe = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('a whole month on the real store: import, match, review, mismatches, lists, outcomes', async ({
  page,
}) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('September 2026');

  await page.getByRole('button', { name: 'October 2026' }).click();
  await page.getByRole('button', { name: 'Import extracts…' }).click();
  const sources = page.getByRole('region', { name: 'Imported files' });
  await expect(sources).toContainText('CalWORKs workers', { timeout: 180_000 });
  await nothingForAxe(page);

  await page.getByRole('button', { name: 'Run match' }).click();
  await expect(
    page.getByText(/near match(es)? to review\.|mismatch(es)? to resolve\.|Everything is decided/),
  ).toBeVisible({ timeout: 240_000 });
  await nothingForAxe(page);

  await place(page, 'Review').click();
  const waiting = page.getByRole('grid', { name: /near matches/ });
  await expect(waiting).toBeVisible();
  await nothingForAxe(page);
  expect(await decideAll(page)).toBeGreaterThan(3);

  await place(page, 'Mismatches').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Resolve mismatches');
  await nothingForAxe(page);

  await place(page, 'Lists').click();
  await page.getByRole('button', { name: /^Prepare/ }).click();
  await expect(page.getByText('Draft, not for use')).toBeVisible({ timeout: 180_000 });
  await page.getByRole('button', { name: 'Write XLSX' }).click();
  await expect
    .poll(() =>
      readdirSync(join(folder, 'project', 'exports')).filter(
        (name) => name.includes('2026-10') && name.endsWith('.xlsx'),
      ),
    )
    .toHaveLength(1);
  await nothingForAxe(page);

  await place(page, 'Outcomes').click();
  await expect(
    page.getByRole('heading', { name: /of children with an open child welfare case/ }),
  ).toBeVisible();
  await nothingForAxe(page);
});

/** Decides all that waits as different people, with a reason where one is asked for, by keyboard alone. */
async function decideAll(page: Page): Promise<number> {
  const status = page.getByRole('contentinfo');
  const decided = async () => Number(/(\d+) of \d+ decided/.exec(await status.innerText())?.[1]);
  const waiting = async () =>
    Number(/^Review\D*(\d+)?/.exec(await place(page, 'Review').innerText())?.[1] ?? 0);
  let done = 0;
  while ((await waiting()) > 0) {
    const before = await decided();
    await page.keyboard.press('x');
    const reason = page.getByRole('group', { name: /a reason is needed/ });
    await expect(async () => {
      if (await reason.isVisible()) await page.keyboard.press('7');
      expect(await decided()).toBe(before + 1);
    }).toPass({ timeout: 10_000 });
    done += 1;
  }
  return done;
}

test('locked, it shows nothing; the passphrase opens it, a wrong one says so', async ({ page }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /lock/i }).click();
  const passphrase = page.getByRole('textbox', { name: 'Passphrase' });
  await expect(passphrase).toBeVisible();
  await passphrase.fill('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That passphrase does not open this store.')).toBeVisible();
  await expect(async () => {
    await passphrase.fill('demo county');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/2026/, { timeout: 4_000 });
  }).toPass({ timeout: 30_000 });
});
