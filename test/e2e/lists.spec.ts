import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const table = (page: Page) => page.getByRole('grid', { name: /Mutual clients/ });

test('rows are sorted and filtered by the engine, and sorting is said to assistive technology', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/lists');
  await expect(table(page)).toHaveAttribute('aria-rowcount', '1483');
  await table(page).getByRole('columnheader', { name: 'Parent' }).click();
  await expect(table(page).getByRole('columnheader', { name: 'Parent' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const first = table(page).locator('[data-index="0"]');
  const ascending = await first.innerText();
  await table(page).getByRole('columnheader', { name: 'Parent' }).click();
  await expect(table(page).getByRole('columnheader', { name: 'Parent' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  expect(await first.innerText()).not.toBe(ascending);
  await page.getByRole('radio', { name: /^Ended/ }).click();
  await expect(table(page).locator('[data-index="0"]')).toContainText('Ended');
});

test('arrows go cell by cell; Ctrl+C copies the cell as shown, masked; Enter says why the row is there', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/lists');
  await table(page).focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const copied = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'copy',
          (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''),
          {
            once: true,
          },
        );
        document.execCommand('copy');
      }),
  );
  expect(copied).toMatch(/^\*\*\*-\*\*-\d{4}$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Why this row is on the list' })).toContainText(
    'court family maintenance plan',
  );
});

test('a column is widened from the keyboard and keeps its width for the session', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/lists');
  await table(page).focus();
  const width = async (): Promise<number> =>
    (await table(page).getByRole('columnheader', { name: 'Change' }).boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await width()).toBe(before + 32);
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+6');
  await expect(table(page)).toBeVisible();
  expect(await width()).toBe(before + 32);
});

test('publishing with open questions has to accept them', async ({ page, openWindow }) => {
  await openWindow({}, '/lists');
  await expect(page.getByText('Draft, not for use')).toBeVisible();
  await page.getByRole('button', { name: 'Publish October list' }).click();
  const box = page.getByRole('dialog');
  await expect(box.getByRole('button', { name: 'Publish October list' })).toBeDisabled();
  await box.getByRole('checkbox').check();
  await box.getByRole('button', { name: 'Publish October list' }).click();
  await expect(page.getByText(/^Published 5 Nov 2026/)).toBeVisible();
  await expect(page.getByText('Draft, not for use')).toHaveCount(0);
  await page.getByRole('button', { name: 'Write CSV' }).click();
  await expect(page.getByText('mutual-clients-la-2026-10-v1.csv', { exact: true })).toBeVisible();
});

test('LA-2: the list as known on its day of publication, by keyboard, is marked and changes nothing', async ({
  page,
  openWindow,
}) => {
  await openWindow({ listState: 'published' }, '/lists');
  await page.getByRole('button', { name: /As known/ }).press('Enter');
  await page.getByRole('option', { name: /LA-Mutual published, version 1/ }).press('Enter');
  await expect(page.getByText('This list as known on 5 Nov 2026, 15:30.')).toBeVisible();
  await expect(page.getByText('It is version 1 as published: 1,482 rows, all the same.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Publish|Prepare)/ })).toHaveCount(0);
  await expect(table(page)).toHaveAttribute('aria-rowcount', '1483');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Write XLSX' }).press('Enter');
  await expect(page.getByText(/-as-known-2026-11-05t\d{6}z\.xlsx$/)).toBeVisible();
  await page.getByRole('button', { name: 'Back to now' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Prepare again' })).toBeVisible();
  await expect(page.getByLabel('As of', { exact: true })).toHaveCount(0);
});

test('LA-2: the day that a list looked back at is as of is typed, and taken back', async ({
  page,
  openWindow,
}) => {
  await openWindow({ listState: 'published' }, '/lists');
  await page.getByRole('button', { name: /As known/ }).press('Enter');
  await page.getByRole('option', { name: /LA-Mutual published, version 1/ }).press('Enter');
  const day = page.getByLabel('As of', { exact: true });
  await expect(day).toHaveValue('2026-10-31');
  await day.focus();
  // digit by digit, as a date field takes them; a year half typed asks for nothing
  await page.keyboard.type('10152026');
  await expect(day).toHaveValue('2026-10-15');
  await expect(day).toBeFocused();
  await expect(page.getByText('No list of this day had been published by then.')).toBeVisible();
  await expect(page.getByText('15 Oct 2026', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Write CSV' }).press('Enter');
  await expect(page.getByText(/-as-known-2026-11-05t\d{6}z-as-of-2026-10-15\.csv$/)).toBeVisible();
  await page.getByRole('button', { name: 'The list’s own day' }).press('Enter');
  await expect(day).toHaveValue('2026-10-31');
});
