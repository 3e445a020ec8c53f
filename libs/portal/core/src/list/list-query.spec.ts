import { statesFilter, searchFilter, partnerFilter, feedFilter } from './filter.ts';
import { defineList } from './list-definition.ts';
import { filterParams, isFiltered, readQuery, writeQuery } from './list-query.ts';
import { timeRange } from './time-range.ts';

const word = { icon: 'error', tone: 'bad' } as const;
const things = defineList({
  name: 'things',
  nouns: ['thing', 'things'],
  path: '/things',
  id: (thing: { id: string }) => thing.id,
  filters: {
    state: statesFilter({
      failed: { label: 'Failed', ...word },
      partial: { label: 'Partial', ...word },
    }),
    q: searchFilter('Name'),
    partner: partnerFilter(),
    feed: feedFilter(),
    ...timeRange,
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    { id: 'name', label: 'Name', width: 10 },
    { id: 'points', label: 'Points', width: 5 },
    { id: 'code', label: 'Code', width: 5, optional: true },
  ],
});
const now = Date.parse('2026-11-23T12:00:00.000Z');
const whole = readQuery(things, {});
const nothing = whole.filters;

describe('a list in the address', () => {
  it.each([
    ['nothing', whole],
    ['states', { ...whole, filters: { ...nothing, state: 'failed,partial' } }],
    ['partner and feed', { ...whole, filters: { ...nothing, partner: 'acme', feed: 'acme.x' } }],
    ['a quick range', { ...whole, filters: { ...nothing, range: '24h' } }],
    [
      'days',
      { ...whole, filters: { ...nothing, range: 'dates', from: '2026-11-01', to: '2026-11-03' } },
    ],
    ['a search with signs', { ...whole, filters: { ...nothing, q: 'a+b & "ü" 100%' } }],
    ['another order and page', { ...whole, sort: 'oldest' as const, cursor: 'c2' }],
    ['columns in their order', { ...whole, columns: ['code', 'name'] }],
    ['a saved view', { ...whole, view: 'view_1' }],
  ])('keeps %s over a reload', (_name, query) => {
    const address = new URLSearchParams(
      Object.entries(writeQuery(things, query)).filter(([, value]) => value !== null),
    );

    const params = Object.fromEntries(new URLSearchParams(address.toString()));

    expect(readQuery(things, params)).toEqual(query);
  });

  it.each([
    { state: 'exploded' },
    { range: 'forever' },
    { sort: 'amount;DROP TABLE run' },
    { from: '2026-02-31x' },
    { state: ['failed', 'partial'] },
    { columns: 'password' },
    { evil: '1' },
    { range: '24h', to: 'tomorrow' },
  ])('leaves out what it does not know: %j', (params) => {
    const { range, ...filters } = readQuery(things, params).filters;
    const { range: _range, ...none } = nothing;

    expect({ ...readQuery(things, params), filters }).toEqual({ ...whole, filters: none });
    expect(range === null || range === '24h').toBe(true);
  });

  it('keeps the states it knows of several', () => {
    expect(readQuery(things, { state: 'failed,exploded' }).filters.state).toBe('failed');
  });

  it.each([
    [{ range: '1h' }, { from: '2026-11-23T11:00:00.000Z' }],
    [{ range: '7d' }, { from: '2026-11-16T12:00:00.000Z' }],
    [
      { from: '2026-11-01', to: '2026-11-03' },
      { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T23:59:59.999Z' },
    ],
    [{ to: '2026-11-03' }, { to: '2026-11-03T23:59:59.999Z' }],
    [
      { state: 'failed,partial', q: 'x' },
      { state: 'failed,partial', q: 'x' },
    ],
  ])('asks for %j with %j', (params, expected) => {
    expect(filterParams(readQuery(things, params).filters, now)).toEqual(expected);
  });

  it('counts order and page as no filter', () => {
    expect(isFiltered(readQuery(things, { sort: 'oldest', cursor: 'c' }))).toBe(false);
    expect(isFiltered(readQuery(things, { q: 'x' }))).toBe(true);
  });
});
