import { asMeant } from './cell-input.ts';

describe('what is typed into a cell', () => {
  const names = new Set(['store', 'category']);

  it.each([
    ['GOLD', 'text', '"GOLD"'],
    ['GOLD, SILVER', 'text', '"GOLD", "SILVER"'],
    ['"GOLD", SILVER', 'text', '"GOLD", "SILVER"'],
    ['New York', 'text', '"New York"'],
    ['category', 'text', 'category'],
    ['null', 'text', 'null'],
    ['!= "NYC"', 'text', '!= "NYC"'],
    ['in ["A", "B"]', 'text', 'in ["A", "B"]'],
    ['startsWith(store, "N")', 'text', 'startsWith(store, "N")'],
    ['>= 2026-01-31', 'date', '>= date("2026-01-31")'],
    ['date("2026-01-31")', 'date', 'date("2026-01-31")'],
    ['2026-01-01..2026-01-31', 'date', 'date("2026-01-01")..date("2026-01-31")'],
    [' >= 100 ', 'decimal', '>= 100'],
    ['', 'decimal', '-'],
  ] as const)('%j of a column of %s is %s', (text, type, meant) => {
    expect(asMeant(text, type, names)).toBe(meant);
  });
});
