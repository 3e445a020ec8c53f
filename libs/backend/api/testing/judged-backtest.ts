import type { TestHub } from './test-hub.ts';

/** Writes what came of a seeded backtest: one of three rows would earn five points less. */
export async function judge({ database }: TestHub, backtestId: string): Promise<void> {
  const verdict = { decision: 'accrue', outcome: 'posted', code: null, expiresOn: null } as const;
  const changes = { points: 1, 'newly-rejected': 0, 'newly-accepted': 0, other: 0 };
  await database.backtests.judged(backtestId, 1, {
    rows: { read: 3, same: 2, changes },
    points: { base: 31, candidate: 26 },
    kept: [
      {
        rowNo: 3,
        line: 4,
        txnId: 'T3',
        memberNo: 'E1',
        change: 'points',
        base: { ...verdict, points: 7, clauses: 'base' },
        candidate: { ...verdict, points: 2, clauses: 'less' },
      },
    ],
    members: new Map([
      ['E1', { base: 31, candidate: 26 }],
      ['E2', { base: 4, candidate: 4 }],
    ]),
  });
}
