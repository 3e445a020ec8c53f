import type { InboundFile, operations } from '@waybill/contracts';
import { deed, failure, fileFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FeedConfig, FeedStore, FileStore } from '@waybill/store';
import { findBytes } from '../../file-bytes.ts';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.releaseFile;

export type ReleaseFileFailure =
  | { code: 'not-found' | 'file-gone'; id: string }
  | { code: 'file-not-releasable'; id: string; state: string };

export interface ReleaseFilePorts {
  database: Transactor<'files' | 'runs' | 'audit'> & {
    files: Pick<FileStore, 'get' | 'find'>;
    feeds: Pick<FeedStore, 'config'>;
  };
  buckets: Pick<BucketStore, 'head'>;
  clock: Clock;
  newId: NewId;
}

/**
 * Processes a file that its feed's guards or its own faults had set aside. A person has looked at it, so the guards are waived for this
 * run; what cannot be read is refused again. It is processed as its feed is now.
 */
export async function releaseFile(
  asked: Asked<Operation>,
  ports: ReleaseFilePorts,
): Promise<Result<InboundFile, ReleaseFileFailure>> {
  const { caller, params } = asked;
  const { buckets, database } = ports;
  const id = params.fileId;
  const [file, record] = await Promise.all([
    database.files.find(id, caller.partner),
    database.files.get(id),
  ]);
  if (!file || !record) return failure({ code: 'not-found', id });
  const feed = file.feed === null ? null : await database.feeds.config(file.feed);
  if (file.state !== 'quarantined')
    return failure({ code: 'file-not-releasable', id, state: file.state });
  if (feed === null)
    return failure({ code: 'file-not-releasable', id, state: 'of no feed; assign it instead' });
  if (!(await findBytes(buckets, record))) return failure({ code: 'file-gone', id });
  return release(asked, feed, ports);
}

async function release(
  asked: Asked<Operation>,
  feed: FeedConfig,
  { clock, database, newId }: ReleaseFilePorts,
): Promise<Result<InboundFile, ReleaseFileFailure>> {
  const { body, caller, params } = asked;
  const id = params.fileId;
  const at = clock.now();
  const runId = newId('run');
  return database.transaction(async (tx) => {
    const isMoved = await tx.files.move(id, ['quarantined'], 'assigned', { problem: null });
    const file = await tx.files.find(id, null);
    if (!file) throw new Error(`File ${id} cannot be read back`);
    if (!isMoved) return failure({ code: 'file-not-releasable', id, state: file.state });
    await tx.runs.enqueueFile({
      id: runId,
      fileId: id,
      feedId: feed.id,
      bundleId: feed.bundle.id,
      guardsWaived: true,
      at,
    });
    const detail = { feed: feed.id, run: runId, guardsWaived: true, reason: body.reason };
    await tx.audit.append(deed(asked, at, 'file.released', `file:${id}`, detail));
    return success(fileFor(caller, { ...file, lastRun: runId }));
  });
}
