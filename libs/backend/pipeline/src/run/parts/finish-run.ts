import type { StageName } from '@waybill/contracts';
import type { FinalState } from '../../stages/report-run/final-state.ts';
import { reportRun } from '../../stages/report-run/report-run.ts';
import { markPosted, processFile } from '../process-file.ts';
import type { RunContext } from '../run-context.ts';
import { compareRun } from '../trial/compare-run.ts';
import { totalOf } from './total.ts';

/** Last step: counts all parts together, archives the file and reports the run, as at the end of any other. May be repeated. */
export async function finishRun(context: RunContext): Promise<FinalState['state']> {
  const { ports, lease, keeper, stages, file } = context;
  const parts = await ports.db.runParts.list(lease.runNo);
  const isDone = parts.every(({ state }) => state === 'done');
  if (!isDone && !keeper.cancelRequested)
    throw new Error('Parts of the run are not done, and nobody asked to cancel it');
  context.progress = totalOf(parts);
  if (file.state === 'processing') {
    for (const { busyMs } of parts)
      for (const [name, ms] of Object.entries(busyMs)) stages.add(name as StageName, ms);
    await markPosted(context);
  }
  const current = await ports.db.files.get(file.id);
  if (current === null) throw new Error('The file of the run is missing');
  const finished: RunContext = { ...context, file: current };
  const final = await processFile(finished);
  await reportRun(finished, final, await compareRun(finished, final));
  return final.state;
}
