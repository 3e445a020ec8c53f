import type { Browser, Page } from '@playwright/test';
import { freezeChange } from '../fixtures/change-of-rules.ts';
import { purchaseFeed } from '../fixtures/feeds.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, signIn, test } from '../fixtures/portal.ts';
import { pointsOf, soundPurchases } from './purchase-files.ts';

const ruleSet = 'lumen.purchases';
const rows = 10;

test('rules change with two persons and evidence, and can be taken back', async ({
  page,
  browser,
  hub,
  machine,
  s3,
}) => {
  test.setTimeout(180_000);
  const dropped = async (name: string) => {
    const key = `lumen/purchases/${name}.csv`;
    await drop(s3, key, soundPurchases(name, rows));
    const { run } = await settled(machine, key);
    return { ruleVersion: run?.ruleVersion, points: run?.pointsAccrued };
  };
  await machine.must('POST', '/partners', { id: 'lumen', name: 'Lumen Foods' });
  await machine.must('POST', '/partners/lumen/feeds', purchaseFeed);
  expect(await dropped('BEFORE')).toMatchObject({ points: pointsOf(rows) });
  const frozen = await freezeChange(machine, ruleSet, (document) => ({
    ...document,
    rules: [{ id: 'double', when: 'true', then: [{ do: 'accrue', points: 'floor(amount) * 2' }] }],
    tests: [
      {
        id: 'ten',
        row: { occurredOn: '2026-11-01', amount: '10' },
        expect: { outcome: 'accrue', points: 20 },
      },
    ],
  }));

  await signIn(page, hub, 'author', `/rules/${ruleSet}/versions`);
  await page.getByRole('button', { name: `Request promotion of ${frozen.ruleVersion}` }).click();
  await expect(page.getByText('1 test passed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Request promotion' })).toBeDisabled();
  await page.getByRole('link', { name: 'Backtest it' }).click();
  await page.getByRole('button', { name: 'Start the backtest' }).click();
  await expect(page.getByRole('main').getByText('Done', { exact: true })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Points' })).toContainText(`+${pointsOf(rows)}`);
  await page.goto(`${hub.portal}/rules/${ruleSet}/request?version=${String(frozen.version)}`);
  await page.getByLabel('Reason').fill('Twice the points in December');
  await page.getByRole('button', { name: 'Request promotion' }).click();
  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription(/Your role \(author\) may not/);
  const request = new URL(page.url()).pathname;

  const approver = await personAt(browser);
  await signIn(approver, hub, 'approver', '/change-requests?state=open&partner=lumen');
  await approver.getByRole('link', { name: new RegExp(frozen.ruleVersion) }).click();
  await expect(approver.getByRole('region', { name: 'What changes' })).toContainText('double');
  await expect(approver.getByRole('region', { name: 'Backtest' })).toContainText('10 changed');
  await decide(approver, 'Approve', 'The figures are as agreed');
  await approver.getByRole('button', { name: 'Promote', exact: true }).click();
  await expect(approver.getByText('which is what was asked for')).toBeVisible();
  expect(await dropped('AFTER')).toEqual({
    ruleVersion: frozen.ruleVersion,
    points: 2 * pointsOf(rows),
  });

  await approver.goto(`${hub.portal}/rules/${ruleSet}/versions`);
  await approver.getByRole('link', { name: 'Roll back to acme-standard@1' }).click();
  await approver.getByRole('button', { name: 'Roll back to acme-standard@1' }).click();
  await confirm(approver, 'Roll back', 'The campaign is over');
  await expect(
    approver.getByRole('link', { name: `Roll back to ${frozen.ruleVersion}` }),
  ).toBeVisible();
  expect(await dropped('LATER')).toEqual({
    ruleVersion: 'acme-standard@1',
    points: pointsOf(rows),
  });

  const auditor = await personAt(browser);
  await signIn(
    auditor,
    hub,
    'auditor',
    `/audit?object=change-request:${request.split('/').at(-1) ?? ''}`,
  );
  for (const did of ['opened', 'approved', 'promoted'])
    await expect(auditor.getByText(new RegExp(`${did} the change request`))).toBeVisible();
});

test('nobody decides on a request of their own, whatever their role', async ({
  page,
  hub,
  machine,
}) => {
  await machine.must('POST', '/partners', { id: 'solo', name: 'Solo' });
  await machine.must('POST', '/partners/solo/feeds', purchaseFeed);
  const { version } = await freezeChange(machine, 'solo.purchases', (document) => ({
    ...document,
    name: 'solo',
    tests: [
      {
        id: 'ten',
        row: { occurredOn: '2026-11-01', amount: '10' },
        expect: { outcome: 'accrue', points: 10 },
      },
    ],
  }));
  await signIn(page, hub, 'admin', `/rules/solo.purchases/request?version=${String(version)}`);
  await page.getByLabel('Reason').fill('By myself');
  await page.getByRole('button', { name: 'Request promotion' }).click();

  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription(/You asked for this yourself/);
  await expect(
    page.getByRole('button', { name: 'Promote', exact: true }),
  ).toHaveAccessibleDescription('It is not approved yet.');
});

async function decide(page: Page, how: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: how, exact: true }).click();
  await confirm(page, how, reason);
}

async function confirm(page: Page, how: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: how }).click();
  await expect(dialog).toHaveCount(0);
}

async function personAt(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}
