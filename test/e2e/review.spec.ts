import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const queue = (page: Page) => page.getByRole('grid', { name: /near matches/ });
const compare = (page: Page) => page.getByRole('grid', { name: 'Comparison' });
const status = (page: Page) => page.getByRole('contentinfo');
const rowOf = (page: Page, index: number) => queue(page).locator(`[data-index="${index}"]`);

test('a decision is one key: saved, counted, announced; the row stays and the next comes', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/review');
  await expect(compare(page)).toBeVisible();
  const second = await rowOf(page, 1).innerText();
  await page.keyboard.press('m');
  await expect(status(page)).toContainText('Saved: same person. 769 of 1,180 decided.');
  await expect(rowOf(page, 0).getByRole('img', { name: 'Same person' })).toBeVisible();
  await expect(rowOf(page, 1)).toHaveAttribute('aria-selected', 'true');
  expect(await rowOf(page, 1).innerText()).toBe(second);
  await expect(page.getByRole('link', { name: /Review 411 to review/ })).toBeVisible();
});

test('undo brings the pair back to the eye, redo repeats the decision', async ({ page, openWindow }) => {
  await openWindow({}, '/review');
  await expect(compare(page)).toBeVisible();
  await page.keyboard.press('m');
  await expect(rowOf(page, 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toContainText('Undone.');
  await expect(rowOf(page, 0)).toHaveAttribute('aria-selected', 'true');
  await expect(rowOf(page, 0).getByRole('img', { name: 'To do' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(rowOf(page, 0).getByRole('img', { name: 'Same person' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toContainText('Nothing to undo.');
});

test('Hold asks for a reason, which is one digit; Escape leaves the pair undecided', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/review');
  await expect(compare(page)).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByRole('group', { name: 'Hold: a reason is needed' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 0).getByRole('img', { name: 'To do' })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.press('9');
  await expect(status(page)).toContainText('Saved: hold.');
  await page.keyboard.press('k');
  await expect(page.getByRole('complementary', { name: 'Context' })).toContainText('Worker has to be asked');
});

test('the score is hidden until the pair is decided or it is asked for', async ({ page, openWindow }) => {
  await openWindow({}, '/review');
  await expect(page.getByText('The score is hidden until the pair is decided.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Score' })).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.getByRole('region', { name: 'Score' })).toContainText('match weight');
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: 'Score' })).toHaveCount(0);
  await page.keyboard.press('m');
  await page.keyboard.press('k');
  await expect(page.getByRole('region', { name: 'Score' })).toBeVisible();
});

test('Space opens a masked field only while held, Shift and Space until the pair is left', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/review');
  await compare(page).focus();
  const ssn = compare(page).getByRole('row', { name: /^SSN/ });
  await expect(ssn).toContainText('*');
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowDown');
  await page.keyboard.down('Space');
  await expect(ssn).toContainText('900-');
  await page.keyboard.up('Space');
  await expect(ssn).not.toContainText('900-');
  await page.keyboard.press('Shift+Space');
  await expect(ssn).toContainText('900-');
  await expect(status(page)).toContainText('2 identifiers opened this session');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(ssn).not.toContainText('900-');
});

test('a note is kept while other pairs are looked at, and letters typed into it decide nothing', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/review');
  await expect(compare(page)).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('mhx');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.getByLabel('Note')).toHaveValue('');
  await page.keyboard.press('k');
  await expect(page.getByLabel('Note')).toHaveValue('mhx');
  await expect(status(page)).toContainText('Every change is saved at once');
});

test('filters are shown and can be taken back; none left says how many are hidden', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/review');
  await page.keyboard.press('/');
  await page.getByPlaceholder('Name begins with').fill('zzz');
  await expect(page.getByText('0 of 1,180 shown.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(queue(page)).toHaveAttribute('aria-rowcount', '413');
  await page.getByRole('radio', { name: /^Hold/ }).click();
  await expect(queue(page)).toHaveAttribute('aria-rowcount', '155');
});

test('filter, row and place in the queue are as they were on coming back', async ({ page, openWindow }) => {
  await openWindow({}, '/review');
  await queue(page).focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  const chosen = queue(page).locator('[aria-selected="true"]');
  const before = await chosen.innerText();
  await page.keyboard.press('Alt+6');
  await page.keyboard.press('Alt+3');
  await expect(chosen).toBeInViewport();
  expect(await chosen.innerText()).toBe(before);
});

test('a mismatch ends in one of five ways, each with its effect in words', async ({ page, openWindow }) => {
  await openWindow({}, '/mismatches');
  const outcomes = page.getByRole('group', { name: 'Outcome' });
  await expect(outcomes.getByRole('button', { name: /Different people, shared key/ })).toContainText(
    'Breaks the link',
  );
  await page.keyboard.press('2');
  await expect(status(page)).toContainText('Saved: different people. 15 of 51 decided.');
  await page
    .getByRole('group', { name: 'Kinds' })
    .getByRole('button', { name: /One SSN/ })
    .click();
  await expect(page.getByRole('button', { name: 'One SSN, two people ✕' })).toBeVisible();
});

test('a refused decision says so and changes nothing', async ({ page, openWindow }) => {
  await openWindow({ failing: ['review.decide'] }, '/review');
  await expect(compare(page)).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('alert')).toContainText('The decision was not saved.');
  await expect(rowOf(page, 0).getByRole('img', { name: 'To do' })).toBeVisible();
});
