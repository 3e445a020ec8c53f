import type { BrowserContext, Page, Request } from '@playwright/test';
import { beginTiers, doubleRow } from '../fixtures/draft-of-rules.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, test } from '../fixtures/portal.ts';
import { endSession, signInAgain, takeIssuerAway } from '../fixtures/session.ts';
import { soundPurchases } from './purchase-files.ts';

test.use({ hubOptions: { env: { WAYBILL_TOKEN_TTL_S: '5' } } });
// One after the other, on one hub.
test.describe.configure({ mode: 'default' });

test.describe('a session outlives its tokens', () => {
  test('a short-lived token is renewed without losing the place', async ({
    page,
    context,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/renew.csv', soundPurchases('RENEW', 2));
    await settled(machine, 'acme/purchases/renew.csv');
    const renewals = watchRenewals(context);
    await signIn('support', '/runs');
    const search = page.getByRole('searchbox');
    await search.fill('renew.csv');

    await expect.poll(() => renewals.answered(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    await page.getByRole('link', { name: /renew\.csv/ }).click();
    await expect(page.getByRole('heading', { name: 'renew.csv' })).toBeVisible();
    await page.goBack();
    await expect(search).toHaveValue('renew.csv');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('two tabs live on one session: each refresh token is used by one of them only', async ({
    page,
    context,
    signIn,
  }) => {
    const renewals = watchRenewals(context);
    await signIn('support', '/runs');
    const second = await context.newPage();
    await second.goto(page.url());
    await expect(second.getByRole('heading', { name: 'Runs' })).toBeVisible();

    // Both tabs meet an expired token in the same moment.
    for (const tab of [page, second]) await refuseOnce(tab);
    const answers = [page, second].map((tab) =>
      tab.waitForResponse((each) => each.url().includes('/bff/') && each.status() === 200),
    );
    await Promise.all(
      [page, second].map((tab) => tab.getByRole('button', { name: /^Succeeded/ }).click()),
    );
    await Promise.all(answers);
    await expect.poll(() => renewals.answered(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);

    expect(renewals.refused(), 'no refresh was refused').toBe(0);
    expect(new Set(renewals.used()).size, 'no refresh token was used twice').toBe(
      renewals.used().length,
    );
    for (const tab of [page, second]) {
      await tab.getByRole('button', { name: /^All/ }).click();
      await expect(tab.getByRole('button', { name: /^All/ })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await expect(tab.getByRole('heading', { name: 'Runs' })).toBeVisible();
      await expect(tab.getByRole('dialog')).toHaveCount(0);
    }
  });

  test('a session that really ended asks for the sign-in over the place and goes on there', async ({
    page,
    context,
    signIn,
    hub,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/kept.csv', soundPurchases('KEPT', 2));
    await settled(machine, 'acme/purchases/kept.csv');
    await signIn('support', '/runs');
    await page.getByRole('searchbox').fill('kept');
    await expect(page.getByRole('link', { name: /kept\.csv/ })).toBeVisible();

    await endSession(page, hub);
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('nothing on this page is lost')).toBeVisible();
    await signInAgain(page, context, 'support');

    await expect(page.getByRole('searchbox')).toHaveValue('kept');
    await page.getByRole('link', { name: /kept\.csv/ }).click();
    await expect(page.getByRole('heading', { name: 'kept.csv' })).toBeVisible();
  });

  test('the sign-in service goes away while rules are edited: what is written stays, and is saved once it is back', async ({
    page,
    signIn,
    hub,
    machine,
  }) => {
    const rules = `${await newPartner(machine, 'Away')}.purchases`;
    await signIn('author', `/rules/${rules}/table`);
    const rows = await beginTiers(page);
    const notice = page
      .getByRole('status')
      .filter({ hasText: /sign-in (?:service is away|cannot)/ });
    const comeBack = await takeIssuerAway(hub);
    try {
      await page.waitForFunction(() => Number(sessionStorage.getItem('expires_at')) < Date.now());
      await doubleRow(rows);
      await expect(page.getByText('Not saved: the hub does not answer')).toBeVisible();
      await expect(notice).toBeVisible();
      await doubleRow(rows);
      await expect(rows.getByText('medium-2')).toBeVisible();
    } finally {
      await comeBack();
    }

    await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(notice).toHaveCount(0);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const { text } = await machine.must<{ text: string }>('GET', `/rule-sets/${rules}/draft`);
    expect(text).toContain('"small-2"');
    expect(text).toContain('"medium-2"');
  });
});

/** Counts what the browser asks of the issuer's token endpoint to renew a session. */
function watchRenewals(context: BrowserContext) {
  const used: string[] = [];
  const outcomes: number[] = [];
  const isRenewal = (request: Request) =>
    request.method() === 'POST' && (request.postData() ?? '').includes('refresh_token=');
  context.on('request', (request) => {
    if (!isRenewal(request)) return;
    used.push(new URLSearchParams(request.postData() ?? '').get('refresh_token') ?? '');
  });
  context.on('response', (response) => {
    if (isRenewal(response.request())) outcomes.push(response.status());
  });
  return {
    used: () => used,
    answered: () => outcomes.filter((status) => status === 200).length,
    refused: () => outcomes.filter((status) => status !== 200).length,
  };
}

/** Lets the next call of this tab come back as if its token had just expired. */
async function refuseOnce(tab: Page): Promise<void> {
  await tab.route('**/bff/**', (route) => route.fulfill({ status: 401, json: {} }), { times: 1 });
}
