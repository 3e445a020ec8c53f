import { runStates, type RunState, type RunStats } from '@waybill/contracts';
import { sql } from 'kysely';
import { instant } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RunStore } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { shownRuns } from './run-list.ts';
import { countMax } from './file-names.ts';
import { counted } from './paged-by-name.ts';
import { runsCalled } from './run-names.ts';

/** How much of `2026-11-03 06:00:00.000` makes the bucket, and what completes it to a time. */
const buckets = {
  hour: { length: 13, rest: ':00:00.000' },
  day: { length: 10, rest: ' 00:00:00.000' },
} as const;

/**
 * `states` counts without the state filter, so that a screen can offer the other states; `buckets` counts with it. Buckets cost a
 * look at every run that matches, states only one at an index: a list that wants no more than states asks for no bucket.
 */
export async function statsOfRuns(
  session: Session,
  { bucket, state, q, ...filter }: Parameters<RunStore['stats']>[0],
  tenant: Tenant,
): Promise<RunStats> {
  const called = q === undefined ? null : await runsCalled(session, q, tenant);
  const runs = shownRuns(session, filter, tenant, called?.many ? null : called);
  const states = await session.db
    .selectFrom(counted('run', runs, called).as('run'))
    .select((eb) => ['run.state', eb.fn.countAll().as('runs')])
    .groupBy('run.state')
    .execute();
  const runsIn = new Map(states.map((row) => [row.state, Number(row.runs)]));
  const total = states.reduce((sum, row) => sum + Number(row.runs), 0);
  return {
    ...(called?.isMany && total === countMax ? { more: true } : {}),
    states: Object.fromEntries(runStates.map((name) => [name, runsIn.get(name) ?? 0])) as Record<
      RunState,
      number
    >,
    buckets:
      bucket === 'none'
        ? []
        : await bucketsOf(shownRuns(session, { ...filter, state }, tenant, called), bucket),
  };
}

async function bucketsOf(
  runs: ReturnType<typeof shownRuns>,
  bucket: keyof typeof buckets,
): Promise<RunStats['buckets']> {
  const { length, rest } = buckets[bucket];
  const at = sql<string>`substr(cast(run.queued_at as char), 1, ${sql.lit(length)})`;
  const rows = await runs
    .select((eb) => [
      at.as('at'),
      eb.fn.countAll().as('runs'),
      sql<number>`sum(case run.state when 'failed' then 1 else 0 end)`.as('failed'),
      eb.fn.sum('run.rows_read').as('read'),
      eb.fn.sum('run.rows_posted').as('posted'),
      eb.fn.sum('run.rows_unchanged').as('unchanged'),
      eb.fn.sum('run.rows_duplicate').as('duplicate'),
      eb.fn.sum('run.rows_conflict').as('conflict'),
      eb.fn.sum('run.rows_rejected').as('rejected'),
      eb.fn.sum('run.rows_skipped').as('skipped'),
      sql<number>`sum(run.points_accrued - run.points_reversed)`.as('points'),
      sql<
        number | null
      >`avg(case when run.finished_at is null then null else run.duration_ms end)`.as('duration'),
    ])
    .groupBy(at)
    .orderBy(at)
    .execute();
  return rows.map((row) => ({
    at: instant(`${row.at}${rest}`),
    runs: Number(row.runs),
    failed: Number(row.failed),
    counts: {
      read: Number(row.read),
      posted: Number(row.posted),
      unchanged: Number(row.unchanged),
      duplicate: Number(row.duplicate),
      conflict: Number(row.conflict),
      rejected: Number(row.rejected),
      skipped: Number(row.skipped),
    },
    points: Number(row.points),
    durationMs: row.duration === null ? null : Math.round(Number(row.duration)),
  }));
}
