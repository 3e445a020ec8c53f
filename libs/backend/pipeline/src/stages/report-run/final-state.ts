import type { RowProblem, RunCounts } from '@waybill/contracts';
import { fileProblem } from '../../problems.ts';

export interface FinalState {
  readonly state: 'succeeded' | 'partial' | 'failed' | 'cancelled';
  readonly problem: RowProblem | null;
}

/** How a run ends whose file was acceptable as a whole. */
export function finalState(counts: RunCounts, ending: 'finished' | 'cancelled'): FinalState {
  if (ending === 'cancelled') return { state: 'cancelled', problem: null };
  const bad = counts.rejected + counts.conflict;
  if (bad === 0) return { state: 'succeeded', problem: null };
  if (bad < counts.read) return { state: 'partial', problem: null };
  const problem = fileProblem('NO_ROW_ACCEPTED', {
    message: 'Not one row of the file could be processed.',
    found: `${String(bad)} rows with problems`,
    expected: 'rows that can be posted',
  });
  return { state: 'failed', problem };
}
