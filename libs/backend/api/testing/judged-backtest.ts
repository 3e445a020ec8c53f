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

/** Ends the job of a backtest that is queued. */
export async function endBacktest(
  { call, database, hub }: TestHub,
  backtestId: string,
  state: 'succeeded' | 'failed' | 'cancelled' = 'succeeded',
): Promise<void> {
  const { body } = await call('getBacktest', { params: { backtestId } });
  const only = String(body['job']);
  const job = await database.jobs.claim('worker-1', { leaseS: 60, attemptsMax: 5, only });
  if (!job) throw new Error(`${only} cannot be claimed`);
  const problem = { code: 'changed-meanwhile', message: 'It changed.' };
  const end =
    state === 'succeeded'
      ? { state, result: { backtest: backtestId } }
      : state === 'failed'
        ? { state, problem }
        : { state };
  await database.jobs.finish(job.lease, end, hub.clock.now());
}

/** A backtest of a version over the last archived file, with its result. */
export async function backtested(
  test: TestHub,
  ruleSetId: string,
  body: { candidate: number; base?: number },
): Promise<string> {
  const wish = { files: { last: 1 }, ...body };
  const created = await test.call('createBacktest', { params: { ruleSetId }, body: wish });
  const id = String(created.body['id']);
  await judge(test, id);
  await endBacktest(test, id);
  return id;
}
