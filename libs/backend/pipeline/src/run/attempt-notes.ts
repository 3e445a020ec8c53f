import type { RunEvent } from '@waybill/contracts';
import { isTransient } from '@waybill/store';
import type { RunContext } from './run-context.ts';
import { runEvent } from './run-events.ts';

type Note = Omit<RunEvent, 'seq'>;

export function startNote(context: RunContext): Note {
  const { claimed, lease, bundle } = context;
  const attempt = `Attempt ${String(lease.attempt)}`;
  if (lease.attempt > 1) {
    const message = `${attempt} goes on after row ${String(claimed.progress.rowNo)}.`;
    return runEvent(context, null, 'warning', 'TAKEN_OVER', message);
  }
  const config = `version ${String(bundle.version)} of the feed and rules ${bundle.ruleVersion}`;
  const what =
    claimed.originalRunId === null
      ? 'began'
      : `goes over ${claimed.rows === 'failed' ? 'the failed rows' : 'all rows'} of ${claimed.originalRunId}`;
  return runEvent(context, null, 'info', 'STARTED', `${attempt} ${what}, with ${config}.`);
}

/** Names the kind of the error and nothing of its text, which may quote a file. */
export function interruptionNote(
  context: Pick<RunContext, 'ports' | 'lease'>,
  error: unknown,
  seconds: number,
): Note {
  const kind = error instanceof Error ? error.name : 'an unknown error';
  const why = isTransient(error)
    ? `Storage or database did not answer (${kind})`
    : `It broke (${kind})`;
  return runEvent(
    context,
    null,
    'error',
    'INTERRUPTED',
    `${why}; nothing is half done, and the next attempt begins in ${String(seconds)} s at the earliest.`,
  );
}
