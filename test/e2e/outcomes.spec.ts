import { expect, test } from './fixtures.ts';

test('OCM-5: the chart states its finding, is read point by point, and is a table one key away', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/outcomes');
  await expect(
    page.getByRole('heading', { level: 2, name: /% of children in open child welfare cases/ }),
  ).toBeVisible();
  const reading = page.getByRole('figure').getByRole('status');
  await expect(reading).toContainText('October 2026: ');
  await expect(reading).toContainText('(partial month)');
  await page.getByRole('application').focus();
  await page.keyboard.press('Home');
  await expect(reading).toContainText('January 2026: ');
  await page.keyboard.press('t');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(11);
});

test('a suppressed month breaks the chart, says so, and is never a zero', async ({ page, openWindow }) => {
  await openWindow({}, '/outcomes');
  await expect(page.getByText('Confidential: internal version')).toBeVisible();
  await page.getByText('Release', { exact: true }).click();
  await expect(page.getByText('Confidential: internal version')).toHaveCount(0);
  await expect(page.getByRole('application').getByText('suppressed')).toBeVisible();
  await page.keyboard.press('t');
  await expect(
    page
      .getByRole('row', { name: /April 2026/ })
      .getByRole('cell')
      .nth(2),
  ).toHaveText('M');
});
