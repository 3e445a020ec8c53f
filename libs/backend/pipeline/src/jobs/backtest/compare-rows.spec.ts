import { backtestRowsKept, type BacktestVerdict } from '@waybill/contracts';
import { describe, expect, it } from 'vitest';
import { changeBetween, Comparison, noChanges, type JudgedBatch } from './compare-rows.ts';
import { settlePurchases, type PurchaseTerms } from '../../stages/post-rows/purchase-settlement.ts';

const base: BacktestVerdict = {
  decision: 'accrue',
  outcome: 'posted',
  code: null,
  points: 5,
  clauses: 'base',
  expiresOn: null,
};

describe('what changes of a row', () => {
  it.each([
    [{}, null],
    [{ points: 6, clauses: 'more' }, 'points'],
    [{ points: -5 }, 'points'],
    [{ clauses: 'more' }, 'other'],
    [{ expiresOn: '2027-01-01' }, 'other'],
    [{ outcome: 'rejected', points: 0 }, 'newly-rejected'],
    [{ outcome: 'conflict', points: 0 }, 'newly-rejected'],
    [{ outcome: 'skipped', points: 0, code: 'RULE-002' }, 'points'],
  ] as const)('%j is %s', (changed, expected) => {
    expect(changeBetween(base, { ...base, ...changed })).toBe(expected);
  });

  it('goes both ways', () => {
    const refused = { ...base, outcome: 'rejected', points: 0 } as const;
    expect(changeBetween(refused, base)).toBe('newly-accepted');
    expect(changeBetween(refused, { ...refused, code: 'RULE-001' })).toBe('other');
  });
});

describe('a comparison', () => {
  it('keeps no more rows of a change than there is room for, and counts on', () => {
    const room = 2;
    const comparison = new Comparison({ ...noChanges(), points: backtestRowsKept - room });

    comparison.add(batch([1, 1, 1]), batch([2, 2, 2]));
    comparison.add(batch([1, 1]), batch([2, 1]));

    const { kept, rows, points, members } = comparison.done();
    expect(kept.map(({ rowNo }) => rowNo)).toEqual([1, 2]);
    expect(rows).toMatchObject({ read: 5, same: 1, changes: { points: 4 } });
    expect(points).toEqual({ base: 5, candidate: 9 });
    expect([...members]).toEqual([['M1', { base: 5, candidate: 9 }]]);
  });
});

/** A batch whose rows earn so many points. */
function batch(points: readonly number[]): JudgedBatch {
  const rows = points.map((each, index) => ({
    row: {
      record: {
        rowNo: index + 1,
        line: index + 2,
        offset: 0,
        byteLength: 1,
        cells: [],
        header: null,
        problems: null,
      },
      values: [20_000],
      problems: null,
      txnId: `T${String(index)}`,
      memberNo: 'M1',
      originalTxnId: null,
    },
    decision: { kind: 'accrue', points: each, expiresOn: null, clauses: 'base', warnings: [] },
  })) satisfies JudgedBatch['rows'];
  const memberStates = new Map([['M1', 'active' as const]]);
  const standing = { booked: new Map(), lineage: new Set<number>(), memberStates };
  return { rows, settlement: settlePurchases(rows, terms, standing) };
}

const terms: PurchaseTerms = {
  runNo: 0,
  feedNo: 1,
  partnerNo: 1,
  bundleId: 0,
  dateSlot: 0,
  members: { unknownMembers: 'create', column: 'member' },
  repeats: false,
  failedBefore: { has: () => false },
};
