import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  cdnowPurchases,
  decodeAll,
  employeeRoster,
  standardPurchases,
} from '../../testing/index.ts';
import type { RawRecord } from '../decode/raw-record.ts';
import type { FeedFormat } from '../feed-format.ts';
import { compileFeed, type FeedReader, type ReadRow } from './feed-reader.ts';

const sha256Hex = (text: string) => hash('sha256', text, 'hex');
const context = { sha256Hex, fileSha256: 'f'.repeat(64), today: 20_780 };
const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';

test('C25 columns in another order give the same records', () => {
  const straight = readAll(standardPurchases, `${header}\nT1,M1,2026-01-02,1.00,USD,1,S,n\n`);
  const turned = readAll(
    standardPurchases,
    'note,store,qty,currency,amount,txn_date,member_id,txn_id\nn,S,1,USD,1.00,2026-01-02,M1,T1\n',
  );
  expect(turned.rows).toEqual(straight.rows);
  expect(turned.rows[0]?.values).toEqual([
    'T1',
    'M1',
    20_455,
    10_000,
    'USD',
    1,
    null,
    null,
    'S',
    null,
    'n',
  ]);
});

test('an optional column that the file does not have is no value', () => {
  const { rows } = readAll(
    standardPurchases,
    'txn_id,member_id,txn_date,amount,currency\nT1,M1,2026-01-02,1,USD\n',
  );
  expect(rows[0]?.values?.slice(4)).toEqual(['USD', null, null, null, null, null, null]);
});

test('a problem names the column as the file does', () => {
  const aliased = withColumn(standardPurchases, 'amount', { aliases: ['Betrag'] });
  const { rows } = readAll(
    aliased,
    `${header.replace('amount', 'Betrag')}\nT1,M1,2026-01-02,x,USD,1,S,n\n`,
  );
  expect(rows[0]?.problems).toMatchObject([
    {
      code: 'TYPE-001',
      name: 'NUMBER',
      scope: 'row',
      line: 2,
      column: 'Betrag',
      found: 'x',
      expected: 'a plain number such as 1234.50',
      message: 'Line 2, column “Betrag”: expected a plain number such as 1234.50, found “x”.',
    },
  ]);
});

test('a promise about a column is kept even when nobody maps the column', () => {
  const unmapped: FeedFormat = {
    ...standardPurchases,
    mapping: {
      ...standardPurchases.mapping,
      fields: standardPurchases.mapping.fields.filter((entry) => entry.field !== 'quantity'),
    },
  };
  const { rows } = readAll(unmapped, `${header}\nT1,M1,2026-01-02,1,USD,many,S,n\n`);
  expect(rows[0]?.problems).toMatchObject([{ name: 'NUMBER', column: 'qty' }]);
});

test('constants, defaults and fields of its own fill their slots', () => {
  const own: FeedFormat = {
    ...standardPurchases,
    mapping: {
      transactionKey: { kind: 'column' },
      fields: [
        ...standardPurchases.mapping.fields.filter(
          (entry) => !['currency', 'quantity', 'store'].includes(entry.field),
        ),
        { field: 'currency', constant: 'KWD' },
        { field: 'quantity', column: 'qty', default: '1' },
        { field: 'outlet', column: 'store' },
        { field: 'unitPrice', column: 'amount' },
      ],
    },
  };
  const { rows, reader } = readAll(own, `${header}\nT1,M1,2026-01-02,1.505,USD,,S,n\n`);
  expect(reader.slots.slice(11)).toEqual([
    { name: 'outlet', type: 'text', required: false },
    { name: 'unitPrice', type: 'decimal', required: true, scale: 4 },
  ]);
  expect(rows[0]?.values).toEqual([
    'T1',
    'M1',
    20_455,
    15_050,
    'KWD',
    1,
    null,
    null,
    null,
    null,
    'n',
    'S',
    15_050,
  ]);
});

