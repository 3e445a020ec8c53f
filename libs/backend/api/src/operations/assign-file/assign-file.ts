import type { InboundFile, operations } from '@waybill/contracts';
import { deed, failure, fileFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FeedConfig, FeedStore, FileStore } from '@waybill/store';
import { findBytes } from '../../file-bytes.ts';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

export type AssignFileFailure =
  | { code: 'not-found'; what: 'file' | 'feed'; id: string }
  | { code: 'file-not-assignable'; id: string; state: InboundFile['state'] }
  | { code: 'file-gone'; id: string };

export interface AssignFilePorts {
  database: Transactor<'files' | 'runs' | 'audit'> & {
    files: Pick<FileStore, 'get' | 'find'>;
    feeds: Pick<FeedStore, 'config'>;
  };
  buckets: Pick<BucketStore, 'head'>;
  clock: Clock;
  newId: NewId;
}

const assignable = ['unassigned', 'quarantined'] as const satisfies InboundFile['state'][];

/** Gives a file that nobody recognised, or that was set aside, to a feed and queues its run. */
export async function assignFile(
  asked: Asked<typeof operations.assignFile>,
  ports: AssignFilePorts,
): Promise<Result<InboundFile, AssignFileFailure>> {
  const { body, caller, params } = asked;
  const { buckets, database } = ports;
  const id = params.fileId;
  const [file, record] = await Promise.all([
    database.files.find(id, caller.partner),
    database.files.get(id),
  ]);
  if (!file || !record) return failure({ code: 'not-found', what: 'file', id });
  const feed = await database.feeds.config(body.feed);
  if (!feed) return failure({ code: 'not-found', what: 'feed', id: body.feed });
  const isAssignable = assignable.some((state) => state === file.state);
  if (!isAssignable) return failure({ code: 'file-not-assignable', id, state: file.state });
  if (!(await findBytes(buckets, record))) return failure({ code: 'file-gone', id });
  return assign(asked, feed, ports);
}

async function assign(
  asked: Asked<typeof operations.assignFile>,
  feed: FeedConfig,
  { clock, database, newId }: AssignFilePorts,
): Promise<Result<InboundFile, AssignFileFailure>> {
  const { body, caller, params } = asked;
  const id = params.fileId;
  const at = clock.now();
  const runId = newId('run');
  return database.transaction(async (tx) => {
    const owner = { feedId: feed.id, partnerId: feed.partner, problem: null };
    const isMoved = await tx.files.move(id, assignable, 'assigned', owner);
    const file = await tx.files.find(id, null);
    if (!file) throw new Error(`File ${id} cannot be read back`);
    if (!isMoved) return failure({ code: 'file-not-assignable', id, state: file.state });
    await tx.runs.enqueueFile({
      id: runId,
      fileId: id,
      feedId: feed.id,
      bundleId: feed.bundle.id,
      at,
    });
    const detail = { feed: feed.id, run: runId, reason: body.reason };
    await tx.audit.append(deed(asked, at, 'file.assigned', `file:${id}`, detail));
    return success(fileFor(caller, { ...file, lastRun: runId }));
  });
}
