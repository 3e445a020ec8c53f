import { isKept } from './what-is-kept.ts';

describe('what is kept for the time without a network', () => {
  it.each([
    '/bff/session',
    '/bff/overview-page',
    '/bff/api/runs',
    '/bff/api/files/file_1',
    '/bff/api/feeds',
    '/bff/api/rule-sets/acme.purchases',
    '/bff/api/change-requests',
  ])('says how things stand: %s', (path) => {
    expect(isKept(path)).toBe(true);
  });

  it.each([
    '/bff/api/members',
    '/bff/api/members/m1/balance',
    '/bff/api/ledger-entries',
    '/bff/api/runs/run_1/rows',
    '/bff/api/row-errors',
    '/bff/run-page/run_1',
    '/bff/api/files/file_1/preview',
    '/bff/api/partners/acme',
    '/bff/api/audit-events',
    '/bff/api/search',
  ])('names no person and shows nothing of a file: not %s', (path) => {
    expect(isKept(path)).toBe(false);
  });

  it.each([
    '/bff/api/rule-sets/acme.purchases/draft',
    '/bff/api/rule-sets/acme.purchases/versions/3',
    '/bff/api/feeds/acme.purchases',
    '/bff/api/change-requests/cr_1',
    '/bff/api/replay-plans/plan_1',
    '/bff/api/backtests/backtest_1',
    '/bff/api/preferences',
  ])('is nothing that is decided by or written back: not %s', (path) => {
    expect(isKept(path)).toBe(false);
  });
});
