import type { Browser, Locator, Page } from '@playwright/test';
import type { RuleDraft } from '@waybill/contracts';
import type { TestCase } from '@waybill/rules';
import { cdnowMonth, cdnowPurchases } from '../fixtures/cdnow.ts';
import { freezeChange } from '../fixtures/change-of-rules.ts';
import { cdnowFeed } from '../fixtures/feeds.ts';
import { drop, settled } from '../fixtures/landing.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, signIn, test } from '../fixtures/portal.ts';

const rules = 'cdnow.purchases';

test('from an empty draft to an audited rollback: rules are written, tried on real files, approved by another and promoted', async ({
  page,
  browser,
  hub,
  machine,
  s3,
}) => {
  test.setTimeout(180_000);
  const dropped = async (month: number) => {
    const key = `cdnow/purchases/CDNOW-1997-0${String(month)}.txt`;
    await drop(s3, key, await cdnowMonth(month));
    const { run } = await settled(machine, key);
    if (!run) throw new Error(`${key} had no run`);
    const { id, ruleVersion, pointsAccrued } = run;
    return { id, ruleVersion, pointsAccrued };
  };
  await machine.must('POST', '/partners', { id: 'cdnow', name: 'CDNOW' });
  await machine.must('POST', '/partners/cdnow/feeds', cdnowFeed);
  const january = await dropped(1);
  for (const month of [2, 3]) await dropped(month);
  await signIn(page, hub, 'author', `/rules/${rules}/table`);
  const grid = page.getByRole('grid', { name: 'Rows of Points by amount' });

  await test.step('the author begins from a template', async () => {
    await page.getByRole('button', { name: 'Start a draft' }).click();
    await page.getByRole('radio', { name: /^Tiers by amount/ }).check();
    await page.getByRole('button', { name: 'Start the draft' }).click();
    await expect(grid.getByRole('gridcell', { name: '[100..500)' })).toBeVisible();
  });

  await test.step('and writes a table of tiers, with a cap for the month in the largest', async () => {
    await write(grid, { row: 2, column: 1 }, '[0..20)');
    await write(grid, { row: 3, column: 1 }, '[20..50)');
    await write(grid, { row: 4, column: 1 }, '>= 60');
    await write(grid, { row: 3, column: 2 }, 'floor(amount * 1.2)');
    await write(grid, { row: 4, column: 2 }, 'min(floor(amount * 1.5), max(0, 120 - soFar))');
  });

  await test.step('the editor points at what is wrong, and it is mended', async () => {
    await page.getByRole('button', { name: '1 error', exact: true }).click();
    const findings = page.getByRole('region', { name: 'Findings' });
    await expect(findings.getByRole('link', { name: /soFar/ })).toBeVisible();
    await page.getByRole('button', { name: /^About and inputs/ }).click();
    await page.getByRole('button', { name: 'Add a field' }).click();
    await page.getByRole('grid', { name: 'Inputs' }).focus();
    await page.keyboard.press('F2');
    const source = page.getByRole('combobox', { name: 'Field of the feed, or fact' });
    await source.selectOption('points of the member this month');
    await source.press('Tab');
    await page.keyboard.type('soFar');
    await page.keyboard.press('Enter');

    await findings.getByRole('link', { name: /50/ }).click();
    await write(grid, { row: 4, column: 1 }, '>= 50');
    await expect(page.getByRole('button', { name: 'No findings' })).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  const tests = page.getByRole('region', { name: 'Tests', exact: true });

  await test.step('what the template expected is said anew', async () => {
    await page.getByRole('link', { name: 'Tests', exact: true }).click();
    await expect(tests).toContainText('3 of 4 tests do not pass.');
    for (const id of ['below-100', 'exactly-100', 'exactly-500']) {
      await tests.getByRole('button', { name: id, exact: true }).click();
      await page.getByRole('button', { name: 'Expect what was found' }).click();
    }
    await expect(tests).toContainText('All 4 tests pass.');
  });

  await test.step('and a row that somebody really bought becomes a test', async () => {
    await page.goto(`${hub.portal}/runs/${january.id}/rows?row=3`);
    await page.getByRole('button', { name: 'Make it a test of the rules' }).click();
    const offer = page.getByRole('region', { name: 'A row as a test' });
    await expect(offer).toContainText('earns 108 points by tiers/large');
    await offer.getByRole('button', { name: 'Save as a test' }).click();
    await expect(tests).toContainText('All 5 tests pass.');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('a backtest on three archived files says what would change', async () => {
    await page.getByRole('link', { name: 'Backtests', exact: true }).click();
    await page.getByLabel('How many of the last files').fill('3');
    await page.getByRole('button', { name: 'Start the backtest' }).click();
    await expect(page.getByRole('main').getByText('Done', { exact: true })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Points' })).toContainText('+3,538');
    const rows = page.getByRole('region', { name: 'Changed rows, one by one' });
    await expect(rows).toContainText('tiers/large');
  });

  await test.step('frozen, it is asked for', async () => {
    await page.goto(`${hub.portal}/rules/${rules}/overview`);
    await page.getByRole('button', { name: 'Freeze as a version' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/Why|Notes|Reason/)
      .fill('Tiers, and 120 a month at most');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Freeze/ })
      .click();
    await page.getByRole('link', { name: 'Request promotion' }).click();
    await expect(page.getByText('5 tests passed')).toBeVisible();
    await page.getByLabel('Reason').fill('Agreed with CDNOW for May');
    await page.getByRole('button', { name: 'Request promotion' }).click();
    await expect(page).toHaveURL(/change-requests/);
  });
  const request = new URL(page.url()).pathname;

  await test.step('nobody approves what they asked for', async () => {
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    await expect(approve).toBeDisabled();
    await expect(approve).toHaveAccessibleDescription(/Your role \(author\) may not/);
  });

  const approver = await personAt(browser);
  await test.step('the approver sees what changes and what it rests on, and approves', async () => {
    await signIn(approver, hub, 'approver', '/change-requests?state=open&partner=cdnow');
    await approver.getByRole('link', { name: /tiers-by-amount@2/ }).click();
    await expect(approver.getByRole('region', { name: 'What changes' })).toContainText('soFar');
    await expect(approver.getByRole('region', { name: 'Backtest' })).toContainText('+3,538');
    await decide(approver, 'Approve', 'The figures are as agreed');
  });

  await test.step('the next file tries it; the limits hold', async () => {
    await approver.getByRole('button', { name: 'Try on the next file' }).click();
    await expect(approver.getByText('No file came since it began.')).toBeVisible();
    expect(await dropped(4)).toMatchObject(await byTiers(4));
    const canary = approver.getByRole('region', { name: 'Canary' });
    await expect(canary).toContainText('CDNOW-1997-04.txt');
    await expect(canary).toContainText('Passed');
    expect(await dropped(5)).toMatchObject(await byStandard(5));
  });

  await test.step('promoted in full, it judges the next file without a restart', async () => {
    await approver.getByRole('button', { name: 'Promote', exact: true }).click();
    await expect(approver.getByText('which is what was asked for')).toBeVisible();
    expect(await dropped(6)).toMatchObject(await byTiers(6));
  });

  await test.step('one action takes it back', async () => {
    await approver.goto(`${hub.portal}/rules/${rules}/versions`);
    const back = { name: 'Roll back to cdnow-standard@1' };
    await approver.getByRole('link', back).click();
    await approver.getByRole('button', back).click();
    await confirm(approver, 'Roll back', 'CDNOW asked for it');
    await expect(
      approver.getByRole('link', { name: 'Roll back to tiers-by-amount@2' }),
    ).toBeVisible();
    expect(await dropped(7)).toMatchObject(await byStandard(7));
  });

  await test.step('and the audit tells the story', async () => {
    const auditor = await personAt(browser);
    const id = request.split('/').at(-1) ?? '';
    await signIn(auditor, hub, 'auditor', `/audit?object=change-request:${id}`);
    const story = ['opened', 'approved', 'began to try', 'kept within the limits with', 'promoted'];
    for (const did of story)
      await expect(auditor.getByText(new RegExp(`${did} the change request`))).toBeVisible();
    await auditor.goto(`${hub.portal}/audit?object=feed:${rules}`);
    await expect(auditor.getByText(/rolled back the rules of/)).toBeVisible();
    await auditor.context().close();
  });
});

test('what must not happen to rules is refused, with the reason', async ({
  page,
  browser,
  hub,
  machine,
}) => {
  const ruleSet = `${await newPartner(machine, 'Refused')}.purchases`;
  const at = `/rule-sets/${ruleSet}`;
  const freeze = (tests: readonly TestCase[]) =>
    freezeChange(machine, ruleSet, (document) => ({ ...document, name: 'changed', tests }));

  await test.step('promotion without tests', async () => {
    const { version } = await freeze([]);
    await signIn(page, hub, 'admin', `/rules/${ruleSet}/request?version=${String(version)}`);
    const ask = page.getByRole('button', { name: 'Request promotion' });
    await expect(ask).toBeDisabled();
    await expect(ask).toHaveAccessibleDescription(/tests/);
    const reason = 'By the API then';
    const { status, body } = await machine.call('POST', '/change-requests', {
      ruleSet,
      version,
      reason,
    });
    expect([status, body['detail']]).toEqual([409, expect.stringContaining('test')]);
  });

  await test.step('self-approval, by whatever role', async () => {
    const { version } = await freeze([tenEarnTen]);
    await page.goto(`${hub.portal}/rules/${ruleSet}/request?version=${String(version)}`);
    await page.getByLabel('Reason').fill('By myself');
    await page.getByRole('button', { name: 'Request promotion' }).click();
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    await expect(approve).toBeDisabled();
    await expect(approve).toHaveAccessibleDescription(/You asked for this yourself/);
    await expect(
      page.getByRole('button', { name: 'Promote', exact: true }),
    ).toHaveAccessibleDescription('It is not approved yet.');
  });

  await test.step('approval of what was edited since', async () => {
    const approver = await personAt(browser);
    await signIn(approver, hub, 'approver', new URL(page.url()).pathname);
    const approve = approver.getByRole('button', { name: 'Approve', exact: true });
    await expect(approve).toBeEnabled();
    const { text } = await machine.must<RuleDraft>('GET', `${at}/draft`);
    const edited = { text: text.replace('floor(amount)', 'floor(amount * 3)') };
    await machine.must('PUT', `${at}/draft`, edited, { 'if-match': '*' });
    await approve.click();
    const dialog = approver.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Did not look again');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(dialog.getByRole('alert')).toContainText('is void: The draft was');
    await approver.context().close();
  });

  await test.step('an edit of what somebody else has changed', async () => {
    await page.goto(`${hub.portal}/rules/${ruleSet}/table?at=/rules/0`);
    const grid = page.getByRole('grid', { name: /^Rules/ });
    await grid.focus();
    const { text } = await machine.must<RuleDraft>('GET', `${at}/draft`);
    const theirs = { text: text.replace('floor(amount * 3)', 'floor(amount * 4)') };
    await machine.must('PUT', `${at}/draft`, theirs, { 'if-match': '*' });
    await page.keyboard.press('Control+d');
    const notice = page.getByRole('alert', { name: 'Changed by somebody else' });
    await expect(notice).toContainText('waybill-machine');
    await expect(notice).toContainText('amount * 4');
    await expect(page.getByRole('button', { name: 'Freeze as a version' })).toBeDisabled();
  });
});

const tenEarnTen: TestCase = {
  id: 'ten',
  row: { occurredOn: '2026-11-01', amount: '10' },
  expect: { outcome: 'accrue', points: 10 },
};

/** Overwrites a cell, counted from the first row under the head and the first column that can be written in. */
async function write(
  grid: Locator,
  { row, column }: { row: number; column: number },
  text: string,
) {
  const page = grid.page();
  await grid.focus();
  await page.keyboard.press('Control+Home');
  for (let step = 1; step < row; step += 1) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < column; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** What the rules that came with the feed make of a month. */
async function byStandard(month: number) {
  const purchases = cdnowPurchases(await cdnowMonth(month));
  const pointsAccrued = purchases.reduce((sum, { amount }) => sum + Math.floor(amount), 0);
  return { ruleVersion: 'cdnow-standard@1', pointsAccrued };
}

/** What the rules of the journey make of it: by tiers, of which the largest gives up to 120 points a month. */
async function byTiers(month: number) {
  const soFar = new Map<string, number>();
  for (const { customer, amount } of cdnowPurchases(await cdnowMonth(month))) {
    const before = soFar.get(customer) ?? 0;
    const times = (factor: number) => Math.floor(Number((amount * factor).toFixed(4)));
    const tier = amount < 20 ? times(1) : times(1.2);
    const earned = amount < 50 ? tier : Math.min(times(1.5), Math.max(0, 120 - before));
    soFar.set(customer, before + earned);
  }
  const pointsAccrued = [...soFar.values()].reduce((sum, points) => sum + points, 0);
  return { ruleVersion: 'tiers-by-amount@2', pointsAccrued };
}

async function personAt(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function decide(page: Page, how: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: how, exact: true }).click();
  await confirm(page, how, reason);
}

async function confirm(page: Page, how: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: how }).click();
  await expect(dialog).toHaveCount(0);
}
