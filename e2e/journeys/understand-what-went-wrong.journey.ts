import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, renamedHeader } from './purchase-files.ts';

test.describe('support understands what went wrong', () => {
  test('in a partial run: which cell of which row, what was found and what was expected', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/faulty.csv', faultyPurchases('FAULTY'));
    await settled(machine, 'acme/purchases/faulty.csv');
    await signIn('support', '/runs?q=faulty.csv');
    await expect(page.getByRole('row').nth(1)).toContainText('4 rejected');
    await page.getByRole('link', { name: /faulty\.csv/ }).click();
    await page.getByRole('link', { name: 'Errors 4' }).click();

    await expect(page.getByText('4 rows need attention, for 3 causes.')).toBeVisible();
    const amounts = page.getByRole('button', { name: /TYPE-001.*amount.*2 rows/s });
    await expect(amounts).toHaveAttribute('aria-expanded', 'true');
    const row = page.getByRole('article', { name: 'Row 3' });
    await expect(row).toContainText('line 4');
    await expect(row.getByRole('definition')).toHaveText([
      'amount',
      '12,50',
      'a plain number such as 1234.50',
    ]);
    await expect(row.getByLabel('Line as received')).toHaveText(
      'FAULTY-0003,M-1003,2026-03-03,"12,50",USD,1,S1,',
    );
    const marked = row.getByRole('cell', { name: /Wrong/ });
    await expect(marked).toHaveCount(1);
    await expect(marked).toContainText('12,50');

    const dates = page.getByRole('button', { name: /TYPE-003.*txn_date.*1 row$/s });
    await dates.click();
    await expect(page.getByRole('article', { name: 'Row 5' })).toContainText('2026-02-30');
    const members = page.getByRole('button', { name: /CONSTRAINT-001.*member_id/s });
    await members.click();
    const lacking = page.getByRole('article', { name: 'Row 6' });
    await expect(lacking.getByRole('cell', { name: /Wrong/ })).toContainText('(empty)');
  });

  test('from a row to its error, by its outcome', async ({ page, signIn, machine, s3 }) => {
    await drop(s3, 'acme/purchases/faulty-rows.csv', faultyPurchases('ROWS'));
    const { run } = await settled(machine, 'acme/purchases/faulty-rows.csv');
    await signIn('support', `/runs/${run?.id}/rows`);
    await page.getByRole('button', { name: 'rejected 4' }).click();
    await expect(page.getByRole('row')).toHaveCount(5);
    await page.getByRole('row').filter({ hasText: 'TYPE-003' }).getByRole('link').click();
    await expect(page.getByRole('article', { name: 'Row 5' })).toBeVisible();
  });

  test('in a failed run: the cause, what to do and the code', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/renamed.csv', renamedHeader('RENAMED'));
    const { run } = await settled(machine, 'acme/purchases/renamed.csv');
    expect(run?.state).toBe('failed');
    await signIn('support', '/runs?q=renamed.csv');
    await page.getByRole('link', { name: /renamed\.csv, Failed/ }).click();

    const why = page.getByRole('region', { name: 'Why the run failed' });
    await expect(why.getByRole('heading')).toContainText('Expected a column “amount”');
    await expect(why).toContainText('perhaps it is now called “amount_usd”');
    await expect(why).toContainText('Deliver the column, or map its new name');
    await expect(why.getByText(run?.problem?.code ?? 'no code', { exact: true })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Reconciliation of rows' })).toContainText(
      'Adds up',
    );
  });
});
