/**
 * Pictures of every screen: light and dark, 1280×720 and 200 %, full, empty, loading and failed.
 *
 *   gallery.ts                 the made-up project, into build/gallery/
 *   gallery.ts URL             a running host (its printed address), full state only, into build/gallery/host/
 *   gallery.ts --only review   only pictures whose name contains the word
 *   gallery.ts URL --readme    also the two pictures of the README, into build/readme/
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import type { Scenario } from '../renderer/api/fake/scenario.ts';
import { madeUpEngine, playing } from './madeUpEngine.ts';
import { startWindowServer } from './windowServer.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, readme: { type: 'boolean', default: false } },
});
const host = positionals[0];

const folder = (name: string): string => {
  const path = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  mkdirSync(path, { recursive: true });
  return path;
};

const sizes = [
  { name: '1280', viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 },
  { name: '200pc', viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
] as const;
const themes = ['light', 'dark'] as const;
/** Pages at once. */
const LANES = 4;
/** For what follows an answer: charts laid out, focus moved, dialogs opened. */
const SETTLE_MS = 300;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly scenario?: Partial<Scenario>;
  /** What is done on the screen before the picture. */
  readonly act?: (page: Page) => Promise<void>;
}

const screens = [
  { name: 'month', path: '#/' },
  { name: 'import', path: '#/import' },
  { name: 'review', path: '#/review' },
  { name: 'mismatches', path: '#/mismatches' },
  { name: 'persons', path: '#/persons' },
  { name: 'lists', path: '#/lists' },
  { name: 'outcomes', path: '#/outcomes' },
  { name: 'restricted', path: '#/restricted' },
] as const;

const readings = [
  'month.overview',
  'intake.',
  'profiles.',
  'quality.',
  'persons.',
  'review.',
  'mismatches.',
  'restricted.',
  'lists.',
  'outcomes.',
];
const nothing = { empty: true, nearMatches: 0, mismatches: 0, decided: 0, listState: 'none' } as const;

