import type { RowProblem } from '@waybill/contracts';
import { refOf } from '../../landed-object.ts';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { RunContext } from '../../run/run-context.ts';
import { withBackoff } from '../../run/with-backoff.ts';
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
  const { ports, file, lease } = context;
  const kept = await withBackoff(ports, 'quarantine', () => keepAside(context, sha256));
  const at = ports.clock.now();
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.advance(lease, context.progress, ports.settings.leaseS)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.files.move(file.id, ['assigned', 'processing'], 'quarantined', {
      problem,
      ...(kept ? { sha256: kept.sha256, archive: { bucket: kept.bucket, key: kept.key, at } } : {}),
    });
    await tx.audit.append({
      at,
      actor: 'system:pipeline',
      action: 'file.quarantined',
      object: `file:${file.id}`,
      detail: { code: problem.code, run: lease.runId },
    });
  });
  if (kept) await withBackoff(ports, 'delete original', () => removeOriginal(ports.buckets, file));
}

async function keepAside(
  context: RunContext,
  known: string | null,
): Promise<{ bucket: string; key: string; sha256: string } | null> {
  const { buckets, settings, crashPoints } = context.ports;
  const { file, receivedAt } = context;
  const sha256 = known ?? (await buckets.sha256Of(refOf(file)));
  if (sha256 === null) return null;
  const source = { ...refOf(file), etag: file.etag };
  const target = { bucket: settings.quarantineBucket, key: keptKey({ ...file, receivedAt }) };
  const kept = await keepCopy(
    buckets,
    { source, target, size: file.sizeBytes, sha256 },
    crashPoints,
  );
  return kept.outcome === 'kept' ? { bucket: target.bucket, key: kept.key, sha256 } : null;
}
