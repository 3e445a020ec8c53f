import { expect, it } from 'vitest';
import { decodeAll, plainDialect, rowsOfPart, standardPurchases } from '../../testing/index.ts';
import type { Dialect, FeedFormat } from '../feed-format.ts';
import { canBeDivided } from './decode-part.ts';

const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';
const row = (id: string, note = '') => `${id},M1,2026-11-01,10.00,USD,1,S1,${note}`;

it('reads with the header of the file, behind a byte order mark, with quoted lines and to a last row without an end', async () => {
  const lines = [header, row('T1', '"two\r\nlines"'), row('T2', '"a ""b"""'), row('T3', 'é')];
  const bytes = Buffer.from(`\uFEFF${lines.join('\r\n')}`);
  const { records } = decodeAll(standardPurchases, bytes);
  const [first, second] = records;
  expect(second).toMatchObject({ rowNo: 2, line: 4, cells: expect.arrayContaining(['a "b"']) });
  if (!first || !second) throw new Error('no rows');
  const part = (of: typeof first, isLast: boolean) => ({ ...of, from: of.offset, isLast });
  const head = await rowsOfPart(
    standardPurchases,
    part(first, false),
    bytes.subarray(first.offset, second.offset),
  );
  const rest = await rowsOfPart(
    standardPurchases,
    part(second, true),
    bytes.subarray(second.offset),
  );
  expect([...head, ...rest]).toEqual(records);
});

it('looks for the trailer in the last part only, and counts the rows of the others with it', async () => {
  const format = dialectOf({ trailer: { marker: 'TRL', countCell: 1 } });
  const bytes = Buffer.from(`${header}\n${row('TRL')}\n${row('T2')}\nTRL,2\n`);
  const { records, summary } = decodeAll(format, bytes);
  const [first, second] = records;
  if (!first || !second) throw new Error('no rows');
  expect(summary?.trailer).toBe(true);
  const head = { ...first, from: first.offset, isLast: false };
  const last = { ...second, from: second.offset, isLast: true };
  expect([
    ...(await rowsOfPart(format, head, bytes.subarray(first.offset, second.offset))),
    ...(await rowsOfPart(format, last, bytes.subarray(second.offset))),
  ]).toEqual(records);
});

it.each([
  ['utf-8', true],
  ['windows-1252', true],
  ['utf-16le', false],
  ['big5', false],
])('divides a file in %s: %s', (encoding, expected) => {
  expect(canBeDivided(dialectOf({ encoding }))).toBe(expected);
});

it('refuses a part of a file that has to be read from its beginning', async () => {
  const part = { from: 0, rowNo: 1, line: 1, isLast: true, header: null };
  const rows = rowsOfPart(dialectOf({ encoding: 'utf-16le' }), part, new Uint8Array());
  await expect(rows).rejects.toThrow(RangeError);
});

function dialectOf(own: Partial<Dialect>): FeedFormat {
  return { ...standardPurchases, dialect: { ...plainDialect, ...own } };
}
