import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { AuditEvent, Page as Listing } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import type { Machine } from '../fixtures/machine.ts';
import { newPartner } from '../fixtures/partners.ts';
import { expect, test } from '../fixtures/portal.ts';
import { endSession, pressAsSessionEnds, signInAgain } from '../fixtures/session.ts';
import { faultyPurchases, renamedHeader, soundPurchases } from './purchase-files.ts';

type Systems = Pick<Parameters<Parameters<typeof test>[2]>[0], 'machine' | 's3'>;

/** A form as a person meets it. */
interface Form {
  readonly what: string;
  readonly account: 'support' | 'admin';
  /** Makes ready what it is about; the answer is its address. */
  readonly place: (systems: Systems) => Promise<string>;
  /** All of it but the last press. */
  readonly fill: (page: Page, typed: string) => Promise<unknown>;
  /** The button that sends it. */
  readonly send: string;
  /** What the hub has of it; without it, the reasons that the audit trail keeps. */
  readonly kept?: (machine: Machine, path: string) => Promise<unknown>;
}

const forms: readonly Form[] = [
  {
    what: 'the reason of a replay',
    account: 'support',
    place: async (systems) => `/replays/new?run=${(await fileOf(systems, soundPurchases)).run}`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Show the plan' }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Replay 3 rows',
  },
  {
    what: 'the reason of a replay that begins on the run',
    account: 'support',
    place: async (systems) => `/runs/${(await fileOf(systems, soundPurchases)).run}`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Replay', exact: true }).click();
      await page.getByRole('button', { name: 'Show the plan' }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Replay 3 rows',
  },
  {
    what: 'the feed and the reason of an assignment',
    account: 'support',
    place: strayFile,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Assign to a feed' }).click();
      await page.getByRole('radio', { name: /acme\.purchases/ }).check();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Assign and process',
  },
  {
    what: 'the reason of a release',
    account: 'support',
    place: async (systems) => `/files/${(await fileOf(systems, renamedHeader)).file}`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Release', exact: true }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Release and process',
  },
  {
    what: 'the reason of a rejection',
    account: 'support',
    place: strayFile,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Reject', exact: true }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Reject the file',
  },
  {
    what: 'the reason why rows are resolved',
    account: 'support',
    place: async (systems) => `/errors?run=${(await fileOf(systems, faultyPurchases)).run}`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Resolve all 4' }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Resolve',
  },
  {
    what: 'the reason why rows are ignored',
    account: 'support',
    place: async (systems) => `/errors?run=${(await fileOf(systems, faultyPurchases)).run}`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Ignore all 4' }).click();
      await page.getByLabel('Reason').fill(typed);
    },
    send: 'Ignore',
  },
  {
    what: 'the contacts of a partner',
    account: 'support',
    place: async ({ machine }) => `/partners/${await newPartner(machine, 'Expiry')}/contacts`,
    fill: async (page, typed) => {
      await page.getByRole('button', { name: 'Add a contact' }).click();
      await page.getByLabel('Name').fill(typed);
      await page.getByLabel('E-mail').fill('ada@example.org');
    },
    send: 'Save contacts',
    kept: partnerOf,
  },
  {
    what: 'what is expected of a feed',
    account: 'support',
    place: ({ machine }) => feedTab(machine, 'expectation'),
    fill: async (page, typed) => {
      await page.getByLabel('Files are expected by a schedule').check();
      await page.getByLabel('Time of day').fill('07:45');
      await page.getByLabel('Reason for the change').fill(typed);
    },
    send: 'Save expectation',
  },
  {
    what: 'the format of a feed',
    account: 'admin',
    place: ({ machine }) => feedTab(machine, 'format/edit'),
    fill: async (page, typed) => {
      await page.getByLabel('Other names of amount').fill('amount_usd');
      await page.getByLabel('Reason for the change').fill(typed);
    },
    send: 'Save as version 2',
  },
  {
    what: 'the settings of a feed',
    account: 'admin',
    place: ({ machine }) => feedTab(machine, 'settings'),
    fill: async (page, typed) => {
      await page.getByLabel('Name', { exact: true }).fill('Purchases of the west');
      await page.getByLabel('Reason for the change').fill(typed);
    },
    send: 'Save settings',
  },
  {
    what: 'the settings of a partner',
    account: 'admin',
    place: async ({ machine }) => `/partners/${await newPartner(machine, 'Expiry')}/settings`,
    fill: (page, typed) => page.getByLabel('Name', { exact: true }).fill(typed),
    send: 'Save settings',
    kept: partnerOf,
  },
];

