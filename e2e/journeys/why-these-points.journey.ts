import type { Page } from '@playwright/test';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';

const line = 'WHY-1,E-77001,2026-03-03,120.50,USD,1,S9,gift for the desk';
const file = `txn_id,member_id,txn_date,amount,currency,qty,store,note\n${line}\n`;

test.describe('answer why an employee has these points', () => {
  test('support goes from the member to the clause, the record, the line and the file', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/why.csv', file);
    await settled(machine, 'acme/purchases/why.csv');
    await signIn('support', '/members');
    await page.getByRole('searchbox', { name: 'Start of the member number' }).fill('E-77');
    await page.getByRole('link', { name: /^E-77001 of acme/ }).click();
    await expect(page.getByRole('heading', { name: 'E-77001' })).toBeVisible();
    const balance = page.getByRole('region', { name: 'Balance' });
    await expect(balance.getByRole('definition').filter({ hasText: '120' })).not.toHaveCount(0);

    await page.getByRole('link', { name: /WHY-1.*why\?/ }).click();
    await expect(page.getByRole('heading', { name: 'Why E-77001 has 120 points' })).toBeVisible();
    await expectChain(page);
    await expect(page.getByRole('group', { name: 'Line as received' })).toHaveText(line);
    await expect(page.getByRole('row', { name: /^amount/ })).toContainText('120.50');

    await step(page, 'The file it came in').getByRole('link', { name: 'why.csv' }).click();
    await expect(page.getByRole('heading', { name: 'why.csv' })).toBeVisible();
    await page.goBack();
    await page.getByRole('link', { name: 'Row 1 of the run' }).click();
    await expect(page).toHaveURL(/\/runs\/.+\/rows\?.*row=1/);
  });

  test('a viewer sees the same reasons, but not what the partner wrote', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    const masked = file.replace('WHY-1', 'WHY-2').replace('E-77001', 'E-77002');
    await drop(s3, 'acme/purchases/why-masked.csv', masked);
    const { run } = await settled(machine, 'acme/purchases/why-masked.csv');
    await signIn('viewer', `/entries?run=${run?.id}`);
    await page.getByRole('link', { name: /WHY-2.*why\?/ }).click();
    await expectChain(page);
    await expect(page.getByText('What the partner sent is hidden for your role')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Line as received' })).toHaveCount(0);
    await expect(page.getByText('gift for the desk')).toHaveCount(0);
  });
});

/** One step of the chain of reasons. */
function step(page: Page, name: string) {
  return page.getByRole('region', { name });
}

/** Entry and clause are what they must be, and deciding again gives the same. */
async function expectChain(page: Page): Promise<void> {
  await expect(step(page, 'The entry in the ledger').getByText('+120').first()).toBeVisible();
  const clause = step(page, 'The clause that gave it');
  const fired = clause.getByRole('row', { name: /^fired/ });
  await expect(fired).toContainText('floor(amount)');
  await expect(clause).toContainText('Decided again just now');
  await expect(clause).toContainText('It agrees');
}
