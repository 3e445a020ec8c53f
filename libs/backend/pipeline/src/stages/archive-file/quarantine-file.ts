import type { RowProblem } from '@waybill/contracts';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { RunContext } from '../../run/run-context.ts';
import { withBackoff } from '../../run/with-backoff.ts';
import { runEvent } from '../../run/run-events.ts';
import { keepCopy } from './keep-copy.ts';
import { keptKey } from './kept-key.ts';
import { removeOriginal } from './remove-original.ts';

/**
 * Sets a file aside with the reason. Its bytes are kept in the quarantine bucket, as far as there are any, before the landing
 * original goes. @param sha256 null when nobody read the file.
 */
export async function quarantineFile(
  context: RunContext,
  problem: RowProblem,
  sha256: string | null,
): Promise<void> {
  const { ports, file, source, lease } = context;
  const kept = await withBackoff(ports, 'quarantine', () => keepAside(context, sha256));
  const at = ports.clock.now();
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.advance(lease, context.progress, ports.settings.leaseS)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.files.move(file.id, ['assigned', 'processing'], 'quarantined', {
      problem,
      ...(kept ? { sha256: kept.sha256, archive: { bucket: kept.bucket, key: kept.key, at } } : {}),
    });
    await tx.runs.addEvents(lease.runNo, [quarantineNote(context, kept)]);
    await tx.audit.append({
      at,
      actor: 'system:pipeline',
      action: 'file.quarantined',
      object: `file:${file.id}`,
      detail: { code: problem.code, run: lease.runId },
    });
  });
  if (kept && source.bucket !== kept.bucket)
    await withBackoff(ports, 'delete original', () => removeOriginal(ports.buckets, source));
}

function quarantineNote(context: RunContext, kept: { bucket: string; key: string } | null) {
  const message = kept
    ? `Set aside as ${kept.bucket}/${kept.key}; nothing of it will be booked until somebody decides.`
    : 'Set aside; there were no bytes left to keep.';
  return runEvent(context, 'archive', 'warning', 'QUARANTINED', message);
}

async function keepAside(
  context: RunContext,
  known: string | null,
): Promise<{ bucket: string; key: string; sha256: string } | null> {
  const { buckets, settings, crashPoints } = context.ports;
  const { file, source, receivedAt } = context;
  const sha256 = known ?? (await buckets.sha256Of(source.ref));
  if (sha256 === null) return null;
  // Assigned from quarantine and refused again: the bytes are where they belong.
  if (source.bucket === settings.quarantineBucket)
    return { bucket: source.bucket, key: source.key, sha256 };
  const target = { bucket: settings.quarantineBucket, key: keptKey({ ...file, receivedAt }) };
  const kept = await keepCopy(
    buckets,
    { source: { ...source.ref, etag: source.etag }, target, size: source.sizeBytes, sha256 },
    crashPoints,
  );
  return kept.outcome === 'kept' ? { bucket: target.bucket, key: kept.key, sha256 } : null;
}
