import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cdnowPurchases, decodeAll, standardPurchases } from '../../testing/index.ts';
import type { Dialect, FeedFormat, FileLimits, Layout } from '../feed-format.ts';
import type { Problem } from '../problem.ts';
import type { RawRecord } from './raw-record.ts';

interface StructureCase {
  /** As in the bad-input corpus; F and S are our own. */
  id: string;
  name: string;
  feed?: 'cdnow';
  as?: 'latin1' | 'utf-16le';
  dialect?: Partial<Dialect>;
  limits?: Partial<FileLimits>;
  layout?: Partial<Layout>;
  input: (string | { repeat: string; times: number })[];
  rejected?: Partial<Problem>[];
  rows?: number;
  flags?: string[];
  header?: string;
  added?: string[];
  /** The last cell of every row. */
  last?: string[];
  records?: Partial<RawRecord>[];
  problems?: (Partial<Problem> & { rowNo: number })[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../cases/structure.json', import.meta.url), 'utf8'),
) as StructureCase[];

describe.each(cases)('$id $name', (given) => {
  const bytes = bytesOf(given);
  const chunkSizes =
    bytes.length < 5000 ? [1, 2, 3, 4, 5, 6, 7, 65_536] : [4099, 65_536, bytes.length];

  test.each(chunkSizes)('in chunks of %i bytes', (chunkBytes) => {
    const { records, summary, rejected } = decodeAll(formatOf(given), bytes, chunkBytes);

    expect(rejected).toMatchObject(given.rejected ?? []);
    expect(summary?.rows).toBe(given.rows);
    const {
      flags = [],
      header = summary?.header?.names[0],
      added = summary?.header?.drift.added,
    } = given;
    expect(summary?.flags ?? []).toEqual(flags);
    expect(summary?.header?.names[0]).toBe(header);
    expect(summary?.header?.drift.added).toEqual(added);
    const problems = records.flatMap(({ rowNo, problems: found }) =>
      (found ?? []).map((one) => ({ rowNo, ...one })),
    );
    expect(problems).toMatchObject(given.problems ?? []);
    expect(records).toMatchObject(given.records ?? records);
    if (given.last !== undefined)
      expect(records.map((record) => record.cells.at(-1))).toEqual(given.last);
    expect(JSON.stringify(records)).not.toContain('\ufffd');
  });
});

test('no case leaves a trace on the prototype of all objects', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function formatOf({ feed, dialect, limits, layout }: StructureCase): FeedFormat {
  const base = feed === 'cdnow' ? cdnowPurchases : standardPurchases;
  const allLimits = { ...base.dialect.limits, ...limits };
  return {
    ...base,
    dialect: { ...base.dialect, ...dialect, limits: allLimits },
    layout: { ...base.layout, ...layout },
  };
}

function bytesOf({ input, as }: StructureCase): Uint8Array {
  const text = input
    .map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times)))
    .join('')
    .replaceAll('{header}', 'txn_id,member_id,txn_date,amount,currency,qty,store,note')
    .replaceAll('{row}', '{start}regular')
    .replaceAll('{start}', 'T1,M1,2026-01-02,1.00,USD,1,S1,');
  return Buffer.from(text, as ?? 'utf8');
}
