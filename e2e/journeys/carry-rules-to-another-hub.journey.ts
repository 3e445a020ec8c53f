import { newPartner } from '../fixtures/partners.ts';
import { expect, signIn, test } from '../fixtures/portal.ts';

test('a version goes to another hub as a signed file, and one that was touched does not', async ({
  page,
  browser,
  hub,
  machine,
}) => {
  const [here, there] = [await newPartner(machine, 'Here'), await newPartner(machine, 'There')];
  const { document } = await machine.must<{ document: object }>(
    'GET',
    `/rule-sets/${here}.purchases/versions/1`,
  );
  const text = JSON.stringify({ ...document, name: 'carried' });
  await machine.must('POST', `/rule-sets/${here}.purchases/draft`, {
    from: { kind: 'text', text },
  });
  const freeze = { notes: 'To be carried' };
  await machine.must('POST', `/rule-sets/${here}.purchases/versions`, freeze, { 'if-match': '*' });

  const approver = await (await browser.newContext()).newPage();
  await signIn(approver, hub, 'approver', `/rules/${here}.purchases/versions`);
  const [download] = await Promise.all([
    approver.waitForEvent('download'),
    approver.getByRole('button', { name: 'Export carried@2 as a signed file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('carried@2.waybill-rules.json');
  const file = JSON.parse(await readAll(await download.createReadStream())) as object;
  await approver.context().close();

  await signIn(page, hub, 'author', `/rules/${there}.purchases/versions`);
  const imported = async (bundle: unknown) => {
    const buffer = Buffer.from(JSON.stringify(bundle));
    const chosen = page.getByLabel('A signed version from another hub');
    await chosen.setInputFiles({ name: 'rules.json', mimeType: 'application/json', buffer });
  };
  await imported({ kind: 'something else' });
  await expect(page.getByText('rules.json is no version that a hub signed.')).toBeVisible();

  const dialog = page.getByRole('dialog', { name: 'Import carried@2' });
  await imported({ ...file, ruleSet: 'touched.purchases' });
  await dialog.getByLabel('Reason').fill('The same campaign');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The file was changed');
  await dialog.getByRole('button', { name: 'Not now' }).click();

  await imported(file);
  await dialog.getByLabel('Reason').fill('The same campaign');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog).toBeHidden();
  const versions = page.getByRole('region', { name: 'Versions of this rule set' });
  await expect(versions.getByRole('row', { name: /carried@2.*The same campaign/ })).toBeVisible();
});

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}
