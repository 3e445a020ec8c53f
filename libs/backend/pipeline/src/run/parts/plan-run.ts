import { restPart, type RunPart } from '@waybill/store';
import { reportRun } from '../../stages/report-run/report-run.ts';
import { LeaseLost } from '../lease-keeper.ts';
import { admitFile } from '../process-file.ts';
import type { RunContext } from '../run-context.ts';
import { runEvent } from '../run-events.ts';
import { compareRun } from '../trial/compare-run.ts';
import { divideFile } from './divide-file.ts';

/** What is to be done for a run that goes by parts. */
export interface PartsPlan {
  /** `ended`: the file was refused or is a duplicate. `finish`: all rows are settled, what is left is to archive and report. */
  readonly verdict: 'post' | 'finish' | 'ended';
  /** Numbers of the parts that are not done, which may be posted in any order and at the same time. */
  readonly parts: readonly number[];
  /** Whether `restPart` is to be posted when all of them are done. */
  readonly rest: boolean;
  /** Parts at a time. */
  readonly writers: number;
}

/**
 * First step: inspects the whole file, decides on it and divides it; or finds how an attempt before has left its parts. May be repeated.
 * @throws LeaseLost, Stopped
 */
export async function planRun(context: RunContext): Promise<PartsPlan> {
  const { ports, lease, file } = context;
  const { runParts } = ports.db;
  const writers = ports.settings.dbWriters;
  const nothing = { parts: [], rest: false, writers };
  if (file.state !== 'assigned' && file.state !== 'processing')
    return { verdict: 'finish', ...nothing };
  if ((await runParts.division(lease.runNo)) === null) {
    const admission = await admitFile(context);
    if (admission.kind === 'ended') {
      await reportRun(context, admission.final, await compareRun(context, admission.final));
      return { verdict: 'ended', ...nothing };
    }
    await divide(context, admission.inspection);
  } else await runParts.takeOver(lease);
  const open = (await runParts.list(lease.runNo)).filter(({ state }) => state !== 'done');
  const parts = open.map(({ partNo }) => partNo).filter((partNo) => partNo !== restPart);
  return { verdict: open.length === 0 ? 'finish' : 'post', parts, rest: hasRest(open), writers };
}

async function divide(
  context: RunContext,
  inspection: Parameters<typeof divideFile>[1],
): Promise<void> {
  const { ports, lease } = context;
  const { parts, ...division } = await divideFile(context, inspection);
  const count = parts.filter(({ partNo }) => partNo !== restPart).length;
  const apart = parts.length > count ? ' Rows whose ids are in several of them come last.' : '';
  const message = `Posted in ${String(count)} ${count === 1 ? 'part' : 'parts'}.${apart}`;
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runParts.divide(lease, division, parts)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.runs.addEvents(lease.runNo, [runEvent(context, 'post', 'info', 'DIVIDED', message)]);
  });
}

function hasRest(parts: readonly RunPart[]): boolean {
  return parts.some(({ partNo }) => partNo === restPart);
}
