import type { Page } from '@playwright/test';
import type { Page as Listing, RowError } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

/** What a list says; `passes`: it offers to try again. */
const failures = [
  { status: 403, type: 'forbidden', says: 'Your role may not see or do this.', passes: false },
  { status: 429, type: 'too-many-requests', says: 'Too many requests at once.', passes: true },
  { status: 500, type: 'unexpected', says: 'Something went wrong on our side.', passes: true },
  { status: 503, type: 'unavailable', says: 'The hub is temporarily unavailable.', passes: true },
] as const;

test.describe('when a call fails, people read what happened and what to do', () => {
  test('on a list: refused, too many, broken, not there; and it goes on when that is over', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/after-failures.csv', soundPurchases('AFTERFAIL', 2));
    await settled(machine, 'acme/purchases/after-failures.csv');
    await signIn('viewer', '/overview');
    for (const { status, type, says, passes } of failures) {
      const mend = await failing(page, '**/bff/api/runs?*', status, type);
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      const alert = page.getByRole('alert').filter({ hasText: says });
      await expect(alert).toContainText(traceId);
      const again = alert.getByRole('button', { name: 'Try again' });
      await expect(again).toHaveCount(passes ? 1 : 0);
      await mend();
      if (passes) {
        await again.click();
        await expect(page.getByRole('link', { name: /after-failures\.csv/ })).toBeVisible();
        await expect(alert).toHaveCount(0);
      }
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
    }
  });

  test('without a connection: said at once, and over as soon as there is one', async ({
    page,
    context,
    signIn,
  }) => {
    await signIn('viewer', '/partners');
    await expect(page.getByRole('link', { name: /Acme Industries/ })).toBeVisible();
    await context.setOffline(true);
    const banner = page.getByRole('status').filter({ hasText: 'You are offline' });
    await expect(banner).toBeVisible();
    await page.getByRole('searchbox').fill('acm');
    const alert = page.getByRole('alert').filter({ hasText: 'The hub cannot be reached.' });
    await expect(alert).toContainText('NET-001');
    await context.setOffline(false);
    await expect(banner).toHaveCount(0);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('link', { name: /Acme Industries/ })).toBeVisible();
  });

  test('a conflict: others decided in between, and what was typed is there to decide again', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/conflict.csv', faultyPurchases('CONFLICT'));
    const { run } = await settled(machine, 'acme/purchases/conflict.csv');
    const open = `/row-errors?run=${run?.id}&state=open`;
    await signIn('support', `/errors?run=${run?.id}`);
    await page.getByRole('button', { name: 'Ignore all 4' }).click();
    await page.getByLabel('Reason').fill('Nobody needs these');
    const { items } = await machine.must<Listing<RowError>>('GET', open);
    await machine.must('POST', '/row-errors/resolve', {
      selection: { ids: [items[0]?.id] },
      reason: 'Booked by hand',
    });
    await page.getByRole('button', { name: 'Ignore', exact: true }).click();

    const alert = page.getByRole('alert').filter({ hasText: 'By now other things match' });
    await expect(page.getByRole('button', { name: 'Open 3' })).toBeVisible();
    expect((await machine.must<Listing<RowError>>('GET', open)).items).toHaveLength(3);
    await alert.getByRole('button', { name: 'Decide again' }).click();
    await expect(page.getByRole('dialog', { name: 'Ignore 3 rows?' })).toBeVisible();
    await expect(page.getByLabel('Reason')).toHaveValue('Nobody needs these');
    await page.getByRole('button', { name: 'Ignore', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Ignored 3' })).toBeVisible();
    await expect(alert).toHaveCount(0);
  });

  test('the gallery shows all of them', async ({ page, signIn }) => {
    await signIn('author', '/gallery');
    const shown = page.locator('#problems');
    await expect(shown.getByRole('heading', { level: 3 })).toContainText([
      'Offline',
      '401',
      '403',
      '404',
      '409',
      '412',
      '428',
      '429',
      '500',
      '503',
    ]);
    const panels = shown.getByRole('alert');
    await expect(panels).toHaveCount(11);
    for (const panel of await panels.all()) {
      await expect(panel).toContainText(/[a-z]\.[A-Z].*\..*Code [A-Z]+-\d{3}/);
    }
  });
});

/** Lets calls to that address fail until the answer is called. */
async function failing(
  page: Page,
  url: string,
  status: number,
  type: string,
): Promise<() => Promise<void>> {
  const problem = {
    type: `urn:waybill:problem:${type}`,
    title: '',
    status,
    code: 'X-001',
    traceId,
  };
  await page.route(url, (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', json: problem }),
  );
  return () => page.unroute(url);
}
