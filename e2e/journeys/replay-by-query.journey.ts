import type { Balance } from '@waybill/contracts';
import { purchaseFeed } from '../fixtures/feeds.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { publishRules } from '../fixtures/rules.ts';
import { pointsOf, soundPurchases } from './purchase-files.ts';

const rowsOf = { one: 12, two: 20, three: 30 };

test('support finds every run a bad rule touched and replays them by query: canary first, proof for the whole', async ({
  page,
  signIn,
  hub,
  machine,
  s3,
}) => {
  const feed = { ...purchaseFeed, code: 'tiers', name: 'Purchases with tiers' };
  await machine.must('POST', '/partners', { id: 'tierland', name: 'Tierland' });
  await machine.must('POST', '/partners/tierland/feeds', feed);
  await publishRules(hub, 'tierland.tiers', { version: 'tiers@2', pointsPerDollar: 2 });
  for (const [name, rows] of Object.entries(rowsOf)) {
    const key = `tierland/tiers/${name}.csv`;
    await drop(s3, key, soundPurchases(`TIER-${name}`, rows));
    await settled(machine, key);
  }
  const doubled = await balance();
  await publishRules(hub, 'tierland.tiers', { version: 'tiers@3', pointsPerDollar: 1 });

  await signIn('support', '/runs?ruleVersion=tiers%402');
  await expect(page.getByRole('link', { name: /three\.csv/ })).toBeVisible();
  await page.getByRole('link', { name: 'Replay what matches' }).click();
  await expect(page.getByText('Everything matching: rules tiers@2 (3 runs)')).toBeVisible();
  await page.getByRole('button', { name: 'Show the plan' }).click();

  const plan = page.getByRole('region', { name: 'Plan of the bulk replay' });
  await expect(plan).toContainText('tiers@3');
  await expect(plan.getByRole('row', { name: /^Replaced/ }).getByRole('cell')).toHaveText('62');
  await expect(plan).toContainText('Points by member, largest first');
  await page.getByLabel('Reason').fill('tiers@2 doubled the points');
  await page.getByRole('button', { name: 'Start with 1 run' }).click();

  await expect(page).toHaveURL(/\/replays\/bulk\/bulk_/);
  const canary = page.getByRole('region', { name: 'Canary' });
  await expect(canary).toContainText('did exactly what was planned; the rest waits for you');
  await expect(canary).toContainText(`one.csv: 12 of 12 planned rows changed, −${pointsOf(12)}`);
  // Ten dollars in each file.
  expect(doubled - (await balance())).toBe(10);
  await page.getByRole('button', { name: 'Go on with the rest' }).click();

  const proof = page.getByRole('region', { name: 'Proof of the bulk replay' });
  await expect(proof).toContainText('3 of 3 runs replayed; 124 entries created');
  await expect(proof.getByText('As planned', { exact: true })).toBeVisible();
  await expect(proof.getByRole('row', { name: /tierland\.tiers, after/ })).toContainText('124');
  expect(await balance()).toBe(doubled / 2);
  await page.getByRole('link', { name: 'Proof of two.csv' }).click();
  await expect(page.getByRole('heading', { name: 'Replay of two.csv' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'a bulk replay' })).toBeVisible();

  await page.goto(`${hub.portal}/replays/new?ruleVersion=tiers%402&feed=tierland.tiers`);
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(plan.getByRole('row', { name: /^Replaced/ }).getByRole('cell')).toHaveText('0');
  await expect(plan).toContainText('62 rows are booked already');

  /** Of the member of the first row, who bought in each file. */
  async function balance(): Promise<number> {
    const { buckets } = await machine.must<Balance>('GET', '/members/tierland:M-1000/balance');
    return buckets.available;
  }
});
