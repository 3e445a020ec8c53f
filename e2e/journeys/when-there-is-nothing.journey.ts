import { expect, test } from '../fixtures/portal.ts';
import { purchaseFeed } from '../fixtures/feeds.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { soundPurchases } from './purchase-files.ts';

test.use({ hubOptions: { withoutPartners: true } });
test.describe.configure({ mode: 'serial' });

test.describe('an empty hub, and one that is down', () => {
  test('an empty hub says what to do first', async ({ page, signIn }) => {
    await signIn('support', '/runs');
    await expect(page.getByRole('heading', { name: 'No file has arrived yet' })).toBeVisible();
    await expect(page.getByText('<partner>/<feed>/<file>')).toBeVisible();
    const said = await page.getByText('0 runs on this page').boundingBox();
    expect(said?.height, 'what is said aloud is not shown').toBeLessThanOrEqual(1);
    await page.getByRole('link', { name: 'Upload a file by hand' }).click();
    await expect(page.getByRole('heading', { name: 'There is no feed yet' })).toBeVisible();

    await page.goto(new URL('/runs?state=failed', page.url()).href);
    await expect(page.getByRole('heading', { name: 'No run matches these filters' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(page.getByRole('heading', { name: 'No file has arrived yet' })).toBeVisible();

    await page.goto(new URL('/runs/run_nobody', page.url()).href);
    await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
    await page.goto(new URL('/nowhere', page.url()).href);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  });

  test('a hub whose API is down says so, and goes on when it is back', async ({
    page,
    signIn,
    hub,
    machine,
    s3,
  }) => {
    await machine.must('POST', '/partners', { id: 'acme', name: 'Acme Industries' });
    await machine.must('POST', '/partners/acme/feeds', purchaseFeed);
    await drop(s3, 'acme/purchases/after.csv', soundPurchases('AFTER', 2));
    await settled(machine, 'acme/purchases/after.csv');
    await signIn('support', '/upload');

    const failure = page
      .getByRole('alert')
      .filter({ hasText: 'The hub is temporarily unavailable' });
    await expect(async () => {
      process.kill(await hub.pid('api'), 'SIGKILL');
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await expect(failure).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000, intervals: [0] });
    await expect(failure).toContainText('Nothing was lost');

    await expect(async () => {
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('link', { name: /after\.csv/ })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000, intervals: [200] });
    await expect(failure).toHaveCount(0);
  });
});
