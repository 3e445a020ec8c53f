import type { RunPart as ShownPart, RunPartsTally, StageName } from '@waybill/contracts';
import type { ResolvedHeader } from '@waybill/tabular';
import type { Lease, Progress } from './runs.ts';

/** The part that goes over the whole file, after all others, for the rows whose ids several parts have. */
export const restPart = 0;

/** What all parts of a file have in common. */
export interface RunDivision {
  /** As found in the file; null for a feed without header. */
  header: ResolvedHeader | null;
  /** CRC-32 of each block of the file, big-endian, four bytes each. */
  digests: Uint8Array;
  /** Keys of the ids that rows of several parts have, eight bytes each; empty when there are none. */
  crossing: Uint8Array;
}

export interface NewRunPart {
  /** From 1 on in the order of the file, or `restPart`. */
  partNo: number;
  /** First byte, and the byte after the last. */
  from: number;
  to: number;
  /** Number and physical line of its first row. */
  firstRow: number;
  firstLine: number;
}

export interface RunPart extends NewRunPart {
  state: 'waiting' | 'running' | 'done';
  /** Times that somebody began or took over this part. */
  attempt: number;
  progress: Progress;
  busyMs: BusyMs;
}

export type BusyMs = Partial<Record<StageName, number>>;

/**
 * The right to write to one part of a run. There is no time in it: whoever claims a part last has it, and `attempt` and `runAttempt` are in
 * every WHERE, so that whoever had it before can write nothing.
 */
export interface PartLease extends Lease {
  partNo: number;
  /** The attempt at the run; `attempt` is that at the part. */
  runAttempt: number;
}

export interface RunPartStore {
  /** Stores how a file is divided, once: false when it is divided already or the lease was lost. */
  divide(lease: Lease, division: RunDivision, parts: readonly NewRunPart[]): Promise<boolean>;
  /** Null for a run that is not posted in parts. */
  division(runNo: number): Promise<RunDivision | null>;
  /** In order of their numbers. */
  list(runNo: number): Promise<RunPart[]>;
  /** As people are shown them, `restPart` last; none for a run that is not posted in parts. */
  ofRun(runId: string): Promise<ShownPart[]>;
  /** How they stand, without reading each; null for a run that is not posted in parts. */
  tally(runId: string): Promise<RunPartsTally | null>;
  /** Shuts out whoever works on parts for an earlier attempt at the run; what they were at waits to be taken up again. */
  takeOver(lease: Lease): Promise<void>;
  /** Takes a part over from whoever has it. @returns `superseded` when the run has another attempt by now, or has ended */
  claim(
    run: Lease,
    partNo: number,
  ): Promise<{ lease: PartLease; part: RunPart } | 'done' | 'superseded'>;
  /** Says whether the part is still held, and extends the lease of its run, which learns how far all of its parts have come. */
  renew(
    part: PartLease,
    run: Lease,
    leaseS: number,
  ): Promise<{ held: boolean; cancelRequested: boolean }>;
  /** First statement of every batch: locks the part and is false when somebody else has it. */
  advance(lease: PartLease, progress: Progress, busyMs: BusyMs): Promise<boolean>;
  finish(lease: PartLease, busyMs: BusyMs): Promise<boolean>;
}
