import { isFiltered, readQuery, requestParams, wholeList, writeQuery } from './run-list-query.ts';
import type { RunListQuery } from './run-list-query.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');

describe('the list in the address', () => {
  it.each<[string, Partial<RunListQuery>]>([
    ['nothing', {}],
    ['states', { states: ['failed', 'partial'] }],
    ['partner and feed', { partner: 'acme', feed: 'acme.purchases' }],
    ['a quick range', { range: '24h' }],
    ['dates', { range: 'dates', from: '2026-11-01', to: '2026-11-03' }],
    ['a search with signs', { q: 'a+b & "ü" 100%' }],
    ['another order and page', { sort: 'most-rejected', cursor: 'c2' }],
  ])('keeps %s over a reload', (_name, change) => {
    const query = { ...wholeList, ...change };

    const address = new URLSearchParams(
      Object.entries(writeQuery(query)).filter(([, value]) => value !== null),
    );

    expect(readQuery(Object.fromEntries(new URLSearchParams(address.toString())))).toEqual(query);
  });

  it.each([
    { state: 'failed,exploded' },
    { range: 'forever' },
    { sort: 'amount;DROP TABLE run' },
    { from: '2026-02-31x' },
    { state: ['failed', 'partial'] },
  ])('leaves out what it does not know: %j', (params) => {
    const { states, ...rest } = readQuery(params);
    const { states: _states, ...nothing } = wholeList;

    expect(rest).toEqual(nothing);
    expect(states.every((state) => state === 'failed')).toBe(true);
  });

  it.each<[Partial<RunListQuery>, Record<string, string>]>([
    [{ range: '1h' }, { from: '2026-11-23T11:00:00.000Z' }],
    [{ range: '7d' }, { from: '2026-11-16T12:00:00.000Z' }],
    [
      { range: 'dates', from: '2026-11-01', to: '2026-11-03' },
      { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T23:59:59.999Z' },
    ],
    [{ range: 'dates', to: '2026-11-03' }, { to: '2026-11-03T23:59:59.999Z' }],
    [{ states: ['queued', 'running'] }, { state: 'queued,running' }],
  ])('asks for %j with %j', (change, expected) => {
    expect(requestParams({ ...wholeList, ...change }, now)).toEqual({
      limit: '50',
      sort: 'newest',
      ...expected,
    });
  });

  it('counts order and page as no filter', () => {
    expect(isFiltered({ ...wholeList, sort: 'oldest', cursor: 'c' })).toBe(false);
    expect(isFiltered({ ...wholeList, q: 'x' })).toBe(true);
  });
});
