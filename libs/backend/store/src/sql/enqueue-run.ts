import { sql } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { RunStore } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { ofFeed } from './conditions.ts';

export async function enqueue(
  { db }: Session,
  run: Parameters<RunStore['enqueue']>[0],
): Promise<number> {
  const { no: fileNo } = await db
    .selectFrom('inbound_file')
    .select('no')
    .where('id', '=', run.fileId)
    .executeTakeFirstOrThrow();
  const feed = await db
    .selectFrom('feed')
    .select(['no', 'partner_no'])
    .where('id', '=', run.feedId)
    .executeTakeFirstOrThrow();
  const original =
    run.originalRunId === null
      ? null
      : await db
          .selectFrom('run')
          .select('no')
          .where('id', '=', run.originalRunId)
          .executeTakeFirstOrThrow();
  const { insertId } = await db
    .insertInto('run')
    .values({
      id: run.id,
      kind: run.kind,
      file_no: fileNo,
      feed_no: feed.no,
      partner_no: feed.partner_no,
      bundle_id: run.bundleId,
      rows_scope: run.rows,
      guards_waived: run.guardsWaived === true ? 1 : 0,
      original_run_no: original?.no ?? null,
      state: 'queued',
      stages: '[]',
      queued_at: columnTime(run.at),
    })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

type FileRun = Parameters<RunStore['enqueueFile']>[0];

export async function enqueueFile(
  session: Session,
  run: FileRun,
): ReturnType<RunStore['enqueueFile']> {
  const place = await placeInTrial(session, run);
  const bundleId = place?.bundleId ?? run.bundleId;
  const file = { kind: 'file', rows: 'all', originalRunId: null } as const;
  const runNo = await enqueue(session, { ...run, ...file, bundleId });
  if (place) {
    const { trial_no, position } = place;
    const waiting = { state: 'waiting', because: null, ended_at: null };
    await session.db
      .insertInto('trial_run')
      .values({ trial_no, position, run_no: runNo, ...waiting })
      .execute();
  }
  return { runNo, bundleId };
}

/** The next place in the trial that the feed is in, if there is one and it has room. Two files never get the same place. */
async function placeInTrial({ db, dialect }: Session, { feedId, bundleId }: FileRun) {
  const trial = await dialect
    .forUpdate(
      db
        .selectFrom('change_trial')
        .select(['no', 'files_wanted', 'bundle_id'])
        .where(ofFeed('running_feed_no', feedId))
        .where('base_bundle_id', '=', bundleId),
    )
    .executeTakeFirst();
  if (trial === undefined) return null;
  const { taken, last } = await db
    .selectFrom('trial_run')
    .select((eb) => [
      sql<number | null>`sum(case when state = 'left-out' then 0 else 1 end)`.as('taken'),
      eb.fn.max('position').as('last'),
    ])
    .where('trial_no', '=', trial.no)
    .executeTakeFirstOrThrow();
  if (trial.files_wanted !== null && Number(taken ?? 0) >= trial.files_wanted) return null;
  const position = Number(last ?? 0) + 1;
  return { trial_no: trial.no, position, bundleId: trial.bundle_id };
}
