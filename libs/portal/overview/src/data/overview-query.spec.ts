import { daysOf, instantsOfDays, readOverview, runsOf } from './overview-query.ts';

const now = Date.parse('2026-11-28T09:00:00.000Z');

describe('the address of the overview', () => {
  it('means the last thirty days unless it says otherwise', () => {
    expect(readOverview({}, now)).toEqual({
      partner: null,
      from: '2026-10-30',
      to: '2026-11-28',
      span: '30d',
    });
  });

  it.each([
    ['a span', { range: '7d' }, { from: '2026-11-22', to: '2026-11-28', span: '7d' }],
    [
      'days',
      { range: 'dates', from: '2026-11-01', to: '2026-11-03' },
      { from: '2026-11-01', to: '2026-11-03', span: null },
    ],
    ['days the wrong way round', { range: 'dates', from: '2026-11-03', to: '2026-11-01' }, {}],
    ['half a pair of days', { range: 'dates', from: '2026-11-03' }, {}],
    ['a day that is none', { range: 'dates', from: '2026-11-33', to: '2026-12-01' }, {}],
    ['a word', { range: 'always' }, {}],
  ])('%s', (_name, address, expected) => {
    const usual = { from: '2026-10-30', to: '2026-11-28', span: '30d' };
    expect(readOverview(address, now)).toMatchObject({ ...usual, ...expected });
  });

  it('names every day, over months', () => {
    expect(daysOf({ from: '2026-10-30', to: '2026-11-02' })).toEqual([
      '2026-10-30',
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
    ]);
  });

  it('asks the API up to the end of the last day', () => {
    expect(instantsOfDays({ from: '2026-11-01', to: '2026-11-03' })).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-04T00:00:00.000Z',
    });
  });

  it('leads to the runs of the same time and partner', () => {
    const query = readOverview({ partner: 'acme', range: '7d' }, now);

    expect(runsOf(query)).toEqual({
      partner: 'acme',
      range: 'dates',
      from: '2026-11-22',
      to: '2026-11-28',
    });
  });
});
