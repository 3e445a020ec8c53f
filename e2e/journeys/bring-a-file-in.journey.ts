import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/portal.ts';
import { pointsOf, soundPurchases } from './purchase-files.ts';

test.describe('support brings a file in by hand', () => {
  test('drops it on the page, watches it finish and sees that its rows add up', async ({
    page,
    signIn,
  }) => {
    await signIn('support', '/upload');
    await dropOn(page, 'by-drop.csv', soundPurchases('DROP', 40));

    const uploads = page.getByRole('region', { name: 'Uploads' });
    await expect(uploads.getByText('by-drop.csv')).toBeVisible();
    await expect(uploads.getByRole('status').filter({ hasText: 'Succeeded' })).toBeVisible();

    await uploads.getByRole('link', { name: 'Open the run' }).click();
    await expect(page.getByRole('heading', { name: 'by-drop.csv' })).toBeVisible();
    const sum = page.getByRole('group', { name: 'Reconciliation of rows' });
    await expect(sum).toContainText('Adds up');
    expect(await partsOf(page)).toEqual({
      'rows read': 40,
      posted: 40,
      unchanged: 0,
      duplicate: 0,
      conflict: 0,
      rejected: 0,
      skipped: 0,
    });
    await expect(page.getByText(`+${pointsOf(40)}`, { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Stages of the run' })).toContainText(
      /Archive\s*: done/,
    );
  });

  test('chooses several; one whose name fits no feed and one sent before say so', async ({
    page,
    signIn,
  }) => {
    await signIn('support', '/upload');
    const files = page.getByLabel('choose files');
    const same = { mimeType: 'text/csv', buffer: Buffer.from(soundPurchases('PICK', 3)) };
    await expect(files).toBeEnabled();
    await files.setInputFiles([{ name: 'by-choice.csv', ...same }]);
    const uploads = page.getByRole('region', { name: 'Uploads' });
    await expect(uploads.getByRole('status')).toHaveText('Succeeded');

    await files.setInputFiles([
      { name: 'by-choice-again.csv', ...same },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('not a feed of ours\n') },
    ]);

    const twice = uploads.getByRole('listitem').filter({ hasText: 'by-choice-again.csv' });
    await expect(twice.getByRole('status')).toHaveText('Duplicate');
    await expect(twice).toContainText('Nothing is booked twice');
    const stray = uploads.getByRole('listitem').filter({ hasText: 'notes.txt' });
    await expect(stray.getByRole('status')).toHaveText('Unassigned');
    await expect(stray).toContainText('Rename it');
  });
});

/** Lets a file go over the drop zone, as the mouse does. */
async function dropOn(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name, { type: 'text/csv' }));
      return transfer;
    },
    { name, text },
  );
  const zone = page.getByRole('group', { name: 'Drop files here' });
  await expect(page.getByLabel('choose files')).toBeEnabled();
  await zone.dispatchEvent('dragover', { dataTransfer });
  await zone.dispatchEvent('drop', { dataTransfer });
}

/** The numbers of the reconciliation strip by their names. */
async function partsOf(page: Page): Promise<Record<string, number>> {
  const strip = page.getByRole('group', { name: 'Reconciliation of rows' });
  const names = await strip.getByRole('term').allInnerTexts();
  const numbers = await strip.getByRole('definition').allInnerTexts();
  return Object.fromEntries(
    names.map((name, at) => [name.trim().toLowerCase(), Number(numbers[at]?.replaceAll(',', ''))]),
  );
}
