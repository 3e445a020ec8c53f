import { describe, expect, test } from 'vitest';
import { standardPurchases } from '../../testing/index.ts';
import type { Layout } from '../feed-format.ts';
import { resolveHeader } from './resolve-header.ts';

const exact = { normaliseHeaders: false };
const layout: Layout = {
  unknownColumns: 'ignore',
  columns: [
    { name: 'member_id', type: 'text', required: true, aliases: ['employee'] },
    { name: 'amount', type: 'decimal', required: true },
    { name: 'note', type: 'text', required: false },
  ],
};

test('columns are found by name or alias, wherever they are', () => {
  const { header } = resolveHeader(['note', 'extra', 'employee', 'amount'], layout, exact);
  expect(header).toEqual({
    names: ['note', 'extra', 'employee', 'amount'],
    indexByColumn: [2, 3, 0],
    drift: { added: ['extra'], removed: [], reordered: true, renamed: [] },
  });
});

test('a column of that name beats the alias of another', () => {
  const clash: Layout = {
    ...layout,
    columns: [...layout.columns, { name: 'employee', type: 'text', required: false }],
  };
  const { header } = resolveHeader(['member_id', 'amount', 'employee'], clash, exact);
  expect(header?.indexByColumn).toEqual([0, 1, -1, 2]);
});

test('an absent optional column is drift, not a problem', () => {
  const { header } = resolveHeader(['member_id', 'amount'], layout, exact);
  expect(header?.indexByColumn).toEqual([0, 1, -1]);
  expect(header?.drift).toEqual({ added: [], removed: ['note'], reordered: false, renamed: [] });
});

test('every problem of a header is reported', () => {
  const { problems } = resolveHeader(
    ['member_id', 'member_id', 'x', '__proto__'],
    { ...layout, unknownColumns: 'reject' },
    exact,
    { line: 3 },
  );
  expect(problems?.map(({ name, column, line }) => [name, column, line])).toEqual([
    ['HEADER_DUPLICATE', 'member_id', 3],
    ['HEADER_FORBIDDEN', '__proto__', 3],
    ['HEADER_MISSING', 'amount', 3],
    ['HEADER_UNKNOWN', 'x', 3],
    ['HEADER_UNKNOWN', '__proto__', 3],
  ]);
});

test('columns without a name are not duplicates of each other', () => {
  const { header } = resolveHeader(['member_id', 'amount', '', ''], layout, exact);
  expect(header?.drift.added).toEqual(['', '']);
});

describe('renames', () => {
  const rename = (names: string[]) => {
    const resolution = resolveHeader(names, standardPurchases.layout, exact);
    return (resolution.header?.drift ?? ('drift' in resolution ? resolution.drift : undefined))
      ?.renamed;
  };

  test.each([
    ['MEMBER ID', 'member_id', 100],
    ['memberid', 'member_id', 100],
    ['member_nr', 'member_id', 75],
  ])('%s looks like %s', (to, from, similarity) => {
    expect(
      rename(['txn_id', to, 'txn_date', 'amount', 'currency', 'qty', 'store', 'note']),
    ).toEqual([{ from, to, similarity }]);
  });

  test('a name that resembles nothing is no rename', () => {
    expect(
      rename(['txn_id', 'basket', 'txn_date', 'amount', 'currency', 'qty', 'store', 'note']),
    ).toEqual([]);
  });

  test('each name is suggested once, the best pair first', () => {
    expect(
      rename(['txn_ids', 'memberid', 'txn_date', 'amount', 'currency', 'qty', 'store', 'note']),
    ).toEqual([
      { from: 'member_id', to: 'memberid', similarity: 100 },
      { from: 'txn_id', to: 'txn_ids', similarity: 83 },
    ]);
  });

  test('are looked for in bounded time among very many columns', () => {
    const started = performance.now();
    rename(Array.from({ length: 1000 }, (_, index) => `amount_${String(index)}`.padEnd(60, 'x')));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
