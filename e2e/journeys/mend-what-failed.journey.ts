import type { AuditEvent, Page as Listing } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { mailsTo } from '../fixtures/outbox.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, pointsOf, renamedHeader } from './purchase-files.ts';

test.describe('find why yesterday’s file failed, and put it right', () => {
  test('the partner renamed a column: the new name is taken as another name, the file processed, and replayed for a proof', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    const partner = await newPartner(machine, 'Renamed');
    const key = `${partner}/purchases/yesterday.csv`;
    await drop(s3, key, renamedHeader('YESTER'));
    const { run: failed } = await settled(machine, key);
    await signIn('support', `/runs?state=failed&partner=${partner}`);
    await page.getByRole('link', { name: /yesterday\.csv, Failed/ }).click();
    const why = page.getByRole('region', { name: 'Why the run failed' });
    await expect(why).toContainText('perhaps it is now called “amount_usd”');

    await page.getByRole('link', { name: `${partner}.purchases` }).click();
    await page.getByRole('link', { name: /^Drift/ }).click();
    const drift = page.getByRole('article').filter({ hasText: 'amount_usd' });
    await expect(drift.getByRole('combobox')).toHaveValue('amount');
    await drift.getByRole('button', { name: 'Add alias' }).click();
    const waiting = page.getByRole('status', { name: 'Files that can be processed again' });
    await waiting.getByRole('button', { name: 'Process it again' }).click();
    await waiting.getByRole('link', { name: 'follow its run' }).click();
    await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
    await expect(page.getByText(`+${pointsOf(5)}`, { exact: true })).toBeVisible();

    const processed = page.url();

    await page.goto(new URL(`/runs/${failed?.id ?? ''}`, processed).href);
    await expect(page.getByText('Repaired', { exact: true })).toBeVisible();
    await why.getByRole('link', { name: /^run / }).click();
    await expect(page).toHaveURL(processed);

    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByLabel('Reason').fill('To prove that all of it is booked');
    await page.getByRole('button', { name: 'Replay 5 rows' }).click();
    const proof = page.getByRole('region', { name: 'Proof of the replay' });
    await expect(proof.getByText('As planned', { exact: true })).toBeVisible();
    await expect(proof).toContainText('The digests are equal');
  });
});

test.describe('send what was rejected back to the partner', () => {
  test('its contact, who has to be named first, gets the rows with the reasons in one mail', async ({
    page,
    hub,
    signIn,
    machine,
    s3,
  }) => {
    const partner = await newPartner(machine, 'Sendback');
    const address = `ines@${partner}.example`;
    const key = `${partner}/purchases/four-bad.csv`;
    await drop(s3, key, faultyPurchases('SENDBACK'));
    const { run } = await settled(machine, key);
    const id = run?.id ?? '';
    await signIn('support', `/runs/${id}/errors`);
    const send = page.getByRole('button', { name: 'Send back to the partner' });
    const dialog = page.getByRole('dialog', { name: /^Send rejected rows back/ });
    await send.click();
    await dialog.getByRole('link', { name: 'Add a contact' }).click();
    await page.getByRole('button', { name: 'Add a contact' }).click();
    await page.getByLabel('Name').fill('Ines Roy');
    await page.getByLabel('E-mail').fill(address);
    await page.getByRole('button', { name: 'Save contacts' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();

    await page.goto(`${hub.portal}/runs/${id}/errors`);
    await send.press('Enter');
    await expect(dialog.getByRole('radio', { name: /Ines Roy/ })).toBeChecked();
    await expect(dialog.getByLabel('Text of the mail')).toContainText(
      '4 rows of your file four-bad.csv',
    );
    await dialog.getByRole('button', { name: 'Send 4 rows' }).press('Enter');
    const result = dialog.getByRole('status');
    await expect(result).toContainText(`4 rows sent to ${address} by support`);
    await expect(result).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(send).toBeFocused();

    const [mail, ...more] = await mailsTo(hub, address);
    expect(more).toEqual([]);
    expect(mail?.headers).toContain(`Subject: 4 rejected rows of ${partner}.purchases (${id})`);
    expect(mail?.text).toContain('Hello Ines Roy,');
    expect(mail?.attachment.fileName).toBe(`rejected-rows-${id}.csv`);
    const [head, ...rows] = mail?.attachment.text.trimEnd().split('\r\n') ?? [];
    expect(head).toMatch(/^\uFEFFLine,Transaction,Member,Column,Found,Expected,All reasons,/);
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain('SENDBACK-0005,M-1005,txn_date,2026-02-30,');
    const audit = await machine.must<Listing<AuditEvent>>('GET', `/audit-events?object=run:${id}`);
    expect(audit.items.slice(0, 2).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'person:support run.sent-back',
      'person:support run.send-back-begun',
    ]);
    expect(JSON.stringify(audit.items)).not.toMatch(/Ines|ines@/);
    await send.click();
    await expect(dialog).toContainText('Rows of this run were sent back before, by support');
  });
});

test.describe('take back what was done too soon', () => {
  test('a rejected file waits again', async ({ page, signIn, machine, s3 }) => {
    const key = 'acme/attic-undo/too-soon.csv';
    await drop(s3, key, renamedHeader('TOOSOON'));
    const { file } = await settled(machine, key);
    await signIn('support', `/files/${file.id}`);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByLabel('Reason').fill('Looked like a trial');
    await page.getByRole('button', { name: 'Reject the file' }).click();
    await expect(page.getByText('Rejected', { exact: true }).first()).toBeVisible();

    const undo = page.getByRole('region', { name: 'What you can take back' });
    await expect(undo).toContainText('File rejected');
    await page.keyboard.press('Control+z');
    await expect(undo).toContainText('Taken back: File rejected');
    await expect(page.getByText('Unassigned', { exact: true }).first()).toBeVisible();
    const audit = await machine.must<Listing<AuditEvent>>(
      'GET',
      `/audit-events?object=file:${file.id}&sort=oldest`,
    );
    const deeds = audit.items.map(({ actor, action }) => `${actor} ${action}`);
    expect(deeds.slice(-2)).toEqual([
      'person:support file.rejected',
      'person:support file.reopened',
    ]);
  });
});
