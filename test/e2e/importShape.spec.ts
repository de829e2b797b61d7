import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const axe = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`,
  );
const starts = (page: Page) =>
  page
    .getByRole('region', { name: 'Columns of the ruler' })
    .getByRole('spinbutton')
    .evaluateAll((inputs) => inputs.map((input) => Number((input as HTMLInputElement).value)));

async function openRuler(page: Page): Promise<void> {
  await button(page, 'Choose a folder…').click();
  await button(page, 'Place columns of bo-referrals-2026-10.txt').click();
  await expect(page.getByRole('slider', { name: 'Mark on the ruler' })).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`SLO-6: fixed columns by keyboard alone, ${colorScheme}: placed, moved, removed, named, used`, async ({
    page,
    openWindow,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWindow({}, '/import');
    await button(page, 'Choose a folder…').focus();
    await page.keyboard.press('Enter');
    await button(page, 'Place columns of bo-referrals-2026-10.txt').focus();
    await page.keyboard.press('Enter');
    const mark = page.getByRole('slider', { name: 'Mark on the ruler' });
    expect(await axe(page)).toEqual([]);
    await button(page, 'Place by blanks').focus();
    await page.keyboard.press('Enter');
    expect(await starts(page)).toEqual([]);
    // Remove all lies between the suggestion and the ruler
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(mark).toBeFocused();
    for (let step = 0; step < 11; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(mark).toHaveAttribute('aria-valuetext', 'Character 12, boundary: Column 1 begins here');
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await starts(page)).toEqual([12, 20]);
    for (let step = 0; step < 7; step++) await page.keyboard.press('Shift+ArrowRight');
    expect(await starts(page)).toEqual([12, 27]);
    await page.keyboard.press('Control+ArrowLeft');
    await expect(mark).toHaveAttribute('aria-valuenow', '12');
    await page.keyboard.press('Delete');
    expect(await starts(page)).toEqual([27]);
    const name = page.getByRole('textbox', { name: 'Name of column 2' });
    await name.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('CLIENT_ID');
    await expect(page.getByText('Two columns are named CLIENT_ID.')).toBeVisible();
    await page.keyboard.type('_2');
    await button(page, 'Use these columns').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Files' })).toContainText(
      'bo-referrals-2026-10.txtFits',
    );
  });
}

test('SLO-6: fixed columns by mouse: a click places, a drag moves, a double click removes', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/import');
  await openRuler(page);
  const field = (await page.locator('.ruler-scale').boundingBox())!;
  const at = (character: number) => field.x + ((character - 1) / 80) * field.width;
  expect(await starts(page)).toEqual([12, 27, 38, 46, 49, 59, 71]);
  await page.mouse.click(at(20), field.y + 10);
  expect(await starts(page)).toEqual([12, 20, 27, 38, 46, 49, 59, 71]);
  await page.mouse.move(at(20), field.y + 90);
  await page.mouse.down();
  await page.mouse.move(at(23), field.y + 90, { steps: 4 });
  await page.mouse.up();
  expect(await starts(page)).toEqual([12, 23, 27, 38, 46, 49, 59, 71]);
  await page.mouse.dblclick(at(23), field.y + 90);
  expect(await starts(page)).toEqual([12, 27, 38, 46, 49, 59, 71]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`SLO-6: code lists, ${colorScheme}: what is in no list is suggested, dated and used`, async ({
    page,
    openWindow,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWindow({}, '/import');
    await button(page, 'Choose a folder…').click();
    await button(page, '3 Columns').click();
    await button(page, /north-office-list/).click();
    await page.getByText('Code lists', { exact: true }).click();
    await expect(page.getByText('1,186 rows in no list')).toBeVisible();
    await expect(page.getByText('suggested: as usual (ISO/IEC 5218)')).toHaveCount(2);
    await button(page, /What 7 becomes/).click();
    await page.getByRole('option', { name: 'not recorded' }).click();
    await button(page, 'Always; name the days of 7').click();
    await page.getByLabel('First day of 7').fill('2026-11-01');
    await button(page, 'Other days for 7').click();
    expect(await axe(page)).toEqual([]);
    await button(page, 'Use this code list').click();
    await expect(page.getByText('The codes of Sex are taken over.')).toBeVisible();
    await button(page, /SSN.*usual ones and 1 number/).press('Enter');
    await button(page, 'Add a number').press('Enter');
    await page.getByLabel('Value of line 2').fill('909-00-4321');
    expect(await axe(page)).toEqual([]);
    await button(page, 'Use this code list').press('Enter');
    await expect(page.getByText('The placeholders of SSN are taken over.')).toBeVisible();
  });
}

test('last month’s mapping is one press away', async ({ page, openWindow }) => {
  await openWindow({}, '/import');
  await button(page, 'Choose a folder…').click();
  await button(page, 'Map columns of north-office-list.xlsx').click();
  await expect(page.getByText('Required and not mapped: CWIN')).toBeVisible();
  await button(page, 'Use last month’s mapping').click();
  await expect(page.getByText('Required and not mapped')).toHaveCount(0);
  await expect(
    page.getByText('Taken over from north office list, version 2, with its code lists.'),
  ).toBeVisible();
});

test('a preparation that was left is taken up in its month and step, or begun anew', async ({
  page,
  openWindow,
}) => {
  await openWindow({ held: true }, '/import');
  await expect(page.getByText('An import of November 2026 is prepared up to step Columns.')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await button(page, 'Go on with it').click();
  await expect(button(page, '3 Columns')).toHaveAttribute('aria-current', 'step');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Import');
  await expect(page.getByText('November 2026', { exact: true }).first()).toBeVisible();
});

test('profiles of the project are written as files to pass on', async ({ page, openWindow }) => {
  await openWindow({}, '/import');
  await page.getByRole('radio', { name: 'Profiles' }).click();
  await button(page, 'Save as a file: Business Objects referrals').click();
  await expect(page.getByText(/county-bo-referrals-v2\.profile\.json was written/)).toBeVisible();
  expect(await axe(page)).toEqual([]);
});

test('at 200 % ruler and code lists stay within the width', async ({ page, openWindow }) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await openWindow({}, '/import');
  await openRuler(page);
  const overflow = () => page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await button(page, '3 Columns').click();
  await page.getByText('Code lists', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Code list of Sex' })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
