import { isUnreadable } from '@waybill/store';
import type { RowProblem } from '@waybill/contracts';
import { fileProblem } from '../problems.ts';
import { quarantineFile } from '../stages/archive-file/quarantine-file.ts';
import type { FinalState } from '../stages/report-run/final-state.ts';
import { LeaseLost } from './lease-keeper.ts';
import type { RunContext } from './run-context.ts';

/** Ends a run that took down every attempt, with its file set aside for people. What was posted stays posted. */
export async function giveUp(context: RunContext): Promise<FinalState> {
  const problem = await whyGivenUp(context);
  const { state } = context.file;
  if (context.claimed.kind === 'file' && (state === 'assigned' || state === 'processing'))
    await setAside(context, problem);
  return { state: 'failed', problem };
}

async function setAside(context: RunContext, problem: RowProblem): Promise<void> {
  try {
    await quarantineFile(context, problem, context.file.sha256);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    // The storage is what failed all along: the file is marked, and its original stays in the landing bucket.
    await context.ports.db.files.move(context.file.id, ['assigned', 'processing'], 'quarantined', {
      problem,
    });
  }
}

async function whyGivenUp({ ports, source, claimed, lease }: RunContext): Promise<RowProblem> {
  const attempts = lease.attempt - 1;
  try {
    if (claimed.kind === 'file') await ports.buckets.head(source.ref);
  } catch (error) {
    if (isUnreadable(error)) {
      return fileProblem('SOURCE_UNREADABLE', {
        message: 'The storage refuses to hand out the file.',
        expected: 'an object that the hub may read',
      });
    }
  }
  return fileProblem('ATTEMPTS', {
    message: `Given up after ${String(attempts)} attempts; each time the work stopped before its end.`,
    expected: 'an attempt that reaches the end of the file',
  });
}
