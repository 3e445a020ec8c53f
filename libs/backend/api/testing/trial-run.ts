import type { TrialResult } from '@waybill/store';
import type { Seeded } from './seed.ts';
import type { TestHub } from './test-hub.ts';

/** A file of a feed that has come in, and its run as it was queued. */
export async function arrived(
  { database, hub }: TestHub,
  feedId: string,
): Promise<{ runNo: number; bundleId: number }> {
  const at = hub.clock.now();
  const fileId = hub.newId('file');
  const key = `acme/x/${fileId}.csv`;
  const object = { bucket: 'waybill-landing', key, version: fileId, etag: fileId };
  await database.files.register({ ...object, sizeBytes: 1, sequencer: '' }, { id: fileId, at });
  const feed = await database.feeds.config(feedId);
  if (!feed) throw new Error(`There is no feed ${feedId}`);
  const run = { id: hub.newId('run'), fileId, feedId, bundleId: feed.bundle.id, at };
  return database.runs.enqueueFile(run);
}

const verdict = { decision: 'accrue', outcome: 'posted', code: null, expiresOn: null } as const;

/** One row, which earns a little more. */
export const comparedRun: TrialResult = {
  state: 'compared',
  file: {
    rows: {
      read: 1,
      same: 0,
      changes: { points: 1, 'newly-rejected': 0, 'newly-accepted': 0, other: 0 },
    },
    points: { base: 10, candidate: 12 },
    kept: [
      {
        rowNo: 1,
        line: 2,
        txnId: 'T1',
        memberNo: 'E1',
        change: 'points',
        base: { ...verdict, points: 10, clauses: 'base' },
        candidate: { ...verdict, points: 12, clauses: 'base' },
      },
    ],
    members: new Map(),
  },
  base: { accepted: 1, refused: 0, granted: 10 },
  candidate: { accepted: 1, refused: 0, granted: 12 },
  because: null,
};

/** The request of a partner is tried as a shadow, and one file is compared. */
export async function comparedOnShadow(test: TestHub, { changeRequestId, feedId }: Seeded) {
  const token = await test.mint.person('approver');
  const params = { changeRequestId };
  await test.call('approveChangeRequest', { params, body: { reason: 'fine' }, token });
  await test.call('promoteChangeRequest', { params, body: { how: 'shadow' } });
  const { runNo } = await arrived(test, feedId);
  await test.database.trials.record(runNo, comparedRun, test.hub.clock.now());
}
