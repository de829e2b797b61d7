import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const axe = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`,
  );

test('OCM-1: the wizard leads from a folder to the import; what does not fit holds it up until it is mended', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/import');
  await button(page, 'Choose a folder…').click();
  await expect(page.getByRole('row', { name: /wtw-status.*Columns changed/ })).toBeVisible();
  await expect(button(page, '4 Check')).toBeDisabled();
  expect(await axe(page)).toEqual([]);

  await button(page, 'Mend wtw-status-2026-10.csv').click();
  await expect(page.getByRole('region', { name: 'First rows of wtw-status-2026-10.csv' })).toContainText(
    '***-**-',
  );
  expect(await axe(page)).toEqual([]);
  await button(page, 'Mend the profile').click();
  await expect(button(page, 'Mend the profile')).toHaveCount(0);

  await button(page, '3 Columns').click();
  await button(page, /north-office-list/).click();
  await expect(page.getByText('Required and not mapped: CWIN')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await button(page, /Field of Person Number/).click();
  await page.getByRole('option', { name: /CWIN/ }).click();
  const words = page.getByRole('textbox', { name: /^Words read as blank/ });
  await expect(words).toHaveValue(/^NULL, .*N\/A/);
  await words.fill('NULL, ,  no date ');
  await button(page, 'Use this mapping').click();
  await expect(page.getByRole('navigation', { name: 'Files' })).toContainText('north-office-list.xlsxFits');
  await button(page, '1 Files').click();
  await button(page, '3 Columns').click();
  await expect(words).toHaveValue('NULL, no date');

  await button(page, '1 Files').click();
  await page.getByRole('checkbox', { name: 'bo-referrals-2026-10.txt' }).uncheck();
  await button(page, '4 Check').click();
  await button(page, 'Check 7 files').click();
  const unusual = page.getByRole('list', { name: 'What is unusual about CWS clients' });
  await expect(unusual).toContainText('12.7 % fewer than in September 2026');
  await expect(unusual).toContainText('The ages are others than in September 2026');
  await expect(page.getByText(/NULL read as blank in 312 cells of BIRTH_DT/)).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await unusual.getByRole('button', { name: 'Open the code lists' }).click();
  await expect(page.getByRole('region', { name: 'Code list of Sex' })).toBeVisible();
});

test('OCM-1: by keyboard alone from the folder through all five steps', async ({ page, openWindow }) => {
  test.slow();
  /** Goes by Tab to a button or field, as somebody without a mouse does. */
  const tabTo = async (role: 'button' | 'checkbox' | 'slider', name: string | RegExp, most = 90) => {
    const target = page.getByRole(role, { name });
    await expect(target).toBeEnabled();
    for (let step = 0; step < most; step++) {
      if (await target.evaluate((each) => each === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  const press = async (name: string | RegExp) => {
    await tabTo('button', name);
    await page.keyboard.press('Enter');
  };
  await openWindow({}, '/import');
  await press('Choose a folder…');
  await press('Mend wtw-status-2026-10.csv');
  await press('Mend the profile');
  await expect(button(page, 'Mend the profile')).toHaveCount(0);

  await press(/^bo-referrals/);
  await tabTo('slider', 'Mark on the ruler');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await press('Use these columns');
  await expect(page.getByRole('navigation', { name: 'Files' })).toContainText('bo-referrals-2026-10.txtFits');

  await press(/^north-office-list/);
  await press('3 Columns');
  await press(/Field of Person Number/);
  await page.keyboard.type('cwin');
  await page.keyboard.press('Enter');
  await press('Use this mapping');
  await expect(button(page, '4 Check')).toBeEnabled();

  await press('4 Check');
  await press('Check 8 files');
  await press(/invalid values of SSN in CWS clients/);
  await expect(page.getByRole('dialog', { name: /SSN in cws-clients/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await press('5 Confirm');
  await press('Import 8 files');
  await expect(page.getByRole('radio', { name: 'Imported' })).toBeChecked();
});

test('a count of the quality table opens its rows; leaving the screen keeps the wizard where it was', async ({
  page,
  openWindow,
}) => {
  await openWindow({ empty: true }, '/import');
  await button(page, 'Choose a folder…').click();
  await button(page, '4 Check').click();
  await button(page, 'Check 5 files').click();
  await button(page, /invalid values of SSN in CWS clients/).click();
  await expect(page.getByRole('dialog', { name: /SSN in cws-clients/ })).toContainText('8 digits');
  expect(await axe(page)).toEqual([]);
  await page.getByText('Rows of the file', { exact: true }).click();
  await expect(page.getByRole('region', { name: /^Rows of cws-clients/ })).toContainText('***-**-');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+2');
  await expect(button(page, '4 Check')).toHaveAttribute('aria-current', 'step');
  await button(page, '5 Confirm').click();
  await button(page, 'Import 5 files').click();
  await expect(button(page, 'Imported')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Imported' })).toBeChecked();
});

test('SLO-4: the data quality of the month; a person behind a count is one step away', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/import');
  await page.getByRole('radio', { name: 'Data quality' }).click();
  await expect(
    page.getByRole('row', { name: /Active CalWORKs persons in the index 9,473 of 9,481/ }),
  ).toBeVisible();
  expect(await axe(page)).toEqual([]);
  // a count that opens something stands under the plain ones
  for (const [table, column] of [
    ['Across records', 2],
    ['Fields of CWS clients', 6],
    ['Fields of CWS clients', 7],
  ] as const) {
    const ends = await page
      .getByRole('region', { name: table })
      .locator(`tbody tr > :nth-child(${column})`)
      .evaluateAll((cells) =>
        cells.map((cell) => {
          const range = document.createRange();
          let last: Node = cell;
          while (last.lastChild !== null) last = last.lastChild;
          range.selectNodeContents(last);
          return Math.round(range.getBoundingClientRect().right);
        }),
      );
    expect(ends.length).toBeGreaterThan(3);
    expect([table, column, new Set(ends).size]).toEqual([table, column, 1]);
  }
  await button(page, /invalid values of SSN/).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('8 digits');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('radio', { name: 'Rows of the file' }).press('Space');
  await expect(page.getByRole('region', { name: /^Rows: SSN in cws-clients/ })).toContainText('***-**-');
  await expect(page.getByRole('dialog')).toContainText('3 rows were rejected');
  await expect(page.getByRole('dialog')).toContainText('2 rows of sealed or sensitive people not shown.');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await button(page, /8 missing: active CalWORKs persons/).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('not in the index');
  await page.keyboard.press('Escape');
  await button(page, /: People with several records/).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('1 line of sensitive or sealed people not shown.');
  await button(page, 'Show more').press('Enter');
  await expect(button(page, 'Show more')).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await button(page, 'P-000122').first().press('Enter');
  await expect(page.getByRole('complementary', { name: 'Person' })).toContainText('P-000122');
});

test('SLO-4, SLO-5: the quality report and the crosswalk are written from the window by keyboard', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/import');
  await page.getByRole('radio', { name: 'Data quality' }).press('Space');
  await button(page, 'Write XLSX').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^data-quality-\d{4}-\d{2}-v1\.xlsx was written to/)).toBeVisible();
  await button(page, 'Write CSV').press('Enter');
  await expect(page.getByText(/v1\.csv was written to/)).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await openWindow({}, '/persons');
  await button(page, 'Write crosswalk').press('Enter');
  await expect(page.getByText('crosswalk.csv with 41,207 ids was written to exports.')).toBeVisible();
  expect(await axe(page)).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`OCP-11: clearance by keyboard alone, ${colorScheme}`, async ({ page, openWindow }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWindow({}, '/persons');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.keyboard.press('/');
    await page.keyboard.type('garcia maria');
    const grid = page.getByRole('grid', { name: 'People found' });
    await expect(grid).toHaveAttribute('aria-rowcount', '58');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const pane = page.getByRole('complementary', { name: 'Person' });
    await expect(pane).toContainText('birth mother');
    await expect(pane).toContainText('***-**-4417');
    expect(await axe(page)).toEqual([]);
  });
}

test('SLO-12: a merge is undone and persons are merged by keyboard; the person as known earlier is marked', async ({
  page,
  openWindow,
}) => {
  await openWindow({}, '/persons');
  await page.getByRole('searchbox').fill('garcia maria');
  const grid = page.getByRole('grid', { name: 'People found' });
  await expect(grid).toHaveAttribute('aria-rowcount', '58');
  await grid.focus();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: 'Person' });
  await button(page, /As known/).press('Enter');
  await page.getByRole('option', { name: /17 files imported|3 Nov 2026, 17:05/ }).press('Enter');
  await expect(pane).toContainText('This person as known on 3 Nov 2026');
  await expect(button(page, 'Undo merge with P-000981')).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await button(page, 'Back to now').press('Enter');
  await expect(pane).not.toContainText('as known on');

  await button(page, 'Undo merge with P-000981').press('Enter');
  await expect(pane).toContainText('taken back');

  await button(page, 'Merge with another person…').press('Enter');
  await expect(button(page, 'Merge persons')).toBeDisabled();
  await page.getByRole('textbox', { name: 'Id of the other person' }).fill('P-000159');
  await expect(page.getByRole('dialog')).toContainText('P-000159: ');
  expect(await axe(page)).toEqual([]);
  await button(page, 'Merge persons').press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('status').last()).toContainText('Merged: one person, P-000122.');
});

test('nobody found, and an index that cannot be read, say what to do', async ({ page, openWindow }) => {
  await openWindow({ empty: true }, '/persons');
  await page.getByRole('searchbox').fill('nobody');
  await expect(page.getByText('Nobody was found.')).toBeVisible();
});
