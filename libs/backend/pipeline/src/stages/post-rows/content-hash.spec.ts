import type { Value } from '@waybill/tabular';
import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

const base: Value[] = ['T1', 'M1', 20000, 125000, 'USD', null, null, null, null, null, ''];

describe('the content hash', () => {
  const others: [string, Value[]][] = [
    ['another amount', with_(3, 125001)],
    ['another id', with_(0, 'T2')],
    ['null for empty text', with_(10, null)],
    ['text for a number', with_(3, '125000')],
    ['a character moved to the next cell', ['T', '1M1', ...base.slice(2)]],
    ['two cells swapped', ['M1', 'T1', ...base.slice(2)]],
    ['a cell less', base.slice(0, -1)],
    ['true for text', with_(10, true)],
  ];
  it.each(others)('differs for %s', (_name, values) => {
    expect(contentHash(values)).not.toBe(contentHash(base));
  });

  it('is the same for the same values, a whole number of at most 52 bits', () => {
    expect(contentHash([...base])).toBe(contentHash(base));
    expect(contentHash(base)).toBeLessThan(2 ** 52);
    expect(Number.isInteger(contentHash(base))).toBe(true);
  });

  it('keeps 200,000 neighbouring contents apart', () => {
    const hashes = new Set<number>();
    for (let amount = 0; amount < 200_000; amount++) hashes.add(contentHash(with_(3, amount)));
    expect(hashes.size).toBe(200_000);
  });
});

function with_(index: number, value: Value): Value[] {
  return base.map((old, at) => (at === index ? value : old));
}
