import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { soundPurchases } from './purchase-files.ts';

test('support replays a file: plan first, reason, proof that nothing was booked twice', async ({
  page,
  signIn,
  machine,
  s3,
}) => {
  await drop(s3, 'acme/purchases/proved.csv', soundPurchases('AGAIN', 25));
  const { run } = await settled(machine, 'acme/purchases/proved.csv');
  await signIn('support', `/runs/${run?.id}`);
  await page.getByRole('button', { name: 'Replay', exact: true }).click();

  const dialog = page.getByRole('dialog', { name: 'Replay proved.csv' });
  await expect(dialog.getByRole('radio', { name: /Failed rows only/ })).toBeDisabled();
  await expect(dialog.getByRole('radio', { name: /All rows \(25\)/ })).toBeChecked();
  await dialog.getByRole('radio', { name: /Original rules/ }).check();
  await dialog.getByRole('button', { name: 'Show the plan' }).click();

  await expect(dialog.getByRole('row', { name: /New entries/ })).toContainText('0');
  await expect(dialog.getByRole('row', { name: /Unchanged/ }).getByRole('cell')).toHaveText('25');
  await expect(dialog).toContainText('Nothing has been booked yet');
  await dialog.getByRole('button', { name: 'Replay 25 rows' }).click();
  await expect(dialog.getByText('Say why')).toBeVisible();
  await dialog.getByLabel('Reason').fill('The partner asks whether all of it was booked');
  await dialog.getByRole('button', { name: 'Replay 25 rows' }).click();

  await expect(page).toHaveURL(/\/replays\/replay_/);
  await expect(page.getByRole('heading', { name: 'Replay of proved.csv' })).toBeVisible();
  const proof = page.getByRole('region', { name: 'Proof of the replay' });
  await expect(proof.getByText('As planned', { exact: true })).toBeVisible();
  await expect(proof).toContainText('The partner asks whether all of it was booked');
  await expect(proof).toContainText('The digests are equal');
  await expect(proof.getByRole('row', { name: /New entries/ }).getByRole('cell')).toHaveText([
    '0',
    '0',
  ]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    proof.getByRole('button', { name: 'Proof as JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^proof-replay_.*\.json$/);

  await page.getByRole('link', { name: 'the original run' }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${run?.id}`));
  await page.getByRole('link', { name: 'replay 1' }).click();
  await expect(page.getByRole('link', { name: 'the original run' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Reconciliation of rows' })).toContainText(
    'Adds up',
  );
  await expect(proof.getByText('As planned', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'a replay, with its proof' }).click();
  await expect(page).toHaveURL(/\/replays\/replay_/);
});
