import fc from 'fast-check';
import type { Booked } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { MemberPoints } from './member-points.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { TextIndex } from './text-index.ts';

const days = fc.integer({ min: -700_000, max: 2_900_000 });
const hash = fc.maxSafeNat().map((value) => value % 2 ** 52);
const points = fc.integer({ min: 0, max: 2 ** 50 });
const entry: fc.Arbitrary<Omit<Booked, 'txnId'>> = fc.record({
  revision: fc.nat(1000),
  memberNo: fc.string({ maxLength: 20, unit: 'binary' }),
  points,
  accruedPoints: points,
  expiresOn: fc.option(days),
  contentHash: hash,
  reversalContentHash: fc.option(hash),
  runNo: fc.nat(),
  rowNo: fc.nat(),
  reversed: fc.boolean(),
});
/** Few different ids, so that some are booked again; lone surrogates are texts too. */
const txnId = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'a ', '1', '01', '\ud800', '\udc00', '𝄞'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

describe('a ledger in memory', () => {
  it('says of every id what a map would', () => {
    const steps = fc.array(fc.tuple(txnId, entry), { maxLength: 60 });
    fc.assert(
      fc.property(steps, txnId, (bookings, stranger) => {
        const [ledger, other] = twoLedgers();
        const map = new Map<string, Booked>();
        for (const [id, rest] of bookings) {
          const booked = { txnId: id, ...rest };
          ledger.set(id, booked);
          map.set(id, booked);
        }

        for (const id of [...map.keys(), stranger]) {
          expect(ledger.get(id)).toEqual(map.get(id));
          expect(ledger.has(id)).toBe(map.has(id));
          expect(other.has(id)).toBe(false);
        }
      }),
    );
  });
});

describe('numbers of texts', () => {
  it('are those of their first time, however many there are', () => {
    const index = new TextIndex();
    const texts = Array.from({ length: 50_000 }, (_, n) => `T-${String(n * 7919)}`);

    expect(texts.map((text) => index.add(text))).toEqual([...texts.keys()]);
    expect(texts.map((text) => index.add(text))).toEqual([...texts.keys()]);
    expect(index.textOf(49_999)).toBe(texts[49_999]);
    expect(index.find('T-1')).toBe(-1);
  });

  it('are the same for many at once', () => {
    const [one, many] = [new TextIndex(), new TextIndex()];
    const some = fc.array(fc.option(txnId), { maxLength: 50 });
    fc.assert(
      fc.property(some, (texts) => {
        const expected = texts.map((text) => (text === null ? -1 : one.add(text)));
        expect([...many.addAll(texts)]).toEqual(expected);
      }),
    );
    expect(many.size).toBe(one.size);
  });

  it('give every text back, halves of pairs too', () => {
    const index = new TextIndex();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 9 }), (text) => {
        expect(index.textOf(index.add(text))).toBe(text);
      }),
    );
    expect(index.textOf(index.add('a\ud800é'))).toBe('a\ud800é');
  });

  it('take a text that is longer than a block', () => {
    const index = new TextIndex();
    const long = 'x'.repeat(2_000_000);

    expect([index.add('a'), index.add(long), index.add('b')]).toEqual([0, 1, 2]);
    expect(index.textOf(1)).toBe(long);
    expect(index.find('b')).toBe(2);
  });
});

it('points of members add up by side', () => {
  const members = new MemberPoints(new TextIndex());
  members.add('base', 'M1', 5);
  members.add('candidate', 'M2', 7);
  members.add('base', 'M1', -2);

  expect([...members]).toEqual([
    ['M1', { base: 3, candidate: 0 }],
    ['M2', { base: 0, candidate: 7 }],
  ]);
});

function twoLedgers(): [MemoryLedger, MemoryLedger] {
  const texts = { txnIds: new TextIndex(), members: new TextIndex() };
  return [new MemoryLedger(texts), new MemoryLedger(texts)];
}
