import { backtestFilesOf, usualChoice } from './file-choice.ts';

describe('the files of a backtest', () => {
  it('are received on the days that are named, the last of them included', () => {
    const choice = {
      ...usualChoice,
      kind: 'between',
      from: '2026-11-01',
      to: '2026-11-30',
    } as const;

    expect(backtestFilesOf(choice, [])).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
    });
  });

  it.each([
    ['no number', { last: Number.NaN }],
    ['no day', { kind: 'between' as const }],
    [
      'days the wrong way round',
      { kind: 'between' as const, from: '2026-11-02', to: '2026-11-01' },
    ],
    ['nothing ticked', { kind: 'chosen' as const }],
  ])('are not known with %s', (_what, change) => {
    expect(backtestFilesOf({ ...usualChoice, ...change }, [])).toBeNull();
  });
});
