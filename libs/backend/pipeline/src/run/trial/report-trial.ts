import type { RunEvent } from '@waybill/contracts';
import type { Lease, Nouns } from '@waybill/store';
import type { RunContext } from '../run-context.ts';
import { runEvent } from '../run-events.ts';
import type { TrialOutcome } from './compare-run.ts';

const actor = 'system:pipeline';

/** Counts a run for its trial, which may pass or stop by that. In the transaction that ends the run, so that no file counts twice. */
export async function reportTrial(
  tx: Pick<Nouns, 'trials' | 'changeRequests' | 'audit'>,
  { runNo, runId }: Lease,
  { result, stop }: TrialOutcome,
  at: Date,
): Promise<void> {
  const { request, how, state, done, wanted } = await tx.trials.record(runNo, result, at);
  if (state !== 'running') return;
  const event = { at, actor, object: `change-request:${request}` };
  if (stop !== null) {
    await tx.changeRequests.close(request, { to: 'stopped', by: actor, because: stop }, at);
    const detail = { reason: stop, run: runId };
    await tx.audit.append({ ...event, action: 'change-request.trial-stopped', detail });
  } else if (done === wanted) {
    const end = how === 'canary' ? 'passed' : 'finished';
    await tx.trials.end(request, end, at);
    const detail = { files: done };
    await tx.audit.append({ ...event, action: `change-request.trial-${end}`, detail });
  }
}

/** What the history of the run says of its trial. */
export function trialNote(
  context: Pick<RunContext, 'ports' | 'lease'>,
  { result, stop }: TrialOutcome,
): Omit<RunEvent, 'seq'> {
  const level = stop === null ? 'info' : 'warning';
  const message =
    result.state === 'left-out'
      ? `Not compared with the other rules on trial: ${result.because}`
      : `Compared with the other rules on trial: ${String(result.file.rows.read)} rows, ${String(result.file.rows.same)} of them judged the same. ${result.because ?? ''}`;
  return runEvent(context, 'report', level, 'TRIAL', message.trimEnd());
}
