import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { createProject } from '../../src/app/project.ts';
import type { Api } from '../../src/app/contract/contract.ts';
import { webPreferences } from '../../electron/shell/window.ts';
import { binary, root } from './binary.ts';

declare const window: Window & { readonly linkdesk: Api };

const passphrase = 'a passphrase for tests only';
const canary = 'Zzyzxcanary';
const work = mkdtempSync(join(tmpdir(), 'linkdesk-e2e-'));
const project = join(work, 'project');
const userData = join(work, 'user-data');
let app: ElectronApplication;
let page: Page;

function launch(): Promise<ElectronApplication> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({
    executablePath: binary!,
    args: [root, `--project=${project}`, `--user-data-dir=${userData}`, ...asRoot],
  });
}

test.skip(binary === undefined, 'Electron is not on this machine');

test.beforeAll(async () => {
  await createProject(project, passphrase, {
    name: canary,
    county: 'Orange',
    synthetic: true,
    at: '2026-11-01T00:00:00.000Z',
  });
  app = await launch();
  page = await app.firstWindow();
});

test.afterAll(async () => {
  if (binary !== undefined) await app.close();
  rmSync(work, { recursive: true, force: true });
});

/** Process ids of the engine. */
const engines = (): Promise<number[]> =>
  app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter((process) => process.name === 'Linkdesk engine' || process.serviceName === 'Linkdesk engine')
      .map((process) => process.pid),
  );

const unlock = () =>
  page.evaluate((given) => window.linkdesk.call('project.unlock', { passphrase: given }), passphrase);

test('the window has the frozen preferences and the three functions', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [contents] = BrowserWindow.getAllWindows().map((shown) => shown.webContents);
    return (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ ...webPreferences });
  expect(await page.evaluate(() => Object.keys(window.linkdesk).sort())).toEqual([
    'call',
    'pickFolder',
    'subscribe',
  ]);
  expect(await page.evaluate(() => ['require' in window, 'process' in window, 'module' in window])).toEqual([
    false,
    false,
    false,
  ]);
});

test('nothing leads away from the page', async () => {
  for (const url of [
    'https://example.org/',
    'file:///etc/hosts',
    'data:text/html,x',
    'app://linkdesk/?next=app://x/',
  ]) {
    await page.evaluate((address) => {
      location.href = address;
    }, url);
    await page.waitForTimeout(100);
    expect(page.url()).toMatch(/^app:\/\/linkdesk\/(#.*)?$/);
  }
  expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('nothing reaches the network', async () => {
  const fetched = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(fetched).toBe('refused');
  const inMain = await app.evaluate(({ session }) =>
    session
      .fromPartition('linkdesk')
      .fetch('http://127.0.0.1:9/')
      .then(
        () => 'answered',
        () => 'refused',
      ),
  );
  expect(inMain).toBe('refused');
});

test('a lock ends the engine process, and every method answers LOCKED until the next unlock', async () => {
  expect(await unlock()).toMatchObject({ ok: true, value: { locked: false, name: canary } });
  const [before] = await engines();
  await page.evaluate(() => void window.linkdesk.call('project.lock', {}));
  await expect.poll(engines).not.toContain(before);
  await page.waitForLoadState();
  expect(await page.evaluate(() => window.linkdesk.call('jobs.list', {}))).toMatchObject({
    error: { code: 'LOCKED' },
  });
  expect(await unlock()).toMatchObject({ ok: true });
});

test('a dead engine is replaced by a locked one', async () => {
  const [before] = await engines();
  process.kill(before!, 'SIGKILL');
  await expect.poll(engines).not.toContain(before);
  await expect
    .poll(() => page.evaluate(() => window.linkdesk.call('project.state', {})))
    .toMatchObject({ ok: true, value: { locked: true } });
});

test('a second start gives way to the first', async () => {
  const second = await launch().catch(() => undefined);
  if (second !== undefined) await second.waitForEvent('close');
  expect(app.windows()).toHaveLength(1);
});

test('Chromium keeps nothing of what the window showed', async () => {
  await unlock();
  await page.evaluate((word) => {
    localStorage.setItem(word, word);
  }, canary);
  await app.close();
  const files = readdirSync(userData, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const holding = files.filter((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return bytes.includes(Buffer.from(canary, 'utf8')) || bytes.includes(Buffer.from(canary, 'utf16le'));
  });
  expect(holding.map((entry) => entry.name)).toEqual([]);
  app = await launch();
});
