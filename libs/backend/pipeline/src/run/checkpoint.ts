import type { RunEvent } from '@waybill/contracts';
import type { Lease, Nouns, Progress, RowOutcomeRecord } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';
import type { StageClock } from './stage-clock.ts';

/** Where an attempt keeps how far it has come: with its run, or with one part of it. */
export interface Checkpoint {
  /** What the transaction of one batch does beside booking. The transaction may be tried again; this is asked once before it. */
  of(progress: Progress, notes: readonly Omit<RunEvent, 'seq'>[]): BatchMark;
  /** Stores what became of the rows of a batch. */
  keepRows(tx: Nouns, rows: readonly RowOutcomeRecord[]): Promise<void>;
}

export interface BatchMark {
  /** First in the transaction. False when somebody else has the work by now, and then nothing may be written. */
  advance(tx: Nouns): Promise<boolean>;
  /** Last in it. */
  tell(tx: Nouns): Promise<void>;
}

export function checkpointOfRun(
  { settings }: Pick<PipelinePorts, 'settings'>,
  lease: Lease,
  stages: StageClock,
): Checkpoint {
  return {
    of: (progress, notes) => {
      const marks = stages.take();
      return {
        advance: (tx) => tx.runs.advance(lease, progress, settings.leaseS),
        tell: async (tx) => {
          await tx.runs.addEvents(lease.runNo, notes);
          await tx.runs.markStages(lease, marks);
        },
      };
    },
    keepRows: (tx, rows) => writePage(tx, lease.runNo, rows),
  };
}

export function writePage(
  tx: Pick<Nouns, 'rowPages'>,
  runNo: number,
  rows: readonly RowOutcomeRecord[],
): Promise<void> {
  return tx.rowPages.write({ runNo, firstRow: rows[0]?.rowNo ?? 0, rows });
}
