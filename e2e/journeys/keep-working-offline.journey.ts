import type { Page } from '@playwright/test';
import { beginTiers, doubleRowUnsaved } from '../fixtures/draft-of-rules.ts';
import { keptByWorker } from '../fixtures/kept-by-worker.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, test } from '../fixtures/portal.ts';
import { portalFolder, publish, publishNext } from '../fixtures/release.ts';
import { renamedHeader, soundPurchases } from './purchase-files.ts';

test.use({
  serviceWorkers: 'allow',
  hubOptions: { env: { WAYBILL_PORTAL_FOLDER: portalFolder } },
});

test.describe('the portal is kept on the device', () => {
  // One hub for all: the last test publishes another release.
  test.describe.configure({ mode: 'default', timeout: 120_000 });

  test.beforeAll(() => {
    publish(portalFolder);
  });

  test('as an application that can be installed', async ({ page, context, signIn, hub }) => {
    await signIn('viewer', '/help');
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const answer = await page.request.get(`${hub.portal}/${href ?? ''}`);
    expect(answer.headers()['content-type']).toBe('application/manifest+json');
    const manifest = (await answer.json()) as Manifest;
    expect(manifest).toMatchObject({ id: '/', scope: '/', display: 'standalone' });
    for (const icon of manifest.icons.filter(({ type }) => type === 'image/png')) {
      const image = await (await page.request.get(hub.portal + icon.src)).body();
      const size = `${String(image.readUInt32BE(16))}x${String(image.readUInt32BE(20))}`;
      expect(size, icon.src).toBe(icon.sizes);
    }
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { url } of manifest.shortcuts)
      expect((await page.request.get(hub.portal + url)).ok(), url).toBe(true);

    // What the browser itself has against it.
    const devtools = await context.newCDPSession(page);
    const { errors } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual([]);

    await offerInstallation(page);
    await page.getByRole('button', { name: /account and preferences/ }).click();
    await page.getByRole('menuitem', { name: 'Install Waybill' }).click();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'prompted') as number)).toBe(1);
  });

  test('to look offline at what was seen last, with its time; deeds wait, and all is fresh again by itself', async ({
    page,
    context,
    signIn,
    hub,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/last-seen.csv', soundPurchases('LASTSEEN', 2));
    await settled(machine, 'acme/purchases/last-seen.csv');
    await drop(s3, 'acme/purchases/held.csv', renamedHeader('HELD'));
    const { file } = await settled(machine, 'acme/purchases/held.csv');
    await signIn('support', `/files/${file.id}`);
    const release = page.getByRole('button', { name: 'Release', exact: true });
    await expect(release).not.toHaveAttribute('aria-disabled');
    await page.goto(`${hub.portal}/runs`);
    const run = page.getByRole('link', { name: /last-seen\.csv/ });
    await expect(run).toBeVisible();
    await keptByWorker(page);

    await context.setOffline(true);
    await page.reload();
    await expect(run).toBeVisible();
    const notice = page.getByRole('status').filter({ hasText: 'You are offline' });
    await expect(notice).toContainText(/What you see is from \d+ \w+ \d{4}.* (?:EST|EDT|GMT-[45])/);
    await page.goto(`${hub.portal}/files/${file.id}`);
    await expect(release).toHaveAttribute('aria-disabled', 'true');
    await expect(release).toHaveAccessibleDescription(/^You are offline\./);
    await page.goto(`${hub.portal}/members`);
    await expect(page.getByRole('alert')).toContainText('NET-001');

    await page.goto(`${hub.portal}/runs`);
    await expect(run).toBeVisible();
    await drop(s3, 'acme/purchases/meanwhile.csv', soundPurchases('MEANWHILE', 2));
    await settled(machine, 'acme/purchases/meanwhile.csv');
    await context.setOffline(false);
    await expect(page.getByRole('link', { name: /meanwhile\.csv/ })).toBeVisible();
    await expect(notice).toHaveCount(0);
    await expect(page.getByText('The hub answers again.')).toBeVisible();
  });

  test('and what was seen is erased at sign-out; the way to the issuer and back is as it was', async ({
    page,
    context,
    signIn,
    hub,
  }) => {
    await signIn('support', '/runs');
    await keptByWorker(page);
    await expect.poll(() => seenOf(page)).toHaveLength(1);
    await page.getByRole('button', { name: /account and preferences/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await expect.poll(() => seenOf(page)).toEqual([]);
    await context.setOffline(true);
    await page.goto(`${hub.portal}/runs`);
    await expect(page.getByText('The sign-in service does not answer')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);

    await context.setOffline(false);
    await signIn('viewer', '/runs');
    await expect.poll(() => seenOf(page)).toHaveLength(1);
  });

  test('until there is a new version, which is offered and loses no draft that was not saved', async ({
    page,
    context,
    signIn,
    hub,
    machine,
  }) => {
    const partner = await newPartner(machine, 'Release');
    await signIn('author', `/rules/${partner}.purchases/table`);
    const rows = await beginTiers(page);
    await keptByWorker(page);
    const save = await doubleRowUnsaved(page, rows);

    const next = await publishNext(portalFolder);
    // A tab that is looked at again looks for a new version; so does one whose network comes back.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const offer = page.getByRole('status').filter({ hasText: 'A new version is ready.' });
    await expect(offer).toBeVisible();
    await expect(page.locator(`script[src="${next}"]`)).toHaveCount(0);
    await offer.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator(`script[src="${next}"]`)).toHaveCount(1);
    await expect(rows.getByText('-2')).toBeVisible();
    await save();

    await keptByWorker(page, next);
    await page.goto(`${hub.portal}/runs`);
    await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();

    // The application is closed, and opened again where there is no network.
    await page.close();
    await context.setOffline(true);
    const opened = await context.newPage();
    await opened.goto(`${hub.portal}/runs`);
    await expect(opened.locator(`script[src="${next}"]`)).toHaveCount(1);
    await expect(opened.getByRole('status').filter({ hasText: 'What you see is' })).toBeVisible();
    await expect(opened.getByRole('button', { name: /^Aurora Bianchi/ })).toBeVisible();
  });
});

interface Manifest {
  readonly icons: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly type: string;
    readonly purpose: string;
  }[];
  readonly shortcuts: readonly { readonly url: string }[];
}

function seenOf(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('waybill-seen-')),
  );
}

/** As a browser does that would install the page; one without a window never does. */
async function offerInstallation(page: Page): Promise<void> {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'prompted', 0);
    const prompt = () => {
      Reflect.set(globalThis, 'prompted', (Reflect.get(globalThis, 'prompted') as number) + 1);
      return Promise.resolve();
    };
    dispatchEvent(
      Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }),
    );
  });
}
