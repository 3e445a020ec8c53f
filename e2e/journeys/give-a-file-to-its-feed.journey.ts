import { randomUUID } from 'node:crypto';
import type { AuditEvent, InboundFile, Page as Listing } from '@waybill/contracts';
import { eventually } from '../fixtures/eventually.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { pointsOf, soundPurchases } from './purchase-files.ts';

test.describe('give an unassigned file to its feed', () => {
  test('support looks at the suggestions, says why, and sees the run that comes of it', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    const stray = await strayed('from-a-colleague.csv', 'STRAY', { machine, s3 });
    await signIn('support', '/files?state=unassigned');
    await page.getByRole('link', { name: /from-a-colleague\.csv/ }).click();
    await expect(page.getByText('Unassigned', { exact: true }).first()).toBeVisible();

    await page.getByRole('button', { name: 'Assign to a feed' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign from-a-colleague.csv' });
    const suggestion = dialog.getByRole('radio', { name: /Purchases.*acme\.purchases/ });
    await expect(suggestion).toBeVisible();
    await suggestion.check();
    await expect(dialog.getByRole('cell', { name: 'STRAY-0001' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Assign and process' }).click();
    await expect(dialog.locator('#assign-fault')).not.toBeEmpty();
    await dialog.getByLabel('Reason').fill('Mailed to us, the partner confirmed it');
    await dialog.getByRole('button', { name: 'Assign and process' }).click();

    await expect(dialog).toHaveCount(0);
    const file = await booked(stray.id, { machine });
    await expect(page.getByText('Archived', { exact: true }).first()).toBeVisible();
    await page.getByRole('link', { name: 'See the run' }).last().click();
    await expect(page).toHaveURL(new RegExp(`/runs/${file.lastRun}`));
    await expect(page.getByText(`+${pointsOf(4)}`, { exact: true })).toBeVisible();
    const audit = await machine.must<Listing<AuditEvent>>(
      'GET',
      `/audit-events?object=file:${stray.id}`,
    );
    expect(audit.items.map(({ actor, detail }) => [actor, detail['reason']])).toContainEqual([
      'person:support',
      'Mailed to us, the partner confirmed it',
    ]);
  });

  test('the same with the keyboard alone', async ({ page, signIn, machine, s3 }) => {
    const stray = await strayed('by-keys.csv', 'KEYSTRAY', { machine, s3 });
    await signIn('support', '/files?state=unassigned');
    await tabTo(page, page.getByRole('link', { name: /by-keys\.csv/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Assign to a feed' }));
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Assign by-keys.csv' });
    await tabTo(page, dialog.getByRole('radio', { name: /Purchases.*acme\.purchases/ }));
    await page.keyboard.press('Space');
    await expect(dialog.getByRole('cell', { name: 'KEYSTRAY-0001' })).toBeVisible();
    await tabTo(page, dialog.getByLabel('Reason'));
    await page.keyboard.type('It lay in the wrong folder');
    await tabTo(page, dialog.getByRole('button', { name: 'Assign and process' }));
    await page.keyboard.press('Enter');

    await booked(stray.id, { machine });
    await expect(page.getByText('Archived', { exact: true }).first()).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: 'See the run' }).last());
    await page.keyboard.press('Enter');
    await expect(page.getByText(`+${pointsOf(4)}`, { exact: true })).toBeVisible();
  });
});

type Systems = Parameters<Parameters<typeof test>[2]>[0];

/** Four sound purchases in a folder that is no feed's. */
async function strayed(
  name: string,
  prefix: string,
  { machine, s3 }: Pick<Systems, 'machine' | 's3'>,
): Promise<InboundFile> {
  const key = `acme/attic-${randomUUID().slice(0, 8)}/${name}`;
  await drop(s3, key, soundPurchases(prefix, 4));
  const { file } = await settled(machine, key);
  expect(file.state).toBe('unassigned');
  return file;
}

async function booked(id: string, { machine }: Pick<Systems, 'machine'>): Promise<InboundFile> {
  return eventually(
    () => machine.must<InboundFile>('GET', `/files/${id}`),
    ({ state }) => state === 'archived',
  );
}
