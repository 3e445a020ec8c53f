import type { Clock, Log } from '@waybill/kit';
import type { BucketStore, Database, Lease } from '@waybill/store';
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
  /** Absent where every file is posted as a whole. */
  readonly parts?: PartsPath;
}

/** How large files are posted: in parts, which a state machine has posted at the same time. */
export interface PartsPath {
  /** Size of a file from which on it goes this way. */
  readonly fromBytes: number;
  /** Begins the state machine for an attempt at a run, which goes on under its lease. Again for the same attempt changes nothing. */
  start(lease: Lease): Promise<void>;
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
  /** Bytes of a part of a large file, about. */
  readonly partBytes: number;
  /** Parts of one file that are posted at the same time. */
  readonly dbWriters: number;
  /** How long a run by parts is left alone without a sign of life of any of them. */
  readonly partsLeaseS: number;
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
  partBytes: 64 * 1024 ** 2,
  dbWriters: 20,
  partsLeaseS: 900,
};
