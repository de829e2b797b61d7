import { expect, test } from './fixtures.ts';

const places = [
  { title: 'October 2026', path: '/', letter: 't' },
  { title: 'Import', path: '/import', letter: 'i' },
  { title: 'Review near matches', path: '/review', letter: 'r' },
  { title: 'Resolve mismatches', path: '/mismatches', letter: 'm' },
  { title: 'Persons', path: '/persons', letter: 'p' },
  { title: 'Lists', path: '/lists', letter: 'l' },
  { title: 'Outcomes', path: '/outcomes', letter: 'o' },
];

test('the places are reached by mouse, by Alt and number, and by g and letter; focus goes to the title', async ({
  page,
  openWindow,
}) => {
  await openWindow();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('October 2026');
  for (const link of await page.getByRole('navigation', { name: 'Places' }).getByRole('link').all()) {
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }
  for (const [index, place] of places.entries()) {
    await page.keyboard.press(`Alt+${index + 1}`);
    await expect(title).toHaveText(place.title);
    await expect(title).toBeFocused();
  }
  for (const place of places) {
    await page.keyboard.press('g');
    await page.keyboard.press(place.letter);
    await expect(title).toHaveText(place.title);
  }
});

test('g and m goes to Mismatches and decides nothing', async ({ page, openWindow }) => {
  await openWindow({}, '/review');
  await expect(page.getByRole('grid', { name: 'Comparison' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Resolve mismatches');
  await expect(page.getByRole('contentinfo')).toContainText('Every change is saved at once');
});

test('the rail counts work that waits, the top bar says the month, its fiscal labels and both as-of dates', async ({
  page,
  openWindow,
}) => {
  await openWindow();
  await expect(page.getByRole('link', { name: /Review 412 to review/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Mismatches 37 to resolve/ })).toBeVisible();
  const top = page.getByRole('banner');
  await expect(top).toContainText('October 2026');
  await expect(top).toContainText('SFY 26-27 Q2 · FFY 26-27 Q1');
  await expect(top).toContainText('as of 31 Oct');
  await expect(top).toContainText('as of 2 Nov');
});

test('the month switcher governs the screens and ends one month after the newest data', async ({
  page,
  openWindow,
}) => {
  await openWindow();
  const title = page.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: 'September 2026' }).click();
  await expect(title).toHaveText('September 2026');
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(title).toHaveText('November 2026');
  await expect(page.getByText('Import the extracts of November 2026.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'No later month' })).toBeDisabled();
});

test('the skip link leads to the content and does not change the place', async ({ page, openWindow }) => {
  await openWindow({}, '/lists');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lists');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lists');
});

test('? opens the key sheet; single letters can be switched off', async ({ page, openWindow }) => {
  await openWindow();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Different people');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByText('Single-letter keys').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('October 2026');
});

test('a match shows its progress, can be cancelled, and says how it ended', async ({ page, openWindow }) => {
  await openWindow();
  await page.getByRole('button', { name: 'Run match again' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('was cancelled. The store is as it was before.')).toBeVisible();
  await page.getByRole('button', { name: 'Import extracts…' }).click();
  await expect(page.getByText('Import of October 2026 is finished.')).toBeVisible();
  await page.getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByText('Import of October 2026 is finished.')).toHaveCount(0);
});

test('locking hides everything; a wrong passphrase says so; the right one opens', async ({
  page,
  openWindow,
}) => {
  await openWindow();
  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(page.getByText('The store is locked.')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.getByLabel('Passphrase', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toContainText('does not open this store');
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('');
  await page.getByLabel('Passphrase', { exact: true }).fill('made up people only');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
});

test('without a session the page says so and shows nothing', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByRole('alert')).toContainText('opened without its session');
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('the theme follows the system and can be chosen', async ({ page, openWindow }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openWindow();
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const dark = await ground();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByText('Light', { exact: true }).click();
  expect(await ground()).not.toBe(dark);
});
