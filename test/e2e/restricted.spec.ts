import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`SCC-13: the restricted queue is opened on purpose, by keyboard, and closed again, ${colorScheme}`, async ({
    page,
    openWindow,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWindow({}, '/');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.keyboard.press('Alt+8');
    await expect(page.getByText(/The restricted queue is closed: 9 pairs/)).toBeVisible();
    await expect(page.getByRole('grid')).toHaveCount(0);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Open restricted queue' }).press('Enter');
    await expect(page.getByText('Restricted queue open, noted in the audit log')).toBeVisible();
    const queue = page.getByRole('grid', { name: /restricted pairs/ });
    await expect(queue).toHaveAttribute('aria-rowcount', '10');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await queue.focus();
    await page.keyboard.press('m');
    await expect(page.locator('.status-spoken')).toContainText('Saved: same person. 3 of 11 decided.');
    await page.getByRole('button', { name: 'Close restricted queue' }).press('Enter');
    await expect(page.getByText(/The restricted queue is closed: 8 pairs/)).toBeVisible();
    await expect(page.getByRole('grid')).toHaveCount(0);
  });
}