describe('derived transaction ids', () => {
  const lines = [
    '00001 19970101  1   11.77',
    '00002 19970112  1   12.00',
    '00001 19970101  1   11.77',
  ];
  const file = `x\n${lines.map((line) => ` ${line}\n`).join('')}`;

  test('number identical rows in file order, the same way on every reading', () => {
    const first = idsOf(readAll(cdnowPurchases, file).rows);
    const hashed = sha256Hex('\u000000001\u000019970101\0  1\0   11.77').slice(0, 32);
    expect(first[0]).toBe(`${hashed}-1`);
    expect(first[2]).toBe(`${hashed}-2`);
    expect(first[1]).toMatch(/^[0-9a-f]{32}-1$/);
    expect(idsOf(readAll(cdnowPurchases, file).rows)).toEqual(first);
  });

  test('stay the same when rows are only skipped over', () => {
    const { records } = decodeAll(cdnowPurchases, new TextEncoder().encode(file));
    const reader = compileFeed(cdnowPurchases, context);
    const rows = records.map((record, index) => {
      if (index === 2) return reader.read(record);
      reader.skip(record);
      return null;
    });
    expect(idsOf(rows.slice(2).map((row) => row as ReadRow))[0]).toMatch(/-2$/);
  });

  test('do not change when another rule refuses an earlier row', () => {
    const strict = withColumn(cdnowPurchases, 'dollar_value', { minimum: '12.00' });
    const { rows } = readAll(strict, file);
    expect(rows.map((row) => row.problems?.[0]?.name)).toEqual(['RANGE', undefined, 'RANGE']);
    expect(rows.map((row) => (row.values === null ? row.txnId : null))[2]).toMatch(/-2$/);
  });

  test('are kept by a row that is read again on its own', () => {
    const { records } = decodeAll(cdnowPurchases, new TextEncoder().encode(file));
    const corrected = {
      ...records[2],
      cells: ['00001', '19970101', '  1', '   99.00'],
    } as RawRecord;
    const row = compileFeed(cdnowPurchases, context).read(corrected, 'its-own-id-2');
    expect(row.values?.slice(0, 4)).toEqual(['its-own-id-2', '00001', 9862, 990_000]);
  });

  test('of scope file differ from file to file', () => {
    const perFile: FeedFormat = {
      ...cdnowPurchases,
      mapping: {
        ...cdnowPurchases.mapping,
        transactionKey: { kind: 'derived', columns: ['customer_id', 'date'], scope: 'file' },
      },
    };
    const one = idsOf(readAll(perFile, file, { ...context, fileSha256: 'a'.repeat(64) }).rows);
    const other = idsOf(readAll(perFile, file, { ...context, fileSha256: 'b'.repeat(64) }).rows);
    expect(one[0]).not.toBe(other[0]);
    expect(one[0]?.slice(0, 32)).toBe(one[2]?.slice(0, 32));
  });
});

const sharedData = new URL('../../../../../shared/data/', import.meta.url);

describe.runIf(existsSync(sharedData))('real files', () => {
  test('CDNOW: 69,659 purchases, all good, all with an id of their own, to the cent', () => {
    const bytes = readFileSync(new URL('cdnow/CDNOW_master.txt', sharedData));
    const { rows } = readAll(cdnowPurchases, bytes);
    expect(rows.length).toBe(69_659);
    expect(rows.every((row) => row.problems === null)).toBe(true);
    const ids = idsOf(rows);
    expect(new Set(ids).size).toBe(69_659);
    expect(ids.filter((id) => !id.endsWith('-1')).length).toBe(255);
    expect(new Set(rows.map((row) => row.values?.[1])).size).toBe(23_570);
    const independent = bytes
      .toString('latin1')
      .split('\r\n')
      .slice(1, -1)
      .reduce((cents, line) => cents + Math.round(Number(line.slice(18)) * 100), 0);
    expect(rows.reduce((sum, row) => sum + Number(row.values?.[3]), 0)).toBe(independent * 100);
  });

  test('AdventureWorks: 290 employees with their dates', () => {
    const { rows } = readAll(
      employeeRoster,
      readFileSync(new URL('adventureworks/Employee.csv', sharedData)),
    );
    expect(rows.length).toBe(290);
    expect(rows.every((row) => row.problems === null)).toBe(true);
    const [memberNo, name, email, status, jobTitle, department, hiredOn, bornOn] =
      rows[0]?.values ?? [];
    expect({ memberNo, name, email, status, jobTitle, department }).toEqual({
      memberNo: '1',
      name: 'adventure-works\\ken0',
      email: null,
      status: 'active',
      jobTitle: 'Chief Executive Officer',
      department: null,
    });
    expect([hiredOn, bornOn]).toEqual([
      Date.UTC(2009, 0, 14) / 86_400_000,
      Date.UTC(1969, 0, 29) / 86_400_000,
    ]);
  });
});

function readAll(
  format: FeedFormat,
  file: string | Uint8Array,
  given = context,
): { rows: ReadRow[]; reader: FeedReader } {
  const { records, rejected } = decodeAll(
    format,
    typeof file === 'string' ? new TextEncoder().encode(file) : file,
  );
  expect(rejected).toEqual([]);
  const reader = compileFeed(format, given);
  return { rows: records.map((record) => reader.read(record)), reader };
}

function idsOf(rows: readonly ReadRow[]): string[] {
  return rows.map((row) => String(row.values?.[0]));
}

function withColumn(
  format: FeedFormat,
  name: string,
  change: Partial<FeedFormat['layout']['columns'][number]>,
): FeedFormat {
  const columns = format.layout.columns.map((column) =>
    column.name === name ? { ...column, ...change } : column,
  );
  return { ...format, layout: { ...format.layout, columns } };
}
