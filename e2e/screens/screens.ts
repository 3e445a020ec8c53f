import type { Page } from '@playwright/test';
import { ruleScreens } from './rule-screens.ts';
import { heading, dialog, region, click, seen, leadsTo, aRow } from './screen.ts';
import type { Screen } from './screen.ts';

const everyday: readonly Screen[] = [
  seen('overview', '/overview', 'Overview', { reach: postponeTour }),
  leadsTo('palette', '/overview', {
    shows: (page) => page.getByRole('option', { name: /Acme/ }),
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill('acme');
    },
  }),
  seen('overview-of-a-partner', '/overview', 'Overview', { query: '?partner=monsoon' }),
  seen('user-menu', '/overview', 'Overview', {
    shows: (page) => page.getByRole('menu'),
    reach: click(/account and preferences/),
  }),
  seen('offline', '/runs', 'Runs', {
    shows: (page) => page.getByText('You are offline.'),
    reach: (page) =>
      page.evaluate(() => {
        Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
        dispatchEvent(new Event('offline'));
      }),
  }),
  seen('new-version', '/runs', 'Runs', {
    shows: (page) => page.getByText('A new version is ready.'),
    prepare: (page) => page.route('**/index.html', (route) => route.fulfill({ body: 'another' })),
    reach: async (page) => {
      await page.locator('wb-notices').waitFor({ state: 'attached' });
      await page.evaluate(() => dispatchEvent(new Event('online')));
    },
  }),
  seen('key-sheet', '/overview', 'Overview', {
    shows: dialog('Keys'),
    reach: (page) => page.keyboard.press('?'),
  }),
  seen('runs', '/runs', 'Runs', { shows: aRow }),
  seen('runs-selected', '/runs', 'Runs', {
    query: '?state=partial',
    shows: region('Selected rows'),
    reach: async (page) => {
      await aRow(page).waitFor();
      await page.getByRole('checkbox').first().check();
    },
  }),
  seen('runs-views', '/runs', 'Runs', {
    shows: dialog('Views of the list'),
    reach: click(/^Views/),
  }),
  seen('runs-display', '/runs', 'Runs', {
    shows: dialog('How the list is shown'),
    reach: click('Display'),
  }),
  seen('runs-export', '/runs', 'Runs', {
    query: '?state=failed',
    shows: dialog(/^Export/),
    reach: click(/^Export/),
  }),
  leadsTo('runs-exported', '/runs', {
    shows: (page) => page.getByText('The file is ready.'),
    reach: (page) => page.getByRole('dialog').getByRole('button', { name: 'Export' }).click(),
  }),
  seen('notifications', '/overview', 'Overview', {
    shows: dialog('Notifications'),
    reach: click(/^Notifications/),
  }),
  seen('runs-nothing-found', '/runs', 'Runs', {
    query: '?q=nothing-like-it&state=failed',
    shows: (page) => page.getByRole('button', { name: 'Clear the filters' }),
  }),
  seen('run-timeline', '/runs/:id/timeline', /./, {
    place: 'partialRun',
    shows: region('Stages of the run'),
  }),
  seen('run-menu', '/runs/:id/timeline', /./, {
    place: 'partialRun',
    shows: (page) => page.getByRole('menu'),
    reach: click(/Copy and share/),
  }),
  seen('run-replay', '/runs/:id/timeline', /./, {
    place: 'partialRun',
    shows: dialog(/^Replay/),
    reach: (page) => page.getByRole('button', { name: 'Replay', exact: true }).click(),
  }),
  seen('run-rows', '/runs/:id/rows', /./, {
    place: 'partialRun',
    query: '?row=2',
    shows: (page) => page.getByRole('row').nth(5),
  }),
  seen('run-errors', '/runs/:id/errors', /./, {
    place: 'partialRun',
    shows: (page) => page.getByRole('article').first(),
  }),
  seen('run-send-back', '/runs/:id/errors', /./, {
    place: 'partialRun',
    shows: (page) =>
      dialog(/^Send rejected rows back/)(page).getByRole('button', { name: 'Close' }),
    reach: click('Send back to the partner'),
  }),
  seen('run-events', '/runs/:id/events', /./, {
    place: 'partialRun',
    shows: (page) => page.getByRole('region', { name: 'Events' }).getByRole('listitem').last(),
  }),
  seen('run-config', '/runs/:id/config', /./, { place: 'partialRun' }),
  seen('run-json', '/runs/:id/raw', /./, {
    place: 'partialRun',
    shows: (page) => page.getByRole('group', { name: 'JSON' }),
  }),
  seen('run-failed', '/runs/:id/timeline', /./, {
    place: 'failedRun',
    shows: region('Why the run failed'),
  }),
  seen('run-report', '/runs/:id/report', /./, { place: 'partialRun' }),
  seen('run-unknown', '/runs/:id/timeline', 'There is no such run', { place: 'nobody' }),
  seen('errors', '/errors', 'Row errors', { shows: aRow }),
  seen('error', '/errors/:id', /./, { place: 'rowError' }),
  seen('error-decision', '/errors/:id', /./, {
    place: 'rowError',
    shows: (page) => page.getByRole('dialog'),
    reach: click('Ignore'),
  }),
  leadsTo('error-decided', '/errors/:id', {
    shows: (page) => page.getByRole('button', { name: /^Undo/ }),
    reach: async (page) => {
      await page.getByRole('dialog').getByLabel('Reason').fill('A test of the new till');
      await page.getByRole('dialog').getByRole('button', { name: 'Ignore' }).click();
    },
  }),
  seen('files', '/files', 'Files', { shows: aRow }),
  seen('file', '/files/:id', /./, { place: 'archivedFile' }),
  seen('file-quarantined', '/files/:id', /./, { place: 'quarantinedFile' }),
  seen('file-release', '/files/:id', /./, {
    place: 'quarantinedFile',
    shows: (page) => page.getByRole('dialog'),
    reach: click('Release'),
  }),
  seen('file-unassigned', '/files/:id', /./, { place: 'unassignedFile' }),
  seen('file-assign', '/files/:id', /./, {
    place: 'unassignedFile',
    shows: dialog(/^Assign/),
    reach: async (page) => {
      await click('Assign to a feed')(page);
      await page.getByRole('radio').first().check();
      await page.getByRole('group', { name: 'Rows of the file' }).last().waitFor();
    },
  }),
  seen('upload', '/upload', 'Upload files', {
    shows: (page) => page.getByRole('status').filter({ hasText: 'Unassigned' }).first(),
    reach: uploadSome,
  }),
  seen('replays', '/replays', 'Replays', { shows: aRow }),
  seen('replay', '/replays/:id', /^Replay of/, { place: 'replay' }),
  seen('replay-new', '/replays/new', 'New replay'),
  seen('replay-choice', '/replays/new', 'New replay', {
    query: '?run=:id',
    place: 'partialRun',
    shows: (page) => page.getByRole('button', { name: 'Show the plan' }),
  }),
  leadsTo('replay-plan', '/replays/new', {
    shows: (page) => page.getByLabel('Reason'),
    reach: showPlan,
  }),
  seen('bulk-plan', '/replays/new', 'New replay', {
    query: '?feed=pipeworks.till&ruleVersion=pipeworks-tiers%402',
    shows: region('Plan of the bulk replay'),
    reach: showPlan,
  }),
  leadsTo('bulk-canary', '/replays/bulk/:id', {
    shows: (page) => page.getByRole('button', { name: 'Go on with the rest' }),
    reach: async (page) => {
      await page.getByLabel('Reason').fill('The rule doubled the points for five days');
      await click(/^Start with/)(page);
    },
  }),
  leadsTo('bulk-proof', '/replays/bulk/:id', {
    shows: region('Proof of the bulk replay'),
    reach: click('Go on with the rest'),
  }),
  seen('bulk-replays', '/replays/bulk', 'Bulk replays', { shows: aRow }),
  seen('partners', '/partners', 'Partners', { shows: aRow }),
  ...['overview', 'feeds', 'runs', 'contacts', 'settings', 'audit'].map((tab) =>
    seen(`partner-${tab}`, `/partners/:id/${tab}`, /./, { account: 'admin', place: 'partner' }),
  ),
  seen('feeds-calendar', '/feeds/calendar', 'Feeds calendar'),
  ...['overview', 'format', 'expectation', 'drift', 'versions', 'settings', 'audit'].map((tab) =>
    seen(`feed-${tab}`, `/feeds/:id/${tab}`, /./, { account: 'admin', place: 'feed' }),
  ),
  seen('feed-format-edit', '/feeds/:id/format/edit', /./, { account: 'admin', place: 'feed' }),
  seen('feed-drift-found', '/feeds/:id/drift', /./, { account: 'admin', place: 'driftingFeed' }),
  seen('feed-versions-compared', '/feeds/:id/versions', /./, {
    account: 'admin',
    place: 'changedFeed',
    shows: (page) => page.getByRole('heading', { name: 'What differs' }),
  }),
  seen('members', '/members', 'Members', { shows: aRow }),
  seen('member', '/members/:id', /./, { place: 'member' }),
  seen('entries', '/entries', 'Entries', { shows: aRow }),
  seen('why', '/entries/:id', /^Why/, { place: 'entry' }),
  seen('jobs', '/jobs', 'Jobs', { shows: aRow }),
  seen('audit', '/audit', 'Audit trail', {
    account: 'auditor',
    shows: (page) => page.getByRole('row').nth(1),
  }),
  seen('audit-event', '/audit', 'Audit trail', {
    account: 'auditor',
    shows: (page) => page.getByRole('dialog'),
    reach: click(/^Details of event/),
  }),
  seen('settings', '/settings', 'Settings'),
  seen('help', '/help', 'Help'),
  seen('help-code', '/help/:code', /LAYOUT-002/, { place: 'errorCode' }),
  seen('gallery', '/gallery', 'Gallery', { stillLoading: true }),
  seen('not-found', '**', 'There is no such page'),
  seen('unavailable', '/upload', 'Upload files', {
    shows: (page) => page.getByRole('button', { name: 'Try again' }).first(),
    reach: async (page) => {
      await page.route('**/bff/api/runs?*', (route) => route.fulfill({ status: 503 }));
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
    },
  }),
];

