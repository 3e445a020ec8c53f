import { safeReturnTo } from './return-to.ts';

describe('the way back after a sign-in', () => {
  it.each([
    ['/runs?state=failed&q=a%20b', '/runs?state=failed&q=a%20b'],
    ['/runs/run_1/errors#row-7', '/runs/run_1/errors#row-7'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/auth/callback?code=1', '/'],
    ['', '/'],
    [undefined, '/'],
  ])('%s leads to %s', (asked, place) => {
    expect(safeReturnTo(asked)).toBe(place);
  });
});
