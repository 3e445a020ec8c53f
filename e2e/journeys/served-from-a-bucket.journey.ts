import type { Page } from '@playwright/test';
import { bucket } from '../../infra/deploy/testing/workbench.ts';
import { beginTiers, doubleRowUnsaved } from '../fixtures/draft-of-rules.ts';
import { keptByWorker } from '../fixtures/kept-by-worker.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { editorIn, mainIn, publishNext } from '../fixtures/release.ts';
import { expect, test } from '../fixtures/served-portal.ts';
import { aRow, seen } from '../screens/screen.ts';
import type { Screen } from '../screens/screen.ts';
import { visit } from '../screens/visit.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

// One bucket for all of them.
test.describe.configure({ mode: 'default', timeout: 120_000 });

test.describe('the portal, released to a bucket and served with the headers of production', () => {
  test('works on every screen, and browsers report nothing', async ({
    page,
    served,
    machine,
    s3,
    reports,
  }) => {
    await drop(s3, 'acme/purchases/served.csv', faultyPurchases('SERVED'));
    const { file, run } = await settled(machine, 'acme/purchases/served.csv');
    for (const screen of screens(file.id, run?.id ?? '')) await visit(page, served, screen, null);

    await test.step('all that the code editor draws is trusted as well', async () => {
      await page.goto(`${served.portal}/rules/acme.purchases/code`);
      await page.locator('.view-line', { hasText: 'floor' }).first().click();
      await page.keyboard.press('Control+f');
      await expect(page.locator('.find-widget.visible')).toBeVisible();
      await page.keyboard.press('F1');
      await expect(page.locator('.quick-input-widget')).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('what looks like a file is a screen, also after a reload', async () => {
      const arrivals = [() => page.goto(`${served.portal}/files/orders.csv`), () => page.reload()];
      for (const arrive of arrivals) {
        const answer = await arrive();
        expect(answer?.headers()).toMatchObject(served.template.pageHeaders);
        await expect(page.getByRole('heading', { name: 'There is no such file' })).toBeVisible();
      }
    });

    await test.step('scripts came compressed as they lie there, and from there alone', async () => {
      const main = await page.request.get(`${served.portal}/${mainIn(served.build)}`);
      expect(main.headers()).toMatchObject({ 'content-encoding': 'br' });
      const unsigned = await fetch(`${served.endpoint}/${bucket}/site/index.html`);
      expect(unsigned.status).toBe(403);
    });

    await test.step('and what the policy forbids is refused and reported', async () => {
      expect(reports).toEqual([]);
      const refusal = await page.evaluate(() => {
        try {
          document.createElement('p').innerHTML = '<b>of a string</b>';
          return 'nothing was refused';
        } catch (error) {
          return String(error);
        }
      });
      expect(refusal).toContain('TrustedHTML');
      await expect.poll(() => reports.join('\n')).toContain('require-trusted-types-for');
      reports.length = 0;
    });
  });
});

test.describe('the portal, served from a bucket and kept on the device', () => {
  test.use({ serviceWorkers: 'allow' });

  test('can be installed, and opens without a network', async ({
    page,
    context,
    served,
    machine,
    s3,
    signIn,
  }) => {
    await drop(s3, 'acme/purchases/kept-by-worker.csv', soundPurchases('KEPT', 2));
    await settled(machine, 'acme/purchases/kept-by-worker.csv');
    await signIn('support', '/runs');
    const run = page.getByRole('link', { name: /kept-by-worker\.csv/ });
    await expect(run).toBeVisible();

    const devtools = await context.newCDPSession(page);
    const { errors } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    await devtools.detach();

    await keptByWorker(page);
    await context.setOffline(true);
    await page.reload();
    await expect(run).toBeVisible();
    const notice = page.getByRole('status').filter({ hasText: 'You are offline' });
    await expect(notice).toContainText('What you see is from');
    await page.goto(`${served.portal}/files/orders.csv`);
    await expect(page.getByRole('alert')).toContainText('NET-001');
    await context.setOffline(false);
    await expect(notice).toHaveCount(0);
  });

  test('is released anew and rolled back under open pages, which lose nothing', async ({
    page,
    served,
    machine,
    signIn,
  }, testInfo) => {
    const partner = await newPartner(machine, 'Released');
    await signIn('author', `/rules/${partner}.purchases/table`);
    const rows = await beginTiers(page);
    await keptByWorker(page);
    const save = await doubleRowUnsaved(page, rows);

    const first = mainIn(served.build);
    const oldEditor = editorIn(served.build);
    const second = await publishNext(served.build, oldEditor);
    await served.release('apply');
    const offer = page.getByRole('status').filter({ hasText: 'A new version is ready.' });

    await test.step('the open page goes on with parts of its own release', async () => {
      await lookForRelease(page);
      await expect(offer).toBeVisible();
      const part = page.waitForResponse((each) => each.url().endsWith(oldEditor));
      await page.getByRole('link', { name: 'Code', exact: true }).click();
      await expect(page.locator('.view-line').first()).toBeVisible();
      expect((await part).status()).toBe(200);
      expect(served.asked).toContainEqual({
        operation: 'GetObject',
        bucket,
        key: `site/${oldEditor}.br`,
      });
      await page.getByRole('link', { name: 'Table', exact: true }).click();
    });

    await test.step('and takes the new one when it is asked to, with what was not saved', async () => {
      await offer.getByRole('button', { name: 'Reload' }).click();
      await expect(startedBy(page, second)).toHaveCount(1);
      await expect(rows.getByText('-2')).toBeVisible();
      await save();
    });

    await test.step('back is a copy in place: nothing is uploaded, and all of it is found good', async () => {
      const before = served.asked.length;
      const began = performance.now();
      await served.release('rollback');
      const took = performance.now() - began;
      testInfo.annotations.push({ type: 'rollback', description: `${took.toFixed(0)} ms` });
      expect(took).toBeLessThan(20_000);
      const put = served.asked
        .slice(before)
        .filter(({ operation }) => !/^(?:Get|Head|List|Copy)/.test(operation))
        .map(({ key }) => key);
      expect(put.filter((key) => !key.startsWith('state/'))).toEqual([]);
      await served.release('verify');
    });

    await test.step('which the open page is told as well', async () => {
      await lookForRelease(page);
      await offer.getByRole('button', { name: 'Reload' }).click();
      await expect(startedBy(page, first)).toHaveCount(1);
      await expect(rows.getByText('-2')).toBeVisible();
    });
  });
});

/** A tab that is looked at again looks for a new version; so does one whose network comes back. */
async function lookForRelease(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

function startedBy(page: Page, script: string) {
  return page.locator(`script[src="${script}"]`);
}

/** As an administrator sees them, who may see most. */
function screens(file: string, run: string): Screen[] {
  const at = (path: string, title: string | RegExp, shows?: Screen['shows']) =>
    seen(path, path, title, { account: 'admin', ...(shows ? { shows } : {}) });
  return [
    at('/overview', 'Overview'),
    at('/runs', 'Runs', aRow),
    at(`/runs/${run}/timeline`, /./),
    at(`/runs/${run}/errors`, /./, (page) => page.getByRole('article').first()),
    at('/errors', 'Row errors', aRow),
    at(`/files/${file}`, /./),
    at('/members', 'Members', aRow),
    at('/partners/acme/overview', /./),
    at('/feeds/calendar', 'Feeds calendar'),
    at('/rules', 'Rules', aRow),
    at('/rules/acme.purchases/table', /^Rules of/),
    at('/rules/acme.purchases/code', /^Rules of/, (page) => page.locator('.view-line').first()),
    at('/settings', 'Settings'),
    at('/help', /./),
    { ...at('/gallery', /./), stillLoading: true },
  ];
}
