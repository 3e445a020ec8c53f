import type { AuditEvent, LedgerIntegrity, Page, Run } from '@waybill/contracts';
import { eventually } from '../fixtures/eventually.ts';
import { drop, runSettled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { soundPurchases } from './purchase-files.ts';

test('support stops a large file: what was booked stays, and the counts add up', async ({
  page,
  signIn,
  machine,
  s3,
}) => {
  const rows = 500_000;
  await signIn('support', '/runs');
  await drop(s3, 'acme/purchases/large.csv', soundPurchases('LARGE', rows));
  const { items } = await eventually(
    () => machine.must<Page<Run>>('GET', '/runs?q=large.csv'),
    (runs) => runs.items.length === 1,
  );
  const id = items[0]?.id ?? '';
  await page.goto(new URL(`/runs/${id}`, page.url()).href);

  const progress = page.getByRole('progressbar', { name: 'Rows settled' });
  await expect(progress).toHaveAttribute('aria-valuetext', /of 500,000 rows/);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
  await dialog.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(dialog.getByText('Say why')).toBeVisible();
  await dialog.getByLabel('Reason').fill('The partner sent last year’s file');
  await dialog.getByRole('button', { name: 'Cancel the run' }).click();

  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  const run: Run = await runSettled(machine, id);
  expect(run.state).toBe('cancelled');
  expect(run.counts.read).toBeLessThan(rows);
  expect(run.counts.posted, 'every row that was read is booked').toBe(run.counts.read);
  const strip = page.getByRole('group', { name: 'Reconciliation of rows' });
  await expect(strip).toContainText('Adds up');
  await expect(strip).toContainText(run.counts.read.toLocaleString('en-US'));
  const integrity = await machine.must<LedgerIntegrity>('GET', '/ledger/integrity');
  expect(integrity).toMatchObject({ balanced: true, balancesAgree: true });
  const audit = await machine.must<Page<AuditEvent>>('GET', `/audit-events?object=run:${id}`);
  expect(audit.items.map(({ actor, detail }) => [actor, detail['reason']])).toContainEqual([
    'person:support',
    'The partner sent last year’s file',
  ]);
});
