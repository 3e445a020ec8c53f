import { restPart } from '@waybill/store';
import { LeaseLost, Stopped } from '../lease-keeper.ts';
import type { ProcessedRun } from '../process-next.ts';
import type { RunContext } from '../run-context.ts';
import * as partsOfRun from './parts-of-run.ts';

/** Has the state machine go on with an attempt at a run, or takes all steps here, one after the other, where there is none. */
export async function handOver(
  context: RunContext,
  signal: AbortSignal | undefined,
): Promise<ProcessedRun['outcome']> {
  const { ports, lease } = context;
  const { held } = await ports.db.runs.renew(lease, ports.settings.partsLeaseS);
  if (!held) throw new LeaseLost(`Lost the lease on ${lease.runId}`);
  if (ports.parts === undefined) return inTurn(context, signal === undefined ? {} : { signal });
  await ports.parts.start(lease);
  return 'handed-over';
}

async function inTurn(
  { ports, lease }: RunContext,
  options: { signal?: AbortSignal },
): Promise<ProcessedRun['outcome']> {
  const { verdict, parts, rest } = await partsOfRun.plan(ports, lease, options);
  if (verdict === 'ended') return (await ports.db.runs.ending(lease.runId))?.state ?? 'lost';
  for (const partNo of rest ? [...parts, restPart] : parts) {
    const { outcome } = await partsOfRun.post(ports, lease, partNo, options);
    if (outcome === 'more') throw new Stopped(`Stopped work on ${lease.runId}`);
    if (outcome === 'cancelled') break;
  }
  return partsOfRun.finish(ports, lease, options);
}
