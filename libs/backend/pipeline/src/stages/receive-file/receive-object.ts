import type { RowProblem } from '@waybill/contracts';
import type { Bundle, FileRecord, Nouns, ObjectFacts, ObjectVersion } from '@waybill/store';
import { refOf, versionOf } from '../../landed-object.ts';
import type { PipelinePorts } from '../../ports.ts';
import { fileProblem } from '../../problems.ts';
import { keepCopy } from '../archive-file/keep-copy.ts';
import { keptKey } from '../archive-file/kept-key.ts';
import { removeOriginal } from '../archive-file/remove-original.ts';
import { feedIdOf, recogniseFile } from '../recognise-file/recognise-file.ts';
import { arrivalNotes } from './arrival-notes.ts';
import { judgeKey } from './judge-key.ts';
import type { ObjectNotice } from './read-event.ts';

export type Received =
  | { readonly kind: 'queued'; readonly fileId: string; readonly runId: string }
  | {
      readonly kind: 'unassigned' | 'quarantined' | 'ignored' | 'superseded' | 'known';
      readonly fileId: string;
    }
  /** Nothing is there; `fileId` when an event had named a version that nobody saw. */
  | { readonly kind: 'missing'; readonly fileId: string | null }
  /** Not an object of the landing bucket. */
  | { readonly kind: 'refused' };

export type Verdict =
  | {
      readonly kind: 'assigned';
      readonly feedId: string;
      readonly partner: string;
      readonly bundle: Bundle;
      readonly filePattern: string;
    }
  | { readonly kind: 'unassigned'; readonly partner: string | null; readonly problem: RowProblem }
  | { readonly kind: 'ignored'; readonly problem: RowProblem }
  | { readonly kind: 'quarantined'; readonly problem: RowProblem };

/**
 * Takes in what stands under a key at present: registers this version once, finds its feed and queues a run, all in one
 * transaction. A notice is only a hint, so events may come twice, late, in any order or for things long gone.
 * Throws when storage or database are away; nothing is half done then, and the same notice may be handed in again.
 */
export async function receiveObject(ports: PipelinePorts, notice: ObjectNotice): Promise<Received> {
  if (notice.bucket !== ports.settings.landingBucket) return { kind: 'refused' };
  await ports.crashPoints.reach('CP1');
  const facts = await ports.buckets.head({ bucket: notice.bucket, key: notice.key });
  const named = notice.versionId ?? notice.etag;
  if (facts === null) return missing(ports, notice, named);
  if (named !== undefined && named !== versionOf(facts) && named !== facts.etag)
    await recordPassed(ports, notice, named, supersededProblem);
  const received = await admit(ports, currentObject(notice, facts));
  await ports.crashPoints.reach('CP2');
  return received;
}

function currentObject(notice: ObjectNotice, facts: ObjectFacts): ObjectVersion {
  const version = versionOf(facts);
  const isNamed = notice.versionId === undefined || notice.versionId === version;
  return {
    bucket: notice.bucket,
    key: notice.key,
    version,
    etag: facts.etag,
    sizeBytes: facts.size,
    sequencer: isNamed ? notice.sequencer : '',
  };
}

async function admit(ports: PipelinePorts, object: ObjectVersion): Promise<Received> {
  const verdict = await judge(ports, object);
  const at = ports.clock.now();
  const id = ports.newId('file');
  const runId = ports.newId('run');
  const kept = verdict.kind === 'quarantined' ? await quarantine(ports, object, id, at) : undefined;
  const received = await ports.db.transaction(async (tx): Promise<Received> => {
    const { file, created } = await tx.files.register(object, { id, at });
    if (!created) return { kind: 'known', fileId: file.id };
    await settle(tx, { fileId: id, runId, at, kept, object }, verdict);
    return verdict.kind === 'assigned'
      ? { kind: 'queued', fileId: id, runId }
      : { kind: verdict.kind, fileId: id };
  });
  if (received.kind === 'known') await clearLeftover(ports, received.fileId, object);
  if (received.kind === 'quarantined') await removeOriginal(ports.buckets, object);
  return received;
}

async function judge(ports: PipelinePorts, object: ObjectVersion): Promise<Verdict> {
  const key = judgeKey(object.key);
  if (key.kind === 'ignored') return { kind: 'ignored', problem: key.problem };
  if (key.kind === 'refused') return { kind: 'quarantined', problem: key.problem };
  const feedId = feedIdOf(key.folders);
  const config = feedId === null ? null : await ports.db.feeds.config(feedId);
  const recognised = recogniseFile(key.folders, key.name, config);
  if (recognised.kind === 'unassigned') return recognised;
  const { id, partner, bundle, filePattern } = recognised.feed;
  return { kind: 'assigned', feedId: id, partner, bundle, filePattern };
}