test.describe('a session that ends in the middle of a form takes no work away', () => {
  for (const { what, account, place, fill, send, kept = reasonsGiven } of forms) {
    test(what, async ({ page, context, signIn, hub, machine, s3 }) => {
      const typed = `Typed before the session ended ${unique()}`;
      const path = await place({ machine, s3 });
      await signIn(account, path);
      await fill(page, typed);
      await pressAsSessionEnds(page.getByRole('button', { name: send, exact: true }), hub);
      await signInAgain(page, context, account);

      await expect.poll(async () => JSON.stringify(await kept(machine, path))).toContain(typed);
    });
  }

  test('a file that is uploaded', async ({ page, context, signIn, hub, machine }) => {
    await signIn('support', '/upload');
    const files = page.getByLabel('choose files');
    const name = `${unique()}.csv`;
    const buffer = Buffer.from(soundPurchases(unique(), 3));
    await expect(files).toBeEnabled();
    await endSession(page, hub);
    await page.evaluate(() => {
      sessionStorage.setItem('access_token', 'used-up');
    });
    await files.setInputFiles([{ name, mimeType: 'text/csv', buffer }]);
    await signInAgain(page, context, 'support');

    const uploads = page.getByRole('region', { name: 'Uploads' });
    await expect(uploads.getByRole('status')).toHaveText('Succeeded');
    const { run } = await settled(machine, `acme/purchases/${name}`);
    expect(run?.counts.posted).toBe(3);
  });

  test('a view of a list, saved', async ({ page, context, signIn, hub }) => {
    const name = `Failed ${unique()}`;
    await signIn('support', '/runs?state=failed');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    const views = page.getByRole('dialog', { name: 'Views of the list' });
    await views.getByLabel('Name').fill(name);
    await pressAsSessionEnds(views.getByRole('button', { name: 'Save as a new view' }), hub);
    await signInAgain(page, context, 'support');

    await expect(page).toHaveURL(/view=/);
    await page.goto(`${hub.portal}/runs`);
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await views.getByRole('button', { name }).click();
    await expect(page).toHaveURL(/state=failed/);
  });

  test('a choice in the settings', async ({ page, context, signIn, hub }) => {
    await signIn('qa', '/settings');
    await expect(page.getByRole('heading', { name: 'No saved views yet' })).toBeVisible();
    const utc = page.getByRole('radio', { name: 'UTC, as logs have it' });
    const put = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.ok(),
    );
    await pressAsSessionEnds(utc, hub);
    await signInAgain(page, context, 'qa');
    expect((await put).request().postDataJSON()).toMatchObject({ zone: 'utc' });
    await expect(utc).toBeChecked();
  });
});

/** Drops a file into a feed and waits for its run. */
async function fileOf(
  { machine, s3 }: Systems,
  text: (prefix: string, rows: number) => string,
): Promise<{ file: string; run: string }> {
  const key = `acme/purchases/${unique()}.csv`;
  await drop(s3, key, text(unique(), 3));
  const { file, run } = await settled(machine, key);
  return { file: file.id, run: run?.id ?? '' };
}

async function strayFile({ machine, s3 }: Systems): Promise<string> {
  const key = `acme/attic-${unique()}/stray.csv`;
  await drop(s3, key, soundPurchases(unique(), 3));
  const { file } = await settled(machine, key);
  return `/files/${file.id}`;
}

async function feedTab(machine: Machine, tab: string): Promise<string> {
  return `/feeds/${await newPartner(machine, 'Expiry')}.purchases/${tab}`;
}

/** Why things were done of late. */
async function reasonsGiven(machine: Machine): Promise<unknown> {
  const { items } = await machine.must<Listing<AuditEvent>>('GET', '/audit-events?limit=50');
  return items.map(({ detail }) => detail['reason']);
}

/** The partner that a tab is about. */
async function partnerOf(machine: Machine, path: string): Promise<unknown> {
  return machine.must('GET', `/partners/${path.split('/')[2]}`);
}

function unique(): string {
  return randomUUID().slice(0, 8);
}
