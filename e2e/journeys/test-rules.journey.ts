import type { RuleTestRunHead } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import type { Machine } from '../fixtures/machine.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, signIn, test } from '../fixtures/portal.ts';

const file = [
  'txn_id,member_id,txn_date,amount,currency,qty,store,note',
  'T-77001,M-4711,2026-03-03,250.00,USD,1,S1,call Ines Roy',
  'T-77002,M-4712,2026-03-03,12.00,USD,1,S1,',
  '',
].join('\n');

test('rules are tested while they are written, a row becomes a test with nobody in it, and the hub keeps the run', async ({
  page,
  browser,
  hub,
  machine,
  s3,
}) => {
  const ruleSet = `${await newPartner(machine, 'Tested')}.purchases`;
  await drop(s3, `${ruleSet.replace('.', '/')}/rows.csv`, file);
  const { run } = await settled(machine, `${ruleSet.replace('.', '/')}/rows.csv`);
  const from = { kind: 'text', text: JSON.stringify(rules) };
  await machine.must('POST', `/rule-sets/${ruleSet}/draft`, { from });

  await test.step('what no test reaches leads to its row', async () => {
    await signIn(page, hub, 'author', `/rules/${ruleSet}/tests`);
    await expect(page.getByText('These rules have no tests')).toBeVisible();
    await page.getByRole('link', { name: 'Go to tiers/standard' }).click();
    const grid = page.getByRole('grid', { name: 'Rows of tiers' });
    await expect(grid).toBeFocused();
  });

  const tests = page.getByRole('region', { name: 'Tests', exact: true });
  const title = `Like row 1 of run ${run?.id ?? ''}`;

  await test.step('a row of a run becomes a test with one click', async () => {
    await page.goto(`${hub.portal}/runs/${run?.id ?? ''}/rows?row=1`);
    await page.getByRole('button', { name: 'Make it a test of the rules' }).click();
    const offer = page.getByRole('region', { name: 'A row as a test' });
    await expect(offer).toContainText('earns 375 points by tiers/large');
    await expect(offer).toContainText('A-1234');
    await offer.getByRole('button', { name: 'Save as a test' }).click();
    await expect(tests).toContainText('The test passes.');
    await expect(page.getByRole('textbox', { name: 'What it shows' })).toBeFocused();
    await expect(page.getByRole('link', { name: 'Go to tiers/standard' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to tiers/large' })).toBeHidden();
  });

  await test.step('and nobody is in the rules by it', async () => {
    await expect.poll(() => savedText(machine, ruleSet)).toContain('row1');
    const text = await savedText(machine, ruleSet);
    for (const own of ['4711', '77001', 'Ines', 'Roy']) expect(text).not.toContain(own);
  });

  await test.step('what is typed is judged at once, and taken back like any edit', async () => {
    await page.getByLabel('amount').fill('199.99');
    await expect(tests).toContainText('The points should be 375, not 199');
    await page.getByLabel('amount').press('Control+z');
    await expect(tests).toContainText('The test passes.');
    await page.getByLabel('Points', { exact: true }).fill('376');
    await expect(tests).toContainText('1 of 1 test does not pass.');
    await page.getByRole('button', { name: 'Expect what was found' }).click();
    await expect(tests).toContainText('The test passes.');
  });

  await test.step('it is duplicated, changed to reach the rest, and has an address', async () => {
    await page.getByRole('button', { name: `What to do with ${title}` }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByLabel('amount').fill('12');
    await page.getByRole('button', { name: 'Expect what was found' }).click();
    await expect(page.getByText('Every row and rule fires in some test.')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('amount')).toHaveValue('12');
  });

  await test.step('the hub runs what is saved, and keeps what came of it', async () => {
    await page.getByRole('button', { name: 'Run on the hub' }).click();
    const runs = page.getByRole('region', { name: 'Test runs of this rule set' });
    await expect(runs).toContainText(/Draft.*as it stands here.*2 tests passed.*author/s);
    await expect(runs).toContainText('2 of 2 clauses reached');
    const { items } = await machine.must<{ items: RuleTestRunHead[] }>(
      'GET',
      `/rule-sets/${ruleSet}/test-runs`,
    );
    expect(items).toMatchObject([{ version: null, passed: 2, failed: 0 }]);
  });

  await test.step('a viewer reads them', async () => {
    const viewer = await (await browser.newContext()).newPage();
    await signIn(viewer, hub, 'viewer', `/rules/${ruleSet}/tests?test=row1`);
    await expect(viewer.getByText('All 2 tests pass.')).toBeVisible();
    await expect(viewer.getByLabel('amount')).not.toBeEditable();
    const run = viewer.getByRole('button', { name: 'Run on the hub' });
    await expect(run).toBeDisabled();
    await expect(run).toHaveAccessibleDescription(/Your role \(viewer\) may not/);
    await viewer.context().close();
  });
});

const rules = {
  $schema: 'https://waybill.dev/schemas/rule-set-1.json',
  name: 'tested',
  inputs: [
    { name: 'occurredOn', type: 'date' },
    { name: 'amount', type: 'decimal', scale: 4 },
    { name: 'memberNo', type: 'text' },
    { name: 'note', type: 'text', optional: true },
  ],
  tables: [
    {
      id: 'tiers',
      hitPolicy: 'first',
      columns: [{ input: 'amount' }],
      rows: [
        {
          id: 'large',
          when: ['>= 200.0'],
          then: [{ do: 'accrue', points: 'floor(amount * 1.5)' }],
        },
        { id: 'standard', when: ['-'], then: [{ do: 'accrue', points: 'floor(amount)' }] },
      ],
    },
  ],
};

async function savedText(machine: Machine, ruleSet: string): Promise<string> {
  return (await machine.must<{ text: string }>('GET', `/rule-sets/${ruleSet}/draft`)).text;
}
