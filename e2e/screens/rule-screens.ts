import { aRow, region, seen } from './screen.ts';
import type { Screen } from './screen.ts';

/** Where rules are written, tried, asked for and promoted. */
export const ruleScreens: readonly Screen[] = [
  seen('rules', '/rules', 'Rules', { account: 'author', shows: aRow }),
  seen('rules-overview', '/rules/:id/overview', /^Rules of/, { account: 'author', place: 'feed' }),
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
];
