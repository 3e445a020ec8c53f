import type { InboundFile } from '@waybill/contracts';
import type {
  Bundle,
  ClaimedRun,
  FeedConfig,
  FileRecord,
  Lease,
  ObjectRef,
  Progress,
} from '@waybill/store';
import type { Checkpoint } from './checkpoint.ts';
import type { StoredBytes } from './bytes-of-file.ts';
import type { PipelinePorts } from '../ports.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { StageClock } from './stage-clock.ts';

/** One attempt at one run: what it works on, and how far it has come. */
export interface RunContext {
  readonly ports: PipelinePorts;
  readonly claimed: ClaimedRun;
  readonly lease: Lease;
  readonly keeper: Pick<
    LeaseKeeper,
    'cancelRequested' | 'assertHeld' | 'assertGoingOn' | 'confirm'
  >;
  readonly stages: StageClock;
  readonly checkpoint: Checkpoint;
  readonly file: FileRecord;
  /** What an ordinary run reads: the landing original, or the quarantined copy of a file that was assigned after all. */
  readonly source: StoredBytes;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
  readonly feed: FeedConfig;
  readonly bundle: Bundle;
  /** Rows that the run is about; null until the file was inspected. */
  rowsTotal: number | null;
  /** As committed last. */
  progress: Progress;
}

/** The bytes a run reads: the landing original, or the archived copy for a replay. */
export interface RunSource {
  readonly ref: ObjectRef;
  readonly etag: string;
  readonly sizeBytes: number;
}

export type FileState = InboundFile['state'];
