import type { Page } from '@playwright/test';
import { newPartner } from '../fixtures/partners.ts';
import { expect, test } from '../fixtures/portal.ts';

test('rules are begun from a template, changed by keyboard, mended where they are wrong, and not lost', async ({
  page,
  machine,
  signIn,
}) => {
  const partner = await newPartner(machine, 'Writer');
  await signIn('author', `/rules/${partner}.purchases/table`);

  await test.step('a draft begins from a template that says what it does', async () => {
    await page.getByRole('button', { name: 'Start a draft' }).click();
    await page.getByRole('radio', { name: /^Tiers by amount/ }).check();
    await expect(
      page.getByText('If amount is at least 500: 2 points per 1 of amount'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Start the draft' }).click();
    await expect(page.getByRole('gridcell', { name: '[100..500)' })).toBeVisible();
  });

  const grid = page.getByRole('grid', { name: 'Rows of Points by amount' });

  await test.step('a cell that cannot be read says why while one types', async () => {
    await grid.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.keyboard.type('[100..');
    await expect(page.getByRole('textbox', { name: 'amount' })).toBeFocused();
    await expect(sayingOf(page)).toHaveClass(/bad/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '1 error' }).click();
  });

  await test.step('the finding leads to its cell, where it is mended', async () => {
    await page.getByRole('region', { name: 'Findings' }).getByRole('link').first().click();
    await expect(grid).toBeFocused();
    await page.keyboard.type('[100..750)');
    await expect(sayingOf(page)).toHaveText('amount is at least 100 and is less than 750');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'No findings' })).toBeVisible();
  });

  await test.step('points change without opening anything', async () => {
    for (const key of ['ArrowUp', 'ArrowRight', 'F2', 'End', 'Backspace', 'Backspace'])
      await page.keyboard.press(key);
    await page.keyboard.type('6)');
    await page.keyboard.press('Enter');
    await expect(grid.getByText('floor(amount * 1.6)')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('a reload loses nothing, not even what was typed just now', async () => {
    await page.keyboard.press('Control+d');
    await expect(grid.getByText('large-2')).toBeVisible();
    await page.reload();
    await expect(grid.getByText('large-2')).toBeVisible();
    await expect(grid.getByText('[100..750)')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('and is at the hub', async () => {
    const { text } = await machine.must<{ text: string }>(
      'GET',
      `/rule-sets/${partner}.purchases/draft`,
    );
    expect(text).toContain('[100..750)');
    expect(text).toContain('floor(amount * 1.6)');
    expect(text).toContain('"large-2"');
  });
});

/** What the grid says about its active cell. */
function sayingOf(page: Page) {
  return page.locator('wb-sheet-grid .reading');
}
