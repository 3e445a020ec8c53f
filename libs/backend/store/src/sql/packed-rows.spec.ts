import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../testing/hub-story.ts';
import { packRows, unpackRows } from './packed-rows.ts';

describe('packed rows', () => {
  test('come back as they were, whatever they hold', async () => {
    const rows = [
      outcomeOf(5, 'posted'),
      outcomeOf(6, 'unchanged', { code: null }),
      outcomeOf(9, 'duplicate', { code: 'DUP-001', txnId: 'É"\u{1F600}', memberNo: null }),
      outcomeOf(10, 'conflict', { txnId: '', offset: 2 ** 45 }),
      outcomeOf(11, 'rejected', { txnId: null, byteLength: 64_000_000 }),
      outcomeOf(100_000_000, 'skipped', { line: 1, offset: 0 }),
    ];
    expect(await unpackRows(await packRows(rows))).toEqual(rows);
  });

  test('of a usual batch take fewer than twelve bytes each', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) =>
      outcomeOf(n + 1, 'posted', {
        txnId: `TX-2026-${String(n).padStart(9, '0')}`,
        memberNo: `E${String((n * 7_919) % 50_000).padStart(7, '0')}`,
        offset: n * 61,
        byteLength: 60 + (n % 3),
      }),
    );
    expect((await packRows(rows)).length).toBeLessThan(5_000 * 12);
  });

  test('may be none', async () => {
    expect(await unpackRows(await packRows([]))).toEqual([]);
  });
});
