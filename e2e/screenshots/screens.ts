import { expect, type Page } from '@playwright/test';

/** Ids of example runs, by how they ended. */
export interface Places {
  readonly succeeded: string;
  readonly partial: string;
  readonly failed: string;
}

export interface Screen {
  readonly name: string;
  /** Who looks at it; nobody is signed in when absent. */
  readonly account?: string;
  readonly onEmptyHub?: boolean;
  path(places: Places): string;
  /** From the opened page to the moment worth a picture. */
  reach(page: Page): Promise<unknown>;
}

const ready = (page: Page) =>
  page.getByRole('region', { name: 'Runs' }).getByRole('link').first().waitFor();
const tab = (name: string, path: string, show: (page: Page) => Promise<unknown>): Screen => ({
  name: `run-${name}`,
  account: 'support',
  path: ({ partial }) => `/runs/${partial}/${path}`,
  reach: show,
});

/** Every screen there is, in the order a person meets them. */
export const screens: readonly Screen[] = [
  {
    name: 'sign-in',
    path: () => '/',
    reach: (page) => page.getByRole('heading', { name: 'Sign in to Waybill' }).waitFor(),
  },
  { name: 'runs', account: 'support', path: () => '/runs', reach: ready },
  {
    name: 'runs-nothing-found',
    account: 'support',
    path: () => '/runs?q=nothing-like-it&state=failed',
    reach: (page) => page.getByRole('button', { name: 'Clear the filters' }).waitFor(),
  },
  tab('timeline', 'timeline', (page) =>
    page.getByRole('region', { name: 'Stages of the run' }).waitFor(),
  ),
  tab('rows', 'rows', (page) => page.getByRole('row').nth(5).waitFor()),
  tab('errors', 'errors', (page) => page.getByRole('article').first().waitFor()),
  tab('events', 'events', (page) => page.getByRole('listitem').last().waitFor()),
  tab('json', 'raw', (page) => page.getByRole('group', { name: 'JSON' }).waitFor()),
  {
    name: 'failed-run',
    account: 'support',
    path: ({ failed }) => `/runs/${failed}`,
    reach: (page) => page.getByRole('region', { name: 'Why the run failed' }).waitFor(),
  },
  {
    name: 'errors-masked',
    account: 'viewer',
    path: ({ partial }) => `/runs/${partial}/errors`,
    reach: (page) => page.getByRole('article').first().waitFor(),
  },
  {
    name: 'replay-choice',
    account: 'support',
    path: ({ partial }) => `/runs/${partial}`,
    reach: chooseReplay,
  },
  {
    name: 'replay-plan',
    account: 'support',
    path: ({ succeeded }) => `/runs/${succeeded}`,
    reach: planReplay,
  },
  {
    name: 'replay-proof',
    account: 'support',
    path: ({ succeeded }) => `/runs/${succeeded}`,
    reach: proveReplay,
  },
  {
    name: 'upload',
    account: 'support',
    path: () => '/upload',
    reach: uploadSome,
  },
  {
    name: 'forbidden',
    account: 'viewer',
    path: () => '/upload',
    reach: (page) => page.getByRole('heading', { name: /may not upload/ }).waitFor(),
  },
  {
    name: 'user-menu',
    account: 'support',
    path: () => '/runs',
    reach: (page) => page.getByRole('button', { name: /account and preferences/ }).click(),
  },
  {
    name: 'empty',
    account: 'support',
    onEmptyHub: true,
    path: () => '/runs',
    reach: (page) => page.getByRole('heading', { name: 'No file has arrived yet' }).waitFor(),
  },
  {
    name: 'no-such-run',
    account: 'support',
    path: () => '/runs/run_nobody',
    reach: (page) => page.getByRole('heading', { name: 'There is no such run' }).waitFor(),
  },
  {
    name: 'unavailable',
    account: 'support',
    path: () => '/upload',
    reach: async (page) => {
      await page.route('**/bff/api/runs?*', (route) => route.fulfill({ status: 503 }));
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
  {
    name: 'signed-out',
    path: () => '/signed-out',
    reach: (page) => page.getByRole('heading', { name: 'You are signed out' }).waitFor(),
  },
];

async function chooseReplay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByRole('button', { name: 'Show the plan' }).waitFor();
}

async function planReplay(page: Page): Promise<void> {
  await chooseReplay(page);
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await page.getByLabel('Reason').fill('The partner asks whether all of it was booked');
}

async function proveReplay(page: Page): Promise<void> {
  await planReplay(page);
  await page.getByRole('button', { name: /^Replay \d+ rows/ }).click();
  await page.getByText('As planned', { exact: true }).waitFor();
}

async function uploadSome(page: Page): Promise<void> {
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  // Each visit brings a file of its own: the same bytes again are a duplicate.
  const day = page.viewportSize()?.width === 1440 ? 'monday' : 'tuesday';
  const header = 'txn_id,member_id,txn_date,amount,currency,store';
  const choose = page.getByLabel('choose files');
  await expect(choose).toBeEnabled();
  await choose.setInputFiles([
    file(`purchases-${day}.csv`, `${header}\nHAND-${day},E1001,2026-03-03,12.50,USD,S1\n`),
    file('notes-of-a-meeting.csv', 'a,b\n1,2\n'),
  ]);
  await page.getByRole('status').filter({ hasText: 'Succeeded' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Unassigned' }).waitFor();
}
