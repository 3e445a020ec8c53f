import { drop, settled } from '../fixtures/landing.ts';
import { expect, signIn as signInOn, test } from '../fixtures/portal.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

test.describe('a place in the portal has an address', () => {
  test('a link to a run’s errors leads there through the sign-in', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/linked.csv', faultyPurchases('LINKED'));
    const { run } = await settled(machine, 'acme/purchases/linked.csv');
    const place = `/runs/${run?.id}/errors?code=TYPE-003`;
    await signIn('support', place);

    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(place);
    await expect(page.getByRole('article', { name: 'Row 5' })).toBeVisible();
    await expect(page.getByRole('article', { name: 'Row 3' })).toHaveCount(0);
  });

  test('a filtered list is shared by its address, and the back button undoes a filter', async ({
    page,
    signIn,
    browser,
    hub,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/filter-good.csv', soundPurchases('FGOOD', 2));
    await drop(s3, 'acme/purchases/filter-bad.csv', faultyPurchases('FBAD'));
    await settled(machine, 'acme/purchases/filter-good.csv');
    await settled(machine, 'acme/purchases/filter-bad.csv');
    await signIn('support', '/runs');
    const links = page.getByRole('region', { name: 'Runs' }).getByRole('link');
    await page
      .getByRole('searchbox', { name: 'Words of the file name, or run id' })
      .fill('filter-');
    await expect(links).toHaveCount(2);
    await page.getByRole('button', { name: 'Partial 1' }).click();
    await expect(links).toHaveText([/filter-bad\.csv/]);
    await page.getByRole('combobox', { name: 'Partner' }).selectOption('Acme Industries');
    await expect(page).toHaveURL(/state=partial&.*partner=acme|partner=acme&.*state=partial/);
    const shared = page.url();

    const colleague = await browser.newContext();
    const theirs = await colleague.newPage();
    await signInOn(theirs, hub, 'auditor', shared.slice(hub.portal.length));
    await expect(theirs.getByRole('searchbox')).toHaveValue('filter-');
    await expect(theirs.getByRole('button', { name: 'Partial 1' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(theirs.getByRole('region', { name: 'Runs' }).getByRole('link')).toHaveText([
      /filter-bad\.csv/,
    ]);
    await colleague.close();

    await page.goBack();
    await page.goBack();
    await expect(links).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'All', exact: false }).first()).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.goForward();
    await expect(links).toHaveCount(1);
    await links.first().click();
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
    await crumbs.getByRole('link', { name: 'Runs' }).click();
    await expect(page.getByRole('searchbox')).toHaveValue('filter-');
  });

  test('a day is typed over digit by digit, and the filter waits until it is one', async ({
    page,
    signIn,
  }) => {
    await signIn('support', '/runs?range=dates&from=2026-11-05&to=2026-11-30');
    const from = page.locator('input[type=date]').first();
    await from.focus();
    await page.keyboard.press('0');
    await expect(page).toHaveURL(/from=2026-11-05/);
    await page.keyboard.press('6');

    await expect(from).toHaveValue('2026-06-05');
    await expect(page).toHaveURL(/from=2026-06-05/);
  });
});
