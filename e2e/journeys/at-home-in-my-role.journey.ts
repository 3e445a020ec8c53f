import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, test } from '../fixtures/portal.ts';
import { publishRules } from '../fixtures/rules.ts';
import { soundPurchases } from './purchase-files.ts';

/** What each role's overview begins with. */
const homes = [
  ['support', 'Needs you'],
  ['admin', 'Needs you'],
  ['qa', 'What arrived'],
  ['author', 'How it goes'],
  ['approver', 'Needs you'],
  ['viewer', 'What arrived'],
  ['auditor', 'Are the books right?'],
] as const;

test.describe('everybody is at home in their role', () => {
  for (const [account, first] of homes) {
    test(`${account} sees first what ${account} came for`, async ({ page, signIn }) => {
      await signIn(account, '/');
      const sections = page.getByRole('main').getByRole('heading', { level: 2 });
      await expect(sections.first()).toHaveText(first);
    });
  }

  test('an admin suspends a partner: its files are set aside until it is live again', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    const partner = await newPartner(machine, 'Suspended');
    await signIn('admin', `/partners/${partner}/settings`);
    await page.getByRole('radio', { name: /^Suspended/ }).check();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText('Say why, for whoever asks later.')).toBeVisible();
    await page.getByLabel('Why the state changes').fill('The contract is being renewed');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();

    const key = `${partner}/purchases/meanwhile.csv`;
    await drop(s3, key, soundPurchases('MEANWHILE', 2));
    expect((await settled(machine, key)).file.state).toBe('unassigned');
  });

  test('qa works out what a replay would do, and leaves doing it to others', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/for-qa.csv', soundPurchases('FORQA', 4));
    const { run } = await settled(machine, 'acme/purchases/for-qa.csv');
    await signIn('qa', `/replays/new?run=${run?.id}`);
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await expect(page.getByRole('row', { name: /^Unchanged/ }).getByRole('cell')).toHaveText('4');
    const start = page.getByRole('button', { name: 'Replay 4 rows' });
    await expect(start).toBeDisabled();
    await expect(start).toHaveAccessibleDescription(/Your role \(QA\) may not replay files/);
  });

  test('an author reads how a feed is read, and is told who changes it', async ({
    page,
    signIn,
  }) => {
    await signIn('author', '/feeds/acme.purchases/format');
    await expect(page.getByRole('row', { name: /^amount/ })).toBeVisible();
    const edit = page.getByRole('button', { name: 'Edit the format' });
    await expect(edit).toHaveAccessibleDescription(/role \(author\) may not.* admin can\./);
  });

  test('an approver compares what a feed was with what it is', async ({
    page,
    signIn,
    hub,
    machine,
  }) => {
    const feed = `${await newPartner(machine, 'Compared')}.purchases`;
    await publishRules(hub, feed, { version: 'compared@2', pointsPerDollar: 2 });
    await signIn('approver', `/feeds/${feed}/versions`);
    const versions = page.getByRole('table', { name: 'Versions of this feed' });
    await expect(versions.getByRole('row', { name: /^2 Active/ })).toContainText('compared@2');
    const differs = page.getByRole('row', { name: /points/ });
    await expect(differs.getByRole('cell')).toContainText(['floor(amount)', 'floor(amount * 2)']);
  });

  test('an auditor reads in sentences who did what, and that the books are right', async ({
    page,
    signIn,
    machine,
  }) => {
    const partner = await newPartner(machine, 'Audited');
    await signIn('auditor', '/overview');
    const books = page.getByRole('region', { name: 'Are the books right?' });
    await expect(books).toContainText('balance');
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await page.getByRole('textbox', { name: /Thing/ }).fill(`partner:${partner}`);
    await expect(page.getByRole('row').nth(1)).toContainText(
      /^waybill-machine \(machine\) made the partner/,
    );
  });
});