interface Admission {
  readonly fileId: string;
  readonly runId: string;
  readonly at: Date;
  readonly kept: { bucket: string; key: string; at: Date; sha256: string } | undefined;
  readonly object: Pick<ObjectVersion, 'key' | 'sizeBytes'>;
}

async function settle(tx: Nouns, admission: Admission, verdict: Verdict): Promise<void> {
  const { fileId, runId, at, kept, object } = admission;
  if (verdict.kind === 'assigned') {
    const { feedId, partner, bundle } = verdict;
    await tx.files.move(fileId, ['received'], 'assigned', { feedId, partnerId: partner });
    const run = { id: runId, fileId, feedId, bundleId: bundle.id, at };
    const { runNo, bundleId } = await tx.runs.enqueueFile(run);
    const own = bundleId === bundle.id ? bundle : await tx.feeds.bundle(bundleId);
    if (!own) throw new Error(`The bundle of ${runId} cannot be read`);
    await tx.runs.addEvents(runNo, arrivalNotes(at, object, { ...verdict, bundle: own }));
  } else {
    await tx.files.move(fileId, ['received'], verdict.kind, {
      problem: verdict.problem,
      ...(verdict.kind === 'unassigned' ? { partnerId: verdict.partner } : {}),
      ...(kept ? { sha256: kept.sha256, archive: kept } : {}),
    });
  }
  await tx.audit.append({
    at,
    actor: 'system:pipeline',
    action: `file.${verdict.kind}`,
    object: `file:${fileId}`,
    detail:
      verdict.kind === 'assigned'
        ? { feed: verdict.feedId, run: runId }
        : { code: verdict.problem.code },
  });
}

/** Keeps the bytes of a file that no run will ever look at. */
async function quarantine(ports: PipelinePorts, object: ObjectVersion, id: string, at: Date) {
  const { buckets, settings, crashPoints } = ports;
  const source = { ...refOf(object), etag: object.etag };
  const sha256 = await buckets.sha256Of(source);
  if (sha256 === null) throw new Error('The object vanished while it was taken in');
  const key = keptKey({ id, key: object.key, feedId: null, receivedAt: at.toISOString() });
  const target = { bucket: settings.quarantineBucket, key };
  const kept = await keepCopy(
    buckets,
    { source, target, size: object.sizeBytes, sha256 },
    crashPoints,
  );
  if (kept.outcome !== 'kept') throw new Error('The object changed while it was taken in');
  return { bucket: target.bucket, key: kept.key, at, sha256 };
}

/** A version that was replaced or removed before anybody looked at it. */
async function recordPassed(
  ports: PipelinePorts,
  notice: ObjectNotice,
  version: string,
  problem: RowProblem,
): Promise<FileRecord | null> {
  const at = ports.clock.now();
  const id = ports.newId('file');
  const object = {
    bucket: notice.bucket,
    key: notice.key,
    version,
    etag: notice.etag ?? version,
    sizeBytes: notice.sizeBytes ?? 0,
    sequencer: notice.sequencer,
  };
  return ports.db.transaction(async (tx) => {
    const { file, created } = await tx.files.register(object, { id, at });
    if (!created) return null;
    const admission = { fileId: id, runId: '', at, kept: undefined, object };
    await settle(tx, admission, { kind: 'ignored', problem });
    return file;
  });
}

async function missing(
  ports: PipelinePorts,
  notice: ObjectNotice,
  named: string | undefined,
): Promise<Received> {
  if (named === undefined) return { kind: 'missing', fileId: null };
  const passed = await recordPassed(ports, notice, named, missingProblem);
  return { kind: 'missing', fileId: passed?.id ?? null };
}

/**
 * What an event finds again after its file is kept: the original that a crash left behind, or the same bytes sent once more
 * under the same name to a bucket without versions. Removed only when its bytes are those that were kept.
 */
async function clearLeftover(
  ports: PipelinePorts,
  fileId: string,
  object: ObjectVersion,
): Promise<void> {
  const file = await ports.db.files.get(fileId);
  const isKept = file?.state === 'archived' || file?.state === 'quarantined';
  if (!isKept || file.archiveKey === null || file.sha256 === null) return;
  if ((await ports.buckets.sha256Of(refOf(object))) === file.sha256)
    await removeOriginal(ports.buckets, object);
}

const supersededProblem = fileProblem('SUPERSEDED', {
  message: 'A newer version of the file arrived before this one was processed.',
  expected: 'the current version of the object',
});

const missingProblem = fileProblem('SOURCE_MISSING', {
  message: 'The object was gone before it was processed.',
  expected: 'an object in the landing bucket',
});
