import type { Clock, Log } from '@waybill/kit';
import type { BucketStore, Database } from '@waybill/store';
import type { CrashPoints } from './crash-points.ts';

/** Everything the pipeline reaches outside itself, handed in so that tests decide time, randomness and faults. */
export interface PipelinePorts {
  readonly db: Database;
  readonly buckets: BucketStore;
  readonly clock: Clock;
  /** A new id such as `file_01JD…`; ids made later sort later. */
  readonly newId: (kind: 'file' | 'run' | 'plan' | 'replay' | 'drift') => string;
  /** Codes and numbers only; never a cell of a partner's file. */
  readonly log: Log;
  /** Resolves after so many milliseconds; backoff waits here. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly crashPoints: CrashPoints;
  readonly settings: PipelineSettings;
}

export interface PipelineSettings {
  readonly landingBucket: string;
  readonly archiveBucket: string;
  readonly quarantineBucket: string;
  readonly exportsBucket: string;
  /** How long a worker owns a run without a sign of life. */
  readonly leaseS: number;
  /** Attempts without progress after which a run is given up and its file quarantined. */
  readonly attemptsMax: number;
  /** Rows per transaction. */
  readonly batchRows: number;
  /** Bytes of rows after which a batch ends early. */
  readonly batchBytes: number;
  /** Members whose state a run remembers. */
  readonly membersCached: number;
  /** Tries of one step of an attempt against a store that is busy or away. */
  readonly stepTries: number;
  /** Seconds after which a replay plan says nothing reliable about the ledger any more. */
  readonly planTtlS: number;
}

export const defaultSettings: PipelineSettings = {
  landingBucket: 'waybill-landing',
  archiveBucket: 'waybill-archive',
  quarantineBucket: 'waybill-quarantine',
  exportsBucket: 'waybill-exports',
  leaseS: 30,
  attemptsMax: 5,
  batchRows: 5000,
  batchBytes: 8 * 1024 * 1024,
  membersCached: 50_000,
  stepTries: 4,
  planTtlS: 86_400,
};
