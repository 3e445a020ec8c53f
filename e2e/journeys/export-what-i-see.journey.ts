import { readFile } from 'node:fs/promises';
import type { AuditEvent, Page as Listing } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

test.describe('export what I see', () => {
  test('a filtered list becomes a file, found in the notification centre, with a record of who took it', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/export-good.csv', soundPurchases('EXGOOD', 2));
    await drop(s3, 'acme/purchases/export-bad.csv', faultyPurchases('EXBAD'));
    await settled(machine, 'acme/purchases/export-good.csv');
    await settled(machine, 'acme/purchases/export-bad.csv');
    // A colleague's jobs, as of the next journey, would be counted with them.
    await signIn('support2', '/runs?q=export-&state=partial');
    await expect(page.getByRole('link', { name: /export-bad\.csv/ })).toBeVisible();

    await page.getByRole('button', { name: 'Export …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export runs' });
    await expect(dialog).toContainText('1 run');
    await expect(dialog.getByRole('list', { name: 'Filters' })).toContainText('Partial');
    await dialog.getByRole('button', { name: 'All', exact: true }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();

    const bell = page.getByRole('button', { name: /^Notifications, 1 ended/ });
    await bell.click({ timeout: 30_000 });
    const centre = page.getByRole('dialog', { name: 'Notifications' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      centre.getByRole('button', { name: /^Download: .*runs/i }).click(),
    ]);
    const [header, ...lines] = await linesOf(await download.path());
    expect(header).toMatch(/^\uFEFFRun id,State,Kind,.*,File,/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('export-bad.csv');
    const audit = await machine.must<Listing<AuditEvent>>('GET', '/audit-events?limit=20');
    const taken = audit.items.map(({ actor, action }) => `${actor} ${action}`);
    expect(taken).toContain('person:support2 export.created');
    expect(taken).toContain('person:support2 export.download-url-created');
  });

  test('a cell that a spreadsheet would take for a formula is made safe', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    const name = '=HYPERLINK(1).csv';
    await drop(s3, `acme/purchases/${name}`, soundPurchases('FORMULA', 2));
    await settled(machine, `acme/purchases/${name}`);
    await signIn('support', '/files?q=%3DHYPERLINK');
    await expect(page.getByRole('link', { name: /=HYPERLINK/ })).toBeVisible();
    await page.getByRole('button', { name: 'Export …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export files' });
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: /^Download:/ }).click({ timeout: 30_000 }),
    ]);
    const lines = await linesOf(await download.path());
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^"?'=HYPERLINK\(1\)\.csv/);
  });
});

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/);
}
