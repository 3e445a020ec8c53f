import { programFor } from '../stages/apply-rules/apply-rules.ts';
import type { BlockDigests } from '../stages/decode-rows/block-digests.ts';
import { readFile, type FileReading } from '../stages/decode-rows/read-batches.ts';
import { readerFor, type RowSelection } from '../stages/map-rows/map-rows.ts';
import type { FailedRows } from '../stages/post-rows/failed-rows.ts';
import { Lineage } from '../stages/post-rows/lineage.ts';
import { postRows } from '../stages/post-rows/post-rows.ts';
import { PurchasePoster } from '../stages/post-rows/purchase-poster.ts';
import { RosterPoster } from '../stages/post-rows/roster-poster.ts';
import type { RunContext, RunSource } from './run-context.ts';
import type { FeedFormat } from '@waybill/tabular';
import { withBackoff } from './with-backoff.ts';

export interface PostingRequest {
  readonly source: RunSource;
  readonly sha256: string;
  readonly digests: BlockDigests;
  readonly failed: FailedRows;
  readonly isSelected: RowSelection;
}

/**
 * Posts an inspected file from behind the checkpoint; a body that is damaged on the way is read again. Every reading has its own
 * reader and poster, since both count what they see.
 */
export async function postFile(
  context: RunContext,
  { source, sha256, digests, failed, isSelected }: PostingRequest,
): Promise<'finished' | 'cancelled'> {
  const { bundle, receivedAt, ports, file } = context;
  const reading = readingOf(context, source, digests);
  return withBackoff(ports, 'post', () => {
    const reader = readerFor(bundle.format, { sha256, receivedAt });
    const batches = readFile(ports.buckets, reading);
    if (bundle.rules === null) {
      const poster = new RosterPoster(context, { reader, failed });
      return postRows(context, { batches, poster, isSelected });
    }
    const { rules } = bundle;
    const program = programFor(rules, reader.slots);
    const lineage = new Lineage(ports.db.ledger, file.id);
    const poster = new PurchasePoster(context, { reader, rules, program, failed, lineage });
    return postRows(context, { batches, poster, isSelected });
  });
}

export function readingOf(
  { bundle, ports }: Pick<RunContext, 'ports'> & { readonly bundle: { format: FeedFormat } },
  source: RunSource,
  digests: BlockDigests,
): FileReading {
  const { batchRows, batchBytes } = ports.settings;
  const limits = { rows: batchRows, bytes: batchBytes };
  return { source, digests, format: bundle.format, limits };
}
