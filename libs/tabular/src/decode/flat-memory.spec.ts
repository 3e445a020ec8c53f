import { expect, test } from 'vitest';
import { decodeAll, standardPurchases } from '../../testing/index.ts';
import type { FileLimits } from '../feed-format.ts';
import { createDecoder } from './decoder.ts';

const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note\n';
const start = 'T1,M1,2026-01-02,1.00,USD,1,S1,';
const chunk = new Uint8Array(64 * 1024).fill(0x61);

test.each([
  ['unquoted', '', ''],
  ['quoted', '"', '"'],
])('an %s cell of 100 MB is dropped while it is read', (_, open, close) => {
  const decoder = createDecoder(limited({ lineBytesMax: 1e9, cellCharsMax: 1000 }));
  decoder.push(bytes(`${header}${start}${open}`));
  const before = process.memoryUsage().arrayBuffers;
  for (let read = 0; read < 100e6; read += chunk.length) decoder.push(chunk);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8e6);

  const records = decoder.push(bytes(`${close}\n`));
  expect(records.map((record) => record.problems?.[0]?.name)).toEqual(['FIELD_TOO_LONG']);
});

test('a cell that may be long is not decoded anew with every chunk', () => {
  const decoder = createDecoder(limited({ lineBytesMax: 64e6, cellCharsMax: 16e6 }));
  decoder.push(bytes(`${header}${start}`));
  const before = process.cpuUsage();
  for (let read = 0; read < 16e6; read += 4096) decoder.push(chunk.subarray(0, 4096));
  const { user } = process.cpuUsage(before);
  const records = decoder.push(bytes('\n'));
  expect(records[0]?.problems?.[0]?.name).toBe('FIELD_TOO_LONG');
  expect(user / 1e6).toBeLessThan(2);
});

test('very many invalid cells are refused in bounded time', () => {
  const row = Uint8Array.from([...bytes('T,M,D,A,C,Q,S,'), 0xff, 0x0a]);
  const file = new Uint8Array(bytes(header).length + row.length * 30_000);
  file.set(bytes(header));
  for (let i = 0; i < 30_000; i++) file.set(row, bytes(header).length + i * row.length);
  const before = process.cpuUsage();
  const { records } = decodeAll(standardPurchases, file);
  expect(records.filter((record) => record.problems?.[0]?.name === 'ENCODING').length).toBe(30_000);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
});

function limited(limits: Partial<FileLimits>) {
  const { dialect } = standardPurchases;
  return {
    ...standardPurchases,
    dialect: { ...dialect, limits: { ...dialect.limits, ...limits } },
  };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
