import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { soundPurchases } from './purchase-files.ts';

test('a file that a partner drops is announced, and shown when asked for', async ({
  page,
  signIn,
  machine,
  s3,
}) => {
  await drop(s3, 'acme/purchases/known.csv', soundPurchases('KNOWN', 2));
  await settled(machine, 'acme/purchases/known.csv');
  await signIn('support', '/runs');
  const links = page.getByRole('region', { name: 'Runs' }).getByRole('link');
  await expect(links.first()).toContainText('known.csv');
  // Names of partners come after the rows that they are for.
  await expect(links.first()).toContainText('Acme Industries');
  const before = await links.allInnerTexts();

  await drop(s3, 'acme/purchases/fresh.csv', soundPurchases('FRESH', 2));
  const fresh = page.getByRole('button', { name: '1 new run' });
  await expect(fresh).toBeVisible();
  expect(await links.allInnerTexts(), 'no row has moved').toEqual(before);

  await fresh.click();
  await expect(links.first()).toContainText('fresh.csv');
  await expect(fresh).toBeHidden();
  await expect(page.getByRole('row').nth(1)).toContainText('Succeeded');
});