const full: readonly Shot[] = [
  ...screens.map((screen) => ({ ...screen, name: `${screen.name}-full` })),
  { name: 'import-files', path: '#/import', act: (page) => importStep(page) },
  { name: 'import-shape', path: '#/import', act: (page) => importStep(page, '2 Shape') },
  { name: 'import-columns', path: '#/import', act: (page) => importStep(page, '3 Columns') },
  { name: 'import-ruler', path: '#/import', act: (page) => importStep(page, '2 Shape', /bo-referrals/) },
  { name: 'import-codes', path: '#/import', act: codeLists },
  {
    name: 'import-placeholders',
    path: '#/import',
    act: async (page: Page) => {
      await codeLists(page);
      await page.getByRole('button', { name: /SSN.*usual/ }).click();
    },
  },
  {
    name: 'import-profiles',
    path: '#/import',
    act: (page) => page.getByText('Profiles', { exact: true }).click(),
  },
  { name: 'import-held', path: '#/import', scenario: { held: true } },
  { name: 'import-rows', path: '#/import', act: rowsBehind },
  { name: 'import-check', path: '#/import', act: checkFiles },
  {
    name: 'import-confirm',
    path: '#/import',
    act: async (page) => {
      await checkFiles(page);
      await page.getByRole('button', { name: '5 Confirm' }).click();
    },
  },
  {
    name: 'import-quality',
    path: '#/import',
    act: (page) => page.getByText('Data quality', { exact: true }).click(),
  },
  {
    name: 'import-quality-rows',
    path: '#/import',
    act: async (page: Page) => {
      await page.getByText('Data quality', { exact: true }).click();
      await page.getByRole('button', { name: /invalid values of SSN/ }).click();
      await page.getByText('Rows of the file', { exact: true }).click();
    },
  },
  { name: 'persons-found', path: '#/persons', act: findPerson },
  {
    name: 'restricted-open',
    path: '#/restricted',
    act: (page) => page.getByRole('button', { name: 'Open restricted queue' }).click(),
  },
  { name: 'review-decided', path: '#/review', act: decideTwo },
  {
    name: 'review-score',
    path: '#/review',
    act: async (page) => {
      await page.keyboard.press('s');
      await page.locator('.score').scrollIntoViewIfNeeded();
    },
  },
  { name: 'review-reason', path: '#/review', act: (page) => page.keyboard.press('h') },
  { name: 'lists-reasons', path: '#/lists', act: openRow },
  {
    name: 'lists-publish',
    path: '#/lists',
    act: (page) => page.getByRole('button', { name: /^Publish/ }).click(),
  },
  {
    name: 'outcomes-release',
    path: '#/outcomes',
    act: (page) => page.getByText('Release', { exact: true }).click(),
  },
  { name: 'lists-known', path: '#/lists', act: lookBack },
  {
    name: 'lists-known-day',
    path: '#/lists',
    act: async (page: Page) => {
      await lookBack(page);
      await page.getByLabel('As of', { exact: true }).fill('2026-10-15');
      await page.getByRole('button', { name: 'Write XLSX' }).click();
    },
  },
  {
    name: 'persons-known',
    path: '#/persons',
    act: async (page) => {
      await findPerson(page);
      await lookBack(page);
    },
  },
  {
    name: 'persons-changes',
    path: '#/persons',
    act: async (page) => {
      await findPerson(page);
      await page.getByRole('button', { name: /^Undo:/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'persons-merge',
    path: '#/persons',
    act: async (page) => {
      await findPerson(page);
      await page.getByRole('button', { name: /^Merge with another/ }).click();
      await page.getByRole('textbox', { name: /^Id of/ }).fill('P-000159');
      await page.getByText(/^P-000159:/).waitFor();
    },
  },
  { name: 'outcomes-table', path: '#/outcomes', act: (page) => page.keyboard.press('t') },
  { name: 'keys', path: '#/review', act: (page) => page.keyboard.press('?') },
  {
    name: 'findings',
    path: '#/',
    act: (page) => page.getByRole('button', { name: /findings of cws-clients/ }).click(),
  },
];

const states: readonly Shot[] = [
  ...screens.map((screen) => ({ ...screen, name: `${screen.name}-empty`, scenario: nothing })),
  ...screens.map((screen) => ({ ...screen, name: `${screen.name}-loading`, scenario: { silent: readings } })),
  ...screens.map((screen) => ({ ...screen, name: `${screen.name}-error`, scenario: { failing: readings } })),
  { name: 'review-done', path: '#/review', scenario: { nearMatches: 0 } },
  { name: 'outcomes-years', path: '#/outcomes', scenario: { points: 36 } },
  { name: 'unlock', path: '#/', scenario: { locked: true } },
  { name: 'start-failure', path: '#/', scenario: { failing: ['project.'] } },
  { name: 'job', path: '#/', act: (page) => page.getByRole('button', { name: /^Run match/ }).click() },
];

async function importStep(page: Page, step?: string, file?: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  if (step !== undefined) await page.getByRole('button', { name: step }).click();
  if (file !== undefined) await page.getByRole('navigation', { name: 'Files' }).getByText(file).click();
}

async function codeLists(page: Page): Promise<void> {
  await importStep(page, '3 Columns', /north-office-list/);
  await page.getByText('Code lists', { exact: true }).click();
}

/** The rows behind a count, as they stand in the file. */
async function rowsBehind(page: Page): Promise<void> {
  await checkFiles(page);
  await page.getByRole('button', { name: /invalid values of SSN in CWS clients/ }).click();
  await page.getByText('Rows of the file', { exact: true }).click();
}

/** Leaves out what does not fit and checks the others. */
async function checkFiles(page: Page): Promise<void> {
  await importStep(page);
  await page.getByRole('checkbox', { name: 'wtw-status-2026-10.csv' }).uncheck();
  await page.getByRole('checkbox', { name: 'north-office-list.xlsx' }).uncheck();
  await page.getByRole('checkbox', { name: 'bo-referrals-2026-10.txt' }).uncheck();
  await page.getByRole('button', { name: '4 Check' }).click();
  await page.getByRole('button', { name: /^Check 5 files/ }).click();
  await page.getByRole('heading', { name: /CWS clients/ }).waitFor();
}

async function findPerson(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('Garcia Maria');
  await page.getByRole('grid', { name: 'People found' }).focus();
  await page.keyboard.press('Enter');
}

async function decideTwo(page: Page): Promise<void> {
  await page.keyboard.press('m');
  await page.waitForTimeout(SETTLE_MS);
  await page.keyboard.press('m');
  await page.waitForTimeout(SETTLE_MS);
  await page.keyboard.press('k');
}

async function openRow(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Looks back at the day on which the list was published. */
async function lookBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'As known' }).click();
  await page.getByRole('option', { name: /published, version 1/ }).click();
}

async function take(
  browser: Browser,
  url: string,
  shot: Shot,
  engine: string | null,
  theme: (typeof themes)[number],
  size: (typeof sizes)[number],
  into: string,
): Promise<void> {
  const context = await browser.newContext({
    viewport: size.viewport,
    deviceScaleFactor: size.deviceScaleFactor,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? trouble.push(message.text()) : undefined));
  if (engine !== null) await page.addInitScript({ content: playing(engine, shot.scenario ?? {}) });
  // A host's address carries its token, which is used up by the first page: the route follows once that is read.
  await page.goto(engine === null ? url : `${url}${shot.path}`);
  if (engine === null) {
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    await page.evaluate((path) => {
      window.location.hash = path;
    }, shot.path);
  }
  const loading = shot.scenario?.silent !== undefined;
  await page.locator('.screen, .gate').first().waitFor();
  if (!loading)
    await page.waitForFunction(() => document.querySelector('.skeleton, .skeleton-line') === null);
  await page.waitForTimeout(SETTLE_MS);
  if (shot.act !== undefined) {
    await shot.act(page);
    await page.waitForTimeout(SETTLE_MS);
  }
  await page.screenshot({ path: `${into}${shot.name}.${theme}.${size.name}.png` });
  await context.close();
  if (trouble.length > 0)
    process.stderr.write(`${shot.name} ${theme} ${size.name}: ${trouble.join(' | ')}\n`);
}

/** Works through the tasks, a few at a time. */
async function inLanes<Task>(tasks: readonly Task[], work: (task: Task) => Promise<void>): Promise<void> {
  const rest = tasks.values();
  const lane = async (): Promise<void> => {
    for (const task of rest) await work(task);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--force-color-profile=srgb'],
});
if (host === undefined) {
  const engine = await madeUpEngine();
  const server = await startWindowServer();
  const into = folder('gallery');
  const tasks = [...full, ...states]
    .filter((each) => each.name.includes(values.only))
    .flatMap((shot) => themes.flatMap((theme) => sizes.map((size) => ({ shot, theme, size }))));
  await inLanes(tasks, ({ shot, theme, size }) => take(browser, server.url, shot, engine, theme, size, into));
  server.close();
} else {
  const into = folder('gallery/host');
  for (const shot of full.slice(0, screens.length).filter((each) => each.name.includes(values.only))) {
    for (const theme of themes) {
      for (const size of sizes) await take(browser, host, shot, null, theme, size, into);
    }
  }
  if (values.readme) {
    const readme = folder('readme');
    for (const shot of full.filter((each) => /^(month|review)-full$/.test(each.name))) {
      await take(browser, host, shot, null, 'light', sizes[0], readme);
    }
  }
}
await browser.close();
