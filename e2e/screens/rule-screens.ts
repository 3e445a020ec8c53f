import { aRow, click, region, seen } from './screen.ts';
import type { Screen } from './screen.ts';

/** Where rules are written, tried, asked for and promoted. */
export const ruleScreens: readonly Screen[] = [
  seen('rules', '/rules', 'Rules', { account: 'author', shows: aRow }),
  seen('rules-table', '/rules/:id/table', /^Rules of/, {
    account: 'author',
    place: 'feed',
    shows: (page) => page.getByRole('grid'),
  }),
  seen('rules-tried', '/rules/:id/table', /^Rules of/, {
    account: 'author',
    place: 'feed',
    shows: (page) => page.getByRole('group', { name: 'What the rules say' }),
    reach: click('Try a row'),
  }),
  seen('rules-code-tried', '/rules/:id/code', /^Rules of/, {
    account: 'author',
    place: 'feed',
    shows: (page) => page.locator('.tried-match').first(),
    reach: click('Try a row'),
  }),
  seen('rules-overview', '/rules/:id/overview', /^Rules of/, { account: 'author', place: 'feed' }),
  seen('rules-code', '/rules/:id/code', /^Rules of/, {
    account: 'author',
    place: 'feed',
    shows: (page) => page.locator('.view-line').first(),
  }),
  seen('rules-diff', '/rules/:id/diff', /^Rules of/, {
    account: 'author',
    place: 'changedFeed',
    query: '?from=1&to=active',
    shows: (page) => page.locator('.view-line').first(),
  }),
  seen('rules-tests', '/rules/:id/tests', /^Rules of/, {
    account: 'author',
    place: 'changedFeed',
    query: '?test=a-large-basket',
    shows: (page) => page.getByText('The test passes.'),
  }),
  seen('rules-test-of-a-row', '/runs/:id/rows', /^Rules of/, {
    account: 'author',
    place: 'partialRun',
    query: '?row=1',
    shows: region('A row as a test'),
    reach: click('Make it a test of the rules'),
  }),
  seen('rules-backtests', '/rules/:id/backtests', /^Rules of/, {
    account: 'author',
    place: 'changedFeed',
    shows: region('Backtests of this rule set'),
  }),
  seen('backtest', '/backtests/:id', /^Backtest/, {
    account: 'approver',
    place: 'backtest',
    shows: region('Changed rows, one by one'),
  }),
  seen('rules-versions', '/rules/:id/versions', /^Rules of/, {
    account: 'approver',
    place: 'changedFeed',
    query: '?from=3&to=1',
    shows: (page) => page.getByText('They say the same.'),
  }),
  seen('rules-request', '/rules/:id/request', /^Rules of/, {
    account: 'author',
    place: 'changedFeed',
    query: '?version=4',
    shows: (page) => page.getByText('1 test passed'),
  }),
  seen('change-requests', '/change-requests', 'Change requests', {
    account: 'approver',
    shows: aRow,
  }),
  seen('change-request', '/change-requests/:id', /^Promote/, {
    account: 'approver',
    place: 'changeRequest',
    shows: (page) => page.getByText('1 test passed'),
  }),
];
