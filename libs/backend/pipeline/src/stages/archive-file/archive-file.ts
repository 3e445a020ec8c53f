import { withBackoff } from '../../run/with-backoff.ts';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { FileState, RunContext } from '../../run/run-context.ts';
import { runEvent } from '../../run/run-events.ts';
import { keepCopy } from './keep-copy.ts';
import { keptKey } from './kept-key.ts';
import { removeOriginal } from './remove-original.ts';

/** The verified copy cannot be made any more: the original is gone and no copy exists. */
export class NothingToArchive extends Error {
  override readonly name = 'NothingToArchive';
}

/**
 * Moves a file out of the landing bucket: copy, read back and compare, delete the original, record. Every step may be repeated,
 * and the order means that at no instant there is neither a verified copy nor the original.
 *
 * @param sha256 of the bytes that were processed
 * @param from the file's state, which it keeps, except that `processed` becomes `archived`
 * @throws NothingToArchive, LeaseLost
 */
export async function archiveFile(
  context: RunContext,
  sha256: string,
  from: Extract<FileState, 'processed' | 'duplicate'>,
): Promise<void> {
  const { ports, file, source, keeper, lease } = context;
  const { crashPoints, settings, buckets } = ports;
  context.stages.start('archive');
  const started = performance.now();
  await crashPoints.reach('CP9');
  const target = {
    bucket: settings.archiveBucket,
    key: keptKey({ ...file, receivedAt: context.receivedAt }),
  };
  const kept = await withBackoff(ports, 'archive', () =>
    keepCopy(
      buckets,
      { source: { ...source.ref, etag: source.etag }, target, size: source.sizeBytes, sha256 },
      crashPoints,
    ),
  );
  if (kept.outcome !== 'kept')
    throw new NothingToArchive('The original is gone and was never copied');
  await crashPoints.reach('CP11');
  await keeper.confirm();
  await withBackoff(ports, 'delete original', () => removeOriginal(buckets, source));
  await crashPoints.reach('CP12');
  const at = ports.clock.now();
  const archive = { bucket: target.bucket, key: kept.key, at };
  context.stages.add('archive', performance.now() - started);
  context.stages.end('done', 'archive');
  const marks = context.stages.take();
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.advance(lease, context.progress, settings.leaseS)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    const to = from === 'processed' ? 'archived' : from;
    await tx.files.move(file.id, [from], to, { archive });
    await tx.runs.addEvents(lease.runNo, [
      runEvent(
        context,
        'archive',
        'info',
        'ARCHIVED',
        `Archived as ${target.bucket}/${kept.key}: read back with the same size and SHA-256, then the original was removed.`,
      ),
    ]);
    await tx.runs.markStages(lease, marks);
    await tx.audit.append({
      at,
      actor: 'system:pipeline',
      action: 'file.archived',
      object: `file:${file.id}`,
      detail: { sha256, run: lease.runId },
    });
  });
  await crashPoints.reach('CP13');
}
