import type { Browser, Locator, Page } from '@playwright/test';
import type { Feed, Partner } from '@waybill/contracts';
import { purchaseFeed } from '../fixtures/feeds.ts';
import type { RunningHub } from '../fixtures/hub.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, signIn as signInOn, test } from '../fixtures/portal.ts';

test.describe('two people at once: who comes second sees what changed, and types nothing again', () => {
  test('the contacts of a partner: save mine over theirs', async ({
    page,
    signIn,
    browser,
    hub,
    machine,
  }) => {
    const partner = await newPartner(machine, 'Contacts');
    const place = `/partners/${partner}/contacts`;
    const colleague = await elsewhere(browser, hub, 'admin', place);
    await signIn('support', place);
    await addContact(page, 'Ada of support', 'ada@example.org');
    await addContact(colleague, 'Ben of admin', 'ben@example.org');
    await colleague.getByRole('button', { name: 'Save contacts' }).click();
    await expect(colleague.getByText('Saved.')).toBeVisible();
    await colleague.context().close();

    await page.getByRole('button', { name: 'Save contacts' }).click();
    const clash = page.getByRole('alert', { name: 'Changed by somebody else' });
    await expect(clash.getByRole('row', { name: /contacts/ })).toContainText('ben@example.org');
    await expect(page.getByLabel('Name')).toHaveValue('Ada of support');
    expect(await contactsOf(partner)).toEqual(['Ben of admin']);

    await clash.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(clash).toHaveCount(0);
    expect(await contactsOf(partner)).toEqual(['Ada of support']);

    async function contactsOf(id: string): Promise<string[]> {
      const { contacts } = await machine.must<Partner>('GET', `/partners/${id}`);
      return contacts.map(({ name }) => name);
    }
  });

  test('what is expected of a feed: take theirs', async ({
    page,
    signIn,
    browser,
    hub,
    machine,
  }) => {
    const feed = `${await newPartner(machine, 'Expected')}.${purchaseFeed.code}`;
    const place = `/feeds/${feed}/expectation`;
    const colleague = await elsewhere(browser, hub, 'support2', place);
    await signIn('support', place);
    await expectAt(page, '09:00', 'They said nine');
    await expectAt(colleague, '07:30', 'They said half past seven');
    await colleague.getByRole('button', { name: 'Save expectation' }).click();
    await expect(colleague.getByText(/^Saved\./)).toBeVisible();
    await colleague.context().close();

    await page.getByRole('button', { name: 'Save expectation' }).click();
    const clash = page.getByRole('alert', { name: 'Changed by somebody else' });
    await expect(clash.getByRole('row', { name: /expectation/ }).first()).toContainText('07:30');
    await expect(page.getByLabel('Time of day')).toHaveValue('09:00');
    await expect(page.getByLabel('Reason for the change')).toHaveValue('They said nine');

    await clash.getByRole('button', { name: 'Take theirs' }).click();
    await expect(page.getByLabel('Time of day')).toHaveValue('07:30');
    await expect(clash).toHaveCount(0);
    await expectAt(page, '07:45', 'A quarter of an hour later');
    await page.getByRole('button', { name: 'Save expectation' }).click();
    await expect(page.getByText(/^Saved\./)).toBeVisible();
    const { expectation } = await machine.must<Feed>('GET', `/feeds/${feed}`);
    expect(expectation?.at).toBe('07:45');
  });

  test('a saved view, from two desks of the same person', async ({
    page,
    signIn,
    browser,
    hub,
  }) => {
    await signIn('support', '/runs?state=failed');
    await openViews(page);
    await viewsOf(page).getByLabel('Name').fill('Mine to look at');
    await page.getByRole('button', { name: 'Save as a new view' }).click();
    await expect(page).toHaveURL(/view=/);
    const place = page.url().slice(hub.portal.length);
    await page.keyboard.press('Escape');
    const desk = await elsewhere(browser, hub, 'support', place);
    for (const [each, state] of [
      [desk, 'Partial'],
      [page, 'Cancelled'],
    ] as const) {
      await each.getByRole('group', { name: 'State' }).getByRole('button', { name: state }).click();
      await openViews(each);
      await each.getByRole('button', { name: 'Update to what is shown' }).click();
    }
    await expect(desk.getByRole('button', { name: 'Update to what is shown' })).toHaveCount(0);
    await desk.context().close();

    const clash = page.getByRole('alert', { name: 'Changed by somebody else' });
    await expect(clash.getByRole('row', { name: /state/ })).toContainText('partial');
    await clash.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(clash).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Update to what is shown' })).toHaveCount(0);
    await page.reload();
    await expect(page).toHaveURL(/state=[^&]*cancelled/);
  });
});

/** Somebody at another machine, signed in at the same place. */
async function elsewhere(
  browser: Browser,
  hub: RunningHub,
  account: string,
  path: string,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInOn(page, hub, account, path);
  return page;
}

async function addContact(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a contact' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
}

async function expectAt(page: Page, time: string, reason: string): Promise<void> {
  await page.getByLabel('Files are expected by a schedule').check();
  await page.getByLabel('Time of day').fill(time);
  await page.getByLabel('Reason for the change').fill(reason);
}

function viewsOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Views of the list' });
}

async function openViews(page: Page): Promise<void> {
  await page.locator('wb-list-views').getByRole('button').click();
}
