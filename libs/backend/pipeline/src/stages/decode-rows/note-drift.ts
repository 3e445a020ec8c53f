import { describeDrift, type FeedFormat, type HeaderDrift } from '@waybill/tabular';
import type { RunContext } from '../../run/run-context.ts';
import { withBackoff } from '../../run/with-backoff.ts';
import type { Inspection } from './inspect-file.ts';
import { firstRows } from './first-rows.ts';

/**
 * Keeps how the header of the file differs from the layout, each difference once, for people to decide on. A header of which nothing is
 * known is that of another file, or none; there is nothing to decide about it.
 */
export async function noteDrift(context: RunContext, inspection: Inspection): Promise<void> {
  const { ports, bundle, lease, source, progress } = context;
  const drift = driftOf(inspection);
  if (drift === null || progress.rowNo > 0 || isStrange(drift, bundle.format)) return;
  const needsSample = drift.removed.length > 0 && drift.added.length > 0;
  const sample = needsSample
    ? await withBackoff(ports, 'sample', () => firstRows(ports.buckets, source, bundle.format))
    : { names: [], rows: [] };
  const seen = describeDrift(drift, bundle.format, sample).map((each) => ({
    id: ports.newId('drift'),
    ...each,
  }));
  await ports.db.driftEvents.see(lease.runNo, seen, ports.clock.now());
}

function driftOf(inspection: Inspection): HeaderDrift | null {
  if (inspection.kind === 'accepted') return inspection.header?.drift ?? null;
  return inspection.kind === 'rejected' ? inspection.drift : null;
}

function isStrange({ removed }: HeaderDrift, { layout }: FeedFormat): boolean {
  return removed.length === layout.columns.length;
}
