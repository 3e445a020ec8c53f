import { isMonth, monthAfter, monthName, rangeOf } from './months.ts';

describe('the months of the calendar', () => {
  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
  ])('%s and %i more', (month, months, other) => {
    expect(monthAfter(month, months)).toBe(other);
  });

  it('are called as people call them', () => {
    expect(monthName('2026-02')).toBe('February 2026');
  });

  it.each(['2026-13', '2026-00', '2026-1', 'x', ''])('%s is none', (text) => {
    expect(isMonth(text)).toBe(false);
  });

  it('that are over are shown whole, leap days included', () => {
    expect(rangeOf('2028-02', '2028-11-03')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  it('the present one is shown up to tomorrow, and not beyond its end', () => {
    expect(rangeOf('2026-11', '2026-11-03').to).toBe('2026-11-04');
    expect(rangeOf('2026-11', '2026-11-30').to).toBe('2026-11-30');
  });
});