const others: readonly Screen[] = [
  seen('overview-offers-tour', '/overview', 'Overview', {
    account: 'viewer',
    shows: region('Tour'),
  }),
  {
    ...leadsTo('tour', '/overview', {
      shows: (page) => page.getByRole('dialog'),
      reach: click('Take the tour'),
    }),
    account: 'viewer',
  },
  seen('run-errors-masked', '/runs/:id/errors', /./, {
    account: 'viewer',
    place: 'partialRun',
    shows: (page) => page.getByRole('article').first(),
  }),
  seen('why-masked', '/entries/:id', /^Why/, { account: 'viewer', place: 'entry' }),
  seen('forbidden', '/upload', 'Upload files', {
    account: 'viewer',
    shows: (page) => page.getByRole('heading', { name: 'Your role may not upload files' }),
  }),
  seen('overview-while-told', '/overview', 'Overview', {
    account: 'viewer',
    shows: (page) => page.getByText('History is being loaded: 58 of 90 days'),
    prepare: (page) =>
      page.route('**/config.json', async (route) => {
        const answer = await route.fetch();
        const history = { told: 58, days: 90 };
        await route.fulfill({ response: answer, json: { ...(await answer.json()), history } });
      }),
  }),
  ...[
    ['overview', 'Overview'],
    ['runs', 'No file has arrived yet'],
    ['errors', 'Row errors'],
    ['files', 'Files'],
    ['replays', 'Replays'],
    ['partners', 'Partners'],
    ['members', 'Members'],
    ['entries', 'Entries'],
    ['jobs', 'Jobs'],
    ['feeds/calendar', 'Feeds calendar'],
  ].map(([path = '', title = '']) =>
    seen(`empty-${path.replace('/', '-')}`, `/${path}`, title, {
      onEmptyHub: true,
      shows: (page) => page.getByRole('heading', { name: title }).first(),
    }),
  ),
  {
    name: 'sign-in',
    route: '/overview',
    shows: heading('Sign in to Waybill'),
  },
  {
    name: 'sign-in-refused',
    route: '/overview',
    follows: true,
    shows: (page) => page.getByRole('alert'),
    reach: async (page) => {
      await page.getByLabel('Account').fill('stranger');
      await click('Sign in')(page);
    },
  },
  {
    name: 'sign-in-problem',
    route: '/auth/callback',
    query: '?error=access_denied',
    shows: heading('The sign-in did not work'),
  },
  { name: 'signed-out', route: '/signed-out', shows: heading('You are signed out') },
  { name: 'sign-in-again', route: '/sign-in-again', shows: heading('Sign in to Waybill') },
];

/** Every screen there is. A new one is added here, and has its pictures and its check for accessibility. */
export const screens: readonly Screen[] = [...everyday, ...ruleScreens, ...others];

async function postponeTour(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Tour' }).getByRole('button', { name: 'Later' }).click();
}

async function showPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await page.getByLabel('Reason').fill('The partner asks whether all of it was booked');
}

async function uploadSome(page: Page): Promise<void> {
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  const header = 'txn_id,member_id,txn_date,amount,currency,store';
  const choose = page.getByLabel('choose files');
  // Once it is known for which feed.
  await page.locator('input[type=file]:enabled').waitFor({ state: 'attached' });
  await choose.setInputFiles([
    file('purchases-by-hand.csv', `${header}\nHAND-7,E1001,2026-03-03,12.50,USD,S1\n`),
    file('notes-of-a-meeting.csv', 'a,b\n1,2\n'),
  ]);
}
