import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, signIn as signInOn, test } from '../fixtures/portal.ts';
import { soundPurchases } from './purchase-files.ts';

test.describe('find my way without the mouse', () => {
  test('the command palette finds a run by its file, and goes where it is told', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/palette.csv', soundPurchases('PALETTE', 2));
    const { run } = await settled(machine, 'acme/purchases/palette.csv');
    await signIn('support', '/overview');
    const palette = page.getByRole('combobox', { name: 'Search and commands' });
    await page.keyboard.press('Control+k');
    await expect(palette).toBeFocused();
    await page.keyboard.type(run?.id ?? 'no run');
    await expect(page.getByRole('option', { name: /palette\.csv/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'palette.csv' })).toBeVisible();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('feeds cal');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/feeds\/calendar/);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await expect(palette).toHaveCount(0);
  });

  test('single keys go places and act; a sheet lists them, and they can be switched off', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/attic-keys/single-keys.csv', soundPurchases('SINGLE', 2));
    const { file } = await settled(machine, 'acme/attic-keys/single-keys.csv');
    await signIn('support2', `/files/${file.id}`);
    await expect(page.getByRole('heading', { name: 'single-keys.csv' })).toBeVisible();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await expect(sheet.getByText('Reject this file')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);

    await page.keyboard.press('x');
    const question = page.getByRole('dialog', { name: 'Reject this file?' });
    await question.getByLabel('Reason').pressSequentially('typed, not pressed: g r');
    await expect(question.getByLabel('Reason')).toHaveValue('typed, not pressed: g r');
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page).toHaveURL(/\/runs/);
    await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();

    await page.keyboard.press('?');
    await sheet.getByRole('switch', { name: 'Single keys act' }).uncheck();
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused();
    await expect(page).toHaveURL(/\/runs/);
  });

  test('the same moment by my clock, by UTC and by the partner’s', async ({
    page,
    signIn,
    browser,
    hub,
    machine,
    s3,
  }) => {
    const partner = await newPartner(machine, 'Zones', 'Asia/Tokyo');
    const key = `${partner}/purchases/zones.csv`;
    await drop(s3, key, soundPurchases('ZONES', 2));
    const { run } = await settled(machine, key);
    await signIn('qa2', `/runs/${run?.id}`);
    const started = page
      .getByRole('term')
      .filter({ hasText: 'Started' })
      .locator('..')
      .locator('time');
    await expect(started).toHaveAccessibleDescription(/(GMT-[45]|E[SD]T)$/);
    await page.keyboard.press('t');
    await expect(started).toHaveAccessibleDescription(/UTC$/);
    await page.keyboard.press('t');
    await expect(started).toHaveAccessibleDescription(/(GMT\+9|JST)$/);
    await expect(page).toHaveURL(/tz=partner/);

    const colleague = await (await browser.newContext()).newPage();
    await signInOn(colleague, hub, 'viewer', page.url().slice(hub.portal.length));
    await colleague.getByRole('button', { name: /account and preferences/ }).click();
    await expect(
      colleague.getByRole('menuitemradio', { name: 'Partner’s: Asia/Tokyo' }),
    ).toHaveAttribute('aria-checked', 'true');
    await colleague.context().close();
    await page.keyboard.press('t');
    await expect(started).toHaveAccessibleDescription(/(GMT-[45]|E[SD]T)$/);
  });
});
