import { tabTo } from '../fixtures/keyboard.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

test('from the sign-in to the wrong cell of a row with the keyboard alone', async ({
  page,
  hub,
  machine,
  s3,
}) => {
  await drop(s3, 'acme/purchases/untouched.csv', faultyPurchases('KEYS'));
  await settled(machine, 'acme/purchases/untouched.csv');
  await page.goto(`${hub.portal}/runs`);
  await expect(page.getByLabel('Account')).toBeFocused();
  await page.keyboard.type('support');
  await page.keyboard.press('Tab');
  await page.keyboard.type('any');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /untouched\.csv/ })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type('untouched.csv');
  await expect(page).toHaveURL(/q=untouched\.csv/);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: /untouched\.csv/ }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'untouched.csv' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: /^Errors \d/ }));
  await page.keyboard.press('Enter');
  const dates = page.getByRole('button', { name: /TYPE-003/ });
  await expect(dates).toBeVisible();
  await tabTo(page, dates);
  await page.keyboard.press('Enter');
  await expect(dates).toHaveAttribute('aria-expanded', 'true');
  const cells = page.getByRole('article', { name: 'Row 5' }).getByLabel('Cells of the row');
  await tabTo(page, cells);
  await expect(cells).toContainText('2026-02-30');
});

test('a replay with the keyboard alone: choices, plan, reason, proof', async ({
  page,
  signIn,
  machine,
  s3,
}) => {
  await drop(s3, 'acme/purchases/replay-keys.csv', soundPurchases('REPLAY-KEYS', 5));
  const { run } = await settled(machine, 'acme/purchases/replay-keys.csv');
  await signIn('support', `/replays/new?run=${run?.id}`);
  const all = page.getByRole('radio', { name: /This file, all rows/ });
  await expect(all).toBeChecked();

  await tabTo(page, page.getByRole('radio', { name: /Current rules/ }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Original rules/ })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Show the plan' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^Unchanged/ }).getByRole('cell')).toHaveText('5');
  await tabTo(page, page.getByLabel('Reason'));
  await page.keyboard.type('Only to be sure');
  await tabTo(page, page.getByRole('button', { name: 'Replay 5 rows' }));
  await page.keyboard.press('Enter');

  const proof = page.getByRole('region', { name: 'Proof of the replay' });
  await expect(proof.getByText('As planned', { exact: true })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'the original run' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/runs/${run?.id}`));
});
