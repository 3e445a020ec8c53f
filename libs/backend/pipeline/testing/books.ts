import type { LedgerEntry, Member, Run, RowError, RunRow } from '@waybill/contracts';
import type { TestHub } from './test-hub.ts';

/** What a run has left in a hub, whichever way it went there and whenever: times and ids made by chance are not in it. */
export interface Books {
  readonly run: Partial<Run>;
  readonly file: unknown;
  readonly rows: readonly RunRow[];
  readonly errors: readonly Partial<RowError>[];
  readonly entries: readonly Partial<LedgerEntry>[];
  readonly members: readonly { readonly member: Partial<Member>; readonly points: unknown }[];
}

const limit = 500;

export async function booksOf(hub: TestHub, runId: string): Promise<Books> {
  const { db } = hub;
  const run = await db.runs.find(runId, null);
  if (!run) throw new Error(`There is no run ${runId}`);
  const file = await db.files.find(run.file.id, null);
  const members = await all((cursor) => db.members.list({ cursor, limit }, null));
  return {
    run: {
      state: run.state,
      counts: run.counts,
      pointsAccrued: run.pointsAccrued,
      pointsReversed: run.pointsReversed,
      rowsTotal: run.rowsTotal,
      problem: run.problem,
    },
    file: {
      state: file?.state,
      sha256: file?.sha256,
      isArchived: (file?.archiveKey ?? null) !== null,
    },
    rows: await hub.rowsOf(runId),
    errors: (await hub.errorsOf(runId)).map(({ run: _run, createdAt: _at, ...rest }) => rest),
    entries: (await all((cursor) => db.ledger.list({ cursor, limit }, null))).map(
      ({ run: _run, postedAt: _at, ...rest }) => rest,
    ),
    members: await Promise.all(
      members.map(async ({ createdAt: _created, updatedAt: _updated, ...member }) => ({
        member,
        points: (await db.members.balance(member.id, null, new Date(0))).buckets,
      })),
    ),
  };
}

async function all<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    items.push(...found.items);
    cursor = found.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}
