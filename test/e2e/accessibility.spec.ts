import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

const places = ['/', '/import', '/review', '/mismatches', '/persons', '/lists', '/outcomes'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const place of places) {
    test(`axe finds nothing at ${place}, ${colorScheme}`, async ({ page, openWindow }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await openWindow({}, place);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.skeleton, .skeleton-line')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
    });
  }
  test(`axe finds nothing in what opens over the screens, ${colorScheme}`, async ({ page, openWindow }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWindow({}, '/');
    for (const [open, close] of [
      [/^View$/, 'Escape'],
      [/findings of cws-clients/, 'Escape'],
    ] as const) {
      await page.getByRole('button', { name: open }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
      await page.keyboard.press(close);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}

test('at 200 % nothing is cut off sideways and the rail folds to icons that name themselves', async ({
  page,
  openWindow,
}) => {
  await page.setViewportSize({ width: 640, height: 360 });
  for (const place of places) {
    await openWindow({}, place);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.skeleton, .skeleton-line')).toHaveCount(0);
    const overflow = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(overflow, `sideways scrolling at ${place}`).toBeLessThanOrEqual(0);
  }
  const link = page.getByRole('link', { name: /Review/ });
  await link.focus();
  await expect(page.getByText('Review', { exact: true })).toBeInViewport();
});

test('forced colours keep every mark and the chosen row visible', async ({ page, openWindow }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openWindow({}, '/review');
  await expect(page.getByRole('grid', { name: 'Comparison' })).toBeVisible();
  const outline = await page
    .locator('.grid-row.is-chosen')
    .evaluate((row) => getComputedStyle(row).outlineStyle);
  expect(outline).toBe('solid');
});
