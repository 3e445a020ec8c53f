import { expect, test } from 'vitest';
import { plainDialect } from '../../testing/index.ts';
import type { FeedFormat } from '../feed-format.ts';
import { describeDrift } from './describe-drift.ts';
import { resolveHeader } from './resolve-header.ts';

const format: FeedFormat = {
  documentType: 'purchase',
  dialect: plainDialect,
  layout: {
    unknownColumns: 'ignore',
    columns: [
      { name: 'member_id', type: 'text', required: true },
      { name: 'purchased_on', type: 'date', required: true },
      { name: 'amount', type: 'decimal', required: true },
      { name: 'note', type: 'text', required: false },
    ],
  },
  mapping: { fields: [], transactionKey: { kind: 'column' } },
  valueMaps: [],
};

function drift(names: readonly string[], rows: readonly string[][] = []) {
  const resolution = resolveHeader(names, format.layout, format.dialect);
  const found = resolution.header?.drift ?? ('drift' in resolution ? resolution.drift : null);
  if (found === null) throw new Error('no drift');
  return describeDrift(found, format, { names, rows });
}

const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
const rowsOf = (...columns: string[][]) => days.map((_, row) => columns.map((of) => of[row] ?? ''));

test('a file as the layout says has none', () => {
  expect(drift(['member_id', 'purchased_on', 'amount', 'note'])).toEqual([]);
});

test('a name that is nearly the same is a rename, with the reason', () => {
  expect(drift(['MemberId', 'purchased_on', 'amount', 'note'])).toEqual([
    {
      kind: 'renamed',
      column: 'member_id',
      found: 'MemberId',
      suggestion: {
        similarity: 100,
        reason: 'The names differ in case, spaces and punctuation only.',
      },
    },
  ]);
});

test('the values speak for a rename, or against it', () => {
  const names = ['member_id', 'purchased_at', 'amount', 'note'];
  const reasonOf = (values: string[]) =>
    drift(names, rowsOf(['E1', 'E2', 'E3'], values, ['1', '2', '3'], [])).at(0)?.suggestion?.reason;

  expect(reasonOf(days)).toBe('The names are 82 % alike, and all 3 values looked at are dates.');
  expect(reasonOf(['x', 'y', '2026-11-03'])).toBe(
    'The names are 82 % alike, but 2 of 3 values looked at are not dates.',
  );
  expect(reasonOf(['x', 'y'])).toBe('The names are 82 % alike.');
});

test('a name that is quite another is a rename when only its values can be the column’s', () => {
  const names = ['member_id', 'shop', 'day', 'amount', 'note'];
  const rows = rowsOf(['E1', 'E2', 'E3'], ['a', 'b', 'c'], days, ['1', '2', '3'], []);

  expect(drift(names, rows)).toEqual([
    {
      kind: 'renamed',
      column: 'purchased_on',
      found: 'day',
      suggestion: {
        similarity: expect.any(Number),
        reason:
          'All 3 values looked at are dates as “purchased_on” has them, and no other new column has such.',
      },
    },
    { kind: 'added', column: null, found: 'shop', suggestion: null },
  ]);
});

test('two columns whose values would do are two that are new', () => {
  const names = ['member_id', 'from', 'to', 'amount', 'note'];
  const rows = rowsOf(['E1', 'E2', 'E3'], days, days, ['1', '2', '3'], []);

  expect(drift(names, rows).map(({ kind, column, found }) => [kind, column ?? found])).toEqual([
    ['removed', 'purchased_on'],
    ['added', 'from'],
    ['added', 'to'],
  ]);
});

test('any text could be a text, so that values alone rename none', () => {
  const names = ['who', 'purchased_on', 'amount', 'note'];
  const rows = rowsOf(['E1', 'E2', 'E3'], days, ['1', '2', '3'], []);

  expect(drift(names, rows).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

test('another order is told beside the rest', () => {
  expect(
    drift(['amount', 'member_id', 'purchased_on', 'note', 'shop', '']).map(({ kind }) => kind),
  ).toEqual(['added', 'reordered']);
});

test('of very many new columns the first are told', () => {
  const names = Array.from({ length: 1000 }, (_, at) => `x${String(at)}`);
  expect(drift(['member_id', 'purchased_on', 'amount', 'note', ...names])).toHaveLength(50);
});
