import type { Run } from '@waybill/contracts';
import { eventually } from '../fixtures/eventually.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases } from './purchase-files.ts';

test('support resolves row errors together, and takes it back', async ({
  page,
  signIn,
  machine,
  s3,
}) => {
  await drop(s3, 'acme/purchases/settle.csv', faultyPurchases('SETTLE'));
  const { run } = await settled(machine, 'acme/purchases/settle.csv');
  const state = async () => (await machine.must<Run>('GET', `/runs/${run?.id}`)).state;
  await signIn('support', `/errors?run=${run?.id}`);
  await expect(page.getByRole('button', { name: 'Open 4' })).toBeVisible();

  await page.getByRole('button', { name: 'Resolve all 4' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resolve 4 rows?' });
  await dialog.getByLabel('Reason').fill('The partner sends these again tomorrow');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('button', { name: 'Resolved 4' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open 0' })).toBeVisible();
  await eventually(state, (now) => now === 'repaired');

  const undo = page.getByRole('region', { name: 'What you can take back' });
  await undo.getByRole('button', { name: 'Undo: 4 rows resolved' }).click();
  await expect(undo).toContainText('Taken back: 4 rows resolved');
  await expect(page.getByRole('button', { name: 'Open 4' })).toBeVisible();
  await eventually(state, (now) => now === 'partial');
});
