import type { RowProblem } from '@waybill/contracts';
import { fileProblem } from '../problems.ts';
import { inspectFile } from '../stages/decode-rows/inspect-file.ts';
import { inspectionNotes } from '../stages/decode-rows/inspection-notes.ts';
import type { RowSelection } from '../stages/map-rows/map-rows.ts';
import { FailedRows } from '../stages/post-rows/failed-rows.ts';
import { finalState, type FinalState } from '../stages/report-run/final-state.ts';
import { LeaseLost } from './lease-keeper.ts';
import { postFile } from './posting.ts';
import { keptBytes } from './bytes-of-file.ts';
import type { RunContext } from './run-context.ts';
import { withBackoff } from './with-backoff.ts';

/**
 * Goes over the kept bytes of a file again: a plan only says what would happen, a replay does it. The copy has to hold exactly
 * the bytes that were read before; the file's own record is not touched.
 */
export async function processReplay(context: RunContext): Promise<FinalState> {
  const { ports, claimed, bundle, file, lease, stages, feed } = context;
  stages.start('decode');
  const source = await keptBytes(ports, file);
  if (source === null) return failed(notArchived);
  const inspection = await withBackoff(ports, 'inspect', () =>
    inspectFile(ports.buckets, source, bundle.format, ports.crashPoints),
  );
  if (inspection.kind === 'absent' || inspection.kind === 'changed') return failed(notArchived);
  if (inspection.kind === 'rejected') return failed(inspection.problems[0] ?? notArchived);
  if (inspection.sha256 !== file.sha256) return failed(notArchived);
  const failedRows = await failedRowsOf(context);
  const isSelected: RowSelection =
    claimed.rows === 'failed' ? (rowNo) => failedRows.has(rowNo) : () => true;
  const total = claimed.rows === 'failed' ? failedRows.size : inspection.rows;
  context.rowsTotal = total;
  if (!(await ports.db.runs.setRowsTotal(lease, total)))
    throw new LeaseLost(`Fenced off from ${lease.runId}`);
  await ports.db.runs.addEvents(lease.runNo, inspectionNotes(context, inspection));
  const isReplay = claimed.kind === 'replay';
  if (isReplay && context.progress.rowNo === 0) await recordChecksum(context, 'before');
  stages.start('map', 'validate', 'apply-rules', 'post');
  const { sha256, digests } = inspection;
  const ending = await postFile(context, {
    source,
    sha256,
    digests,
    failed: failedRows,
    isSelected,
  });
  if (isReplay) await recordChecksum(context, 'after');
  stages.end('done', 'decode', 'map', 'validate', 'apply-rules', 'post');
  stages.end('skipped', 'archive');
  return claimed.kind === 'plan' && ending === 'finished'
    ? { state: 'succeeded', problem: null }
    : finalState(context.progress.counts, ending);

  async function recordChecksum({ keeper }: RunContext, when: 'before' | 'after'): Promise<void> {
    keeper.assertHeld();
    await ports.db.replays.recordChecksum(
      lease.runId,
      when,
      await ports.db.ledger.checksum(feed.feedNo),
    );
  }
}

async function failedRowsOf({ ports, claimed }: RunContext): Promise<FailedRows> {
  const { originalRunId, lease } = claimed;
  if (originalRunId === null) return FailedRows.none();
  return FailedRows.of(ports.db.runs, { runId: lease.runId, originalRunId });
}

function failed(problem: RowProblem): FinalState {
  return { state: 'failed', problem };
}

const notArchived = fileProblem('ARCHIVE', {
  message: 'No kept copy holds the bytes of this file.',
  expected: 'the archived original',
});
