import { backtestRowsKept } from '@waybill/contracts';
import type { NewEntry } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { changeBetween, Comparison, noChanges, type JudgedBy } from './compare-rows.ts';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import { TextIndex } from './ledger/text-index.ts';

const entry: NewEntry = {
  kind: 'accrual',
  feedNo: 1,
  partnerNo: 1,
  txnId: 'T1',
  revision: 0,
  memberNo: 'M1',
  points: 5,
  occurredOn: 20_000,
  expiresOn: null,
  runNo: 0,
  rowNo: 1,
  bundleId: 0,
  clauses: 'base',
  contentHash: 1,
};
const base: JudgedBy = { ...decided('accrue'), outcome: 'posted', code: null, entry };
const refused: JudgedBy = { ...base, outcome: 'rejected', code: 'MEMBER-001', entry: null };

describe('what changes of a row', () => {
  it.each([
    ['nothing', {}, null],
    ['points', { entry: { ...entry, points: 6, clauses: 'more' } }, 'points'],
    ['the direction', { entry: { ...entry, kind: 'reversal' } }, 'points'],
    ['the clauses', { entry: { ...entry, clauses: 'more' } }, 'other'],
    ['the expiry', { entry: { ...entry, expiresOn: 20_819 } }, 'other'],
    ['acceptance', refused, 'newly-rejected'],
    ['acceptance by a conflict', { ...refused, outcome: 'conflict' }, 'newly-rejected'],
    ['booking', { outcome: 'skipped', code: 'RULE-002', entry: null }, 'points'],
  ] as const)('when it is %s', (_what, changed, expected) => {
    expect(changeBetween(base, { ...base, ...changed })).toBe(expected);
  });

  it('goes both ways', () => {
    expect(changeBetween(refused, base)).toBe('newly-accepted');
    expect(changeBetween(refused, { ...refused, code: 'RULE-001' })).toBe('other');
  });
});

describe('a comparison', () => {
  it('keeps no more rows of a change than there is room for, and counts on', () => {
    const room = 2;
    const before = { ...noChanges(), points: backtestRowsKept - room };
    const comparison = new Comparison(before, new TextIndex());

    for (const [rowNo, [was, is]] of [
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 1],
    ].entries())
      comparison.add(row(rowNo + 1), earning(was ?? 0), earning(is ?? 0));
    comparison.add(row(6), refused, earning(3));

    const { kept, rows, points, members } = comparison.done();
    expect(kept.map(({ rowNo }) => rowNo)).toEqual([1, 2, 6]);
    expect(rows).toMatchObject({ read: 6, same: 1, changes: { points: 4, 'newly-accepted': 1 } });
    expect(points).toEqual({ base: 5, candidate: 12 });
    expect([...members]).toEqual([['M1', { base: 5, candidate: 12 }]]);
    expect(comparison.sides()).toEqual({
      base: { accepted: 5, refused: 1, granted: 5 },
      candidate: { accepted: 6, refused: 0, granted: 12 },
    });
  });

  it('shows either verdict on a row that it keeps', () => {
    const comparison = new Comparison(noChanges(), new TextIndex());
    comparison.add(row(1), base, { ...base, entry: { ...entry, points: 7, expiresOn: 20_819 } });

    expect(comparison.done().kept).toMatchObject([
      {
        rowNo: 1,
        line: 2,
        txnId: 'T1',
        memberNo: 'M1',
        base: { decision: 'accrue', points: 5, clauses: 'base', expiresOn: null },
        candidate: { decision: 'accrue', points: 7, clauses: 'base', expiresOn: '2027-01-01' },
      },
    ]);
  });
});

function decided(kind: 'accrue'): Pick<JudgedBy, 'decision'> {
  return { decision: { kind, points: 5, expiresOn: null, clauses: 'base', warnings: [] } };
}

function earning(points: number): JudgedBy {
  return { ...base, entry: { ...entry, points } };
}

function row(rowNo: number): MappedRow {
  const record = {
    rowNo,
    line: rowNo + 1,
    offset: 0,
    byteLength: 1,
    cells: [],
    header: null,
    problems: null,
  };
  const ids = { txnId: `T${String(rowNo)}`, memberNo: 'M1', originalTxnId: null };
  return { record, values: [20_000], problems: null, ...ids };
}
