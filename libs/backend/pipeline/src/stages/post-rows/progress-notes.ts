import type { RunEvent } from '@waybill/contracts';
import type { Progress } from '@waybill/store';
import type { RunContext } from '../../run/run-context.ts';
import { runEvent } from '../../run/run-events.ts';
import type { BadRow } from './settlement.ts';

/** How many milestones there are between nothing and all; a long file gets so many events and not one per batch. */
const milestones = 10;

/** What a batch is worth telling: that another tenth is settled, and which row was the first that needs attention. */
export function progressNotes(
  context: RunContext,
  next: Progress,
  bad: readonly BadRow[],
): Omit<RunEvent, 'seq'>[] {
  const { progress, rowsTotal } = context;
  const [first] = bad;
  const notes: Omit<RunEvent, 'seq'>[] = [];
  if (first !== undefined && needingAttention(progress) === 0) notes.push(firstBad(context, first));
  if (rowsTotal === null || next.counts.read >= rowsTotal) return notes;
  const reached = Math.floor((next.counts.read * milestones) / rowsTotal);
  if (reached === Math.floor((progress.counts.read * milestones) / rowsTotal)) return notes;
  const percent = String((reached * 100) / milestones);
  const settled = `${percent} % settled: ${String(next.counts.read)} of ${String(rowsTotal)} rows`;
  const attention = `${String(needingAttention(next))} need attention`;
  notes.push(runEvent(context, 'post', 'info', 'PROGRESS', `${settled}, ${attention}.`));
  return notes;
}

function firstBad(context: RunContext, { row, problems }: BadRow): Omit<RunEvent, 'seq'> {
  const { rowNo, line } = row.record;
  const [problem] = problems;
  const where = `Row ${String(rowNo)} (line ${String(line)})`;
  const what = problem
    ? `: ${problem.code}${problem.column ? ` in column “${problem.column}”` : ''}`
    : '';
  const message = `${where} is the first that needs attention${what}.`;
  return runEvent(context, 'validate', 'warning', 'FIRST_BAD_ROW', message);
}

function needingAttention({ counts }: Progress): number {
  return counts.rejected + counts.conflict;
}
