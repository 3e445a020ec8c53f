import { queryText, readWish } from './replay-wish.ts';

describe('the address of a new replay', () => {
  it('names one run', () => {
    expect(readWish({ run: 'run_1', rows: 'failed', rules: 'original' })).toMatchObject({
      what: { kind: 'run', run: 'run_1' },
      rows: 'failed',
      rules: 'original',
    });
  });

  it('names some runs', () => {
    expect(readWish({ runs: 'run_1,run_2' }).what).toEqual({
      kind: 'runs',
      runs: ['run_1', 'run_2'],
    });
  });

  it('carries the query of the list of runs', () => {
    const { what } = readWish({ ruleVersion: 'tiers@2', feed: 'acme.p', evil: 'x' });

    expect(what).toEqual({ kind: 'query', query: { feed: 'acme.p', ruleVersion: 'tiers@2' } });
    expect(queryText({ feed: 'acme.p', ruleVersion: 'tiers@2' })).toBe(
      'feed acme.p, rules tiers@2',
    );
    expect(queryText({ from: '2026-11-03T06:00:04.512Z' })).toMatch(
      /^since 3 Nov 2026, \d\d:00:04/,
    );
  });

  it.each([
    [undefined, 1],
    ['3', 3],
    ['0', 1],
    ['-2', 1],
    ['99', 50],
    ['many', 1],
  ])('takes a canary of %s as %i', (canary, read) => {
    expect(readWish({ canary }).canary).toBe(read);
  });

  it('may be empty', () => {
    expect(readWish({})).toEqual({
      what: null,
      rows: 'all',
      rules: 'current',
      canary: 1,
      plan: null,
      bulkPlan: null,
    });
  });
});
