import type { Backtest, BacktestDetail, BacktestFile, BacktestRow } from '../src/index.ts';

export function aBacktest(change: Partial<Backtest> = {}): Backtest {
  return {
    id: 'backtest_01',
    ruleSet: 'acme.purchases',
    job: 'job_01',
    state: 'succeeded',
    base: { version: 1, ruleVersion: 'acme-standard@1', sha256: 'a'.repeat(64) },
    candidate: { version: 2, ruleVersion: 'acme-standard@2', sha256: 'b'.repeat(64) },
    bundleSha256: 'c'.repeat(64),
    files: { total: 2, done: 2, unreadable: 0 },
    rows: {
      read: 10,
      same: 7,
      changed: 3,
      changes: { points: 2, 'newly-rejected': 1, 'newly-accepted': 0, other: 0 },
    },
    points: { base: 1000, candidate: 1200, delta: 200 },
    problem: null,
    requestedBy: 'person:author',
    createdAt: '2026-11-03T06:00:00.000Z',
    finishedAt: '2026-11-03T06:00:09.000Z',
    ...change,
  };
}

export function aBacktestDetail(change: Partial<BacktestDetail> = {}): BacktestDetail {
  return {
    ...aBacktest(),
    members: { touched: 5, changed: 2 },
    rowsKept: { points: 2, 'newly-rejected': 1, 'newly-accepted': 0, other: 0 },
    ...change,
  };
}

export function aBacktestFile(change: Partial<BacktestFile> = {}): BacktestFile {
  return {
    position: 1,
    file: 'file_01',
    fileName: 'purchases-1.csv',
    state: 'done',
    rows: { read: 5, same: 3, changes: { ...aBacktest().rows.changes, 'newly-rejected': 0 } },
    points: { base: 500, candidate: 700, delta: 200 },
    problem: null,
    ...change,
  };
}

export function aBacktestRow(change: Partial<BacktestRow> = {}): BacktestRow {
  return {
    file: 'file_01',
    fileName: 'purchases-1.csv',
    run: 'run_01',
    rowNo: 3,
    line: 4,
    txnId: 'T3',
    memberNo: 'E1',
    change: 'points',
    base: {
      decision: 'accrue',
      outcome: 'posted',
      code: null,
      points: 100,
      clauses: 'tiers/silver',
      expiresOn: '2027-11-30',
    },
    candidate: {
      decision: 'accrue',
      outcome: 'posted',
      code: null,
      points: 200,
      clauses: 'tiers/gold',
      expiresOn: '2027-11-30',
    },
    ...change,
  };
}
