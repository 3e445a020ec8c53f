import type {
  Page,
  Run,
  RunAttempt,
  RunCounts,
  RunEvent,
  RunRow,
  RunState,
  RunStats,
  RowProblem,
  StageName,
  RowOutcome,
} from '@waybill/contracts';
import type { Tenant } from './partners.ts';

export type RunKind = 'file' | 'replay' | 'plan';

/** A worker's right to write to a run. `attempt` is in every WHERE: a worker that lost its lease can write nothing. */
export interface Lease {
  runId: string;
  runNo: number;
  attempt: number;
  worker: string;
}

/** How far a run has come; committed with the rows it counts. */
export interface Progress {
  /** Rows up to and including this one are settled. */
  rowNo: number;
  counts: RunCounts;
  pointsAccrued: number;
  pointsReversed: number;
}

export interface ClaimedRun {
  lease: Lease;
  kind: RunKind;
  fileId: string;
  feedId: string;
  bundleId: number;
  /** Which rows a replay or plan looks at; null means all. */
  rows: 'all' | 'failed';
  /** The run that a replay or plan goes over again; id and number are both null for an ordinary run. */
  originalRunId: string | null;
  originalRunNo: number | null;
  /** A person let the file pass, however unusual it is. */
  guardsWaived: boolean;
  progress: Progress;
  rowsTotal: number | null;
  /** Stage the last attempt had finished, to take up from there. */
  stagesDone: readonly StageName[];
  cancelRequested: boolean;
}

export interface StageMark {
  name: StageName;
  state: 'running' | 'done' | 'failed' | 'skipped';
  startedAt?: Date;
  finishedAt?: Date;
  /** Added to the stage's busy time. */
  busyMs?: number;
}

export interface RunEnding {
  state: Exclude<RunState, 'queued' | 'running'>;
  problem: RowProblem | null;
}

export interface RunFilter {
  partner?: string | undefined;
  feed?: string | undefined;
  ruleVersion?: string | undefined;
  state?: readonly RunState[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
}

export interface RunStore {
  /** Answers the run's number, for its first events. */
  enqueue(run: {
    id: string;
    kind: RunKind;
    fileId: string;
    feedId: string;
    bundleId: number;
    rows: 'all' | 'failed';
    originalRunId: string | null;
    /** A person looked at the file and released it: the feed's guards do not hold it up again. Default false. */
    guardsWaived?: boolean;
    at: Date;
  }): Promise<number>;
  /**
   * Queues the run of a file with the bundle of its feed, or with the one that is being tried on it; that the run is part of a trial is
   * written with it. Answers the run's number and the bundle that it has.
   */
  enqueueFile(run: {
    id: string;
    fileId: string;
    feedId: string;
    /** Of the feed. */
    bundleId: number;
    /** As `enqueue`. */
    guardsWaived?: boolean;
    at: Date;
  }): Promise<{ runNo: number; bundleId: number }>;
  /**
   * Takes the oldest queued run, or a running one whose lease has run out by the database's clock, and starts the next attempt.
   * More than `attemptsMax` attempts end it as failed with SYSTEM-002. Files of one feed are claimed in order of arrival? No:
   * rows commute, so any order is right.
   */
  claim(
    worker: string,
    options: { leaseS: number; attemptsMax: number; only?: string },
  ): Promise<ClaimedRun | null>;
  /** A claimed run as it stands now, for whoever goes on under the lease of its attempt; null when that was lost. */
  resume(lease: Lease): Promise<ClaimedRun | null>;
  /** Extends the lease; false when it was lost. Also tells whether somebody asked to cancel. */
  renew(lease: Lease, leaseS: number): Promise<{ held: boolean; cancelRequested: boolean }>;
  /** First statement of every batch transaction: locks the run row and fails the fence (false) when the lease was lost. */
  advance(lease: Lease, progress: Progress, leaseS: number): Promise<boolean>;
  markStages(lease: Lease, marks: readonly StageMark[]): Promise<boolean>;
  setRowsTotal(lease: Lease, rowsTotal: number): Promise<boolean>;
  finish(
    lease: Lease,
    state: 'succeeded' | 'partial' | 'failed' | 'cancelled',
    problem: RowProblem | null,
    at: Date,
  ): Promise<boolean>;
  /**
   * Ends this attempt after an error and keeps the lease for that many seconds more, so that the next attempt comes after a pause.
   * False when the lease was lost.
   */
  pause(lease: Lease, seconds: number): Promise<boolean>;
  /** Lets the lease run out at once, so that another worker can take the run over; for a worker that is told to stop. */
  release(lease: Lease): Promise<boolean>;
  /**
   * `partial → repaired`, when no row error of the run is open; so also `failed`, when a later run took the file in or when a replay
   * booked some of a run that had accepted not one row. False when nothing changed.
   */
  repair(runId: string): Promise<boolean>;
  /** Repairs what had failed of the same file before this run took it in; answers what became so, and nothing when asked again. */
  repairEarlier(runNo: number): Promise<{ id: string; no: number }[]>;
  /**
   * Queued and running runs alike: the worker that claims or holds the run ends it as cancelled. Keeps who asked first and why, and
   * notes it among the events. False when it had ended.
   */
  requestCancel(runId: string, wish: { by: string; reason: string; at: Date }): Promise<boolean>;
  /** How a run of any kind ended; null while it goes on. @throws when there is no such run */
  ending(runId: string): Promise<RunEnding | null>;
  /** The runs that this one goes over again: its original, that one's own original when it is a replay too, and so on. */
  originals(runId: string): Promise<{ id: string; no: number }[]>;
  addEvents(runNo: number, events: readonly Omit<RunEvent, 'seq'>[]): Promise<void>;

  find(id: string, tenant: Tenant): Promise<Run | null>;
  list(
    query: RunFilter & {
      sort: 'newest' | 'oldest' | 'longest' | 'most-rejected';
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<Run>>;
  events(
    runId: string,
    query: {
      level?: readonly RunEvent['level'][] | undefined;
      attempt?: number | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<Page<RunEvent>>;
  /** In order. A run from before attempts were kept has one, made of its own times. */
  attempts(runId: string): Promise<RunAttempt[]>;
  rows(
    runId: string,
    query: {
      outcome?: readonly RowOutcome[] | undefined;
      /** The row number to begin at, when there is no cursor. */
      from?: number | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<Page<RunRow>>;
  /** One settled row, and where its bytes are in the file; null when it is not settled. */
  row(
    runId: string,
    rowNo: number,
  ): Promise<(RunRow & Pick<RowOutcomeRecord, 'offset' | 'byteLength'>) | null>;
  /** Rows of the last good files of a feed, the latest first; files that were held or failed say nothing of what is usual. */
  recentRows(feedId: string, limit: number): Promise<number[]>;
  stats(query: RunFilter & { bucket: 'hour' | 'day' | 'none' }, tenant: Tenant): Promise<RunStats>;
}

/** Outcomes of one batch, stored packed: one database row per batch and not per row keeps "every row's outcome" nearly free. */
export interface RowPage {
  runNo: number;
  firstRow: number;
  rows: readonly RowOutcomeRecord[];
}

export interface RowOutcomeRecord {
  rowNo: number;
  line: number;
  /** Byte offset and length of the record in the file, so that the raw line can be read again from the archive. */
  offset: number;
  byteLength: number;
  outcome: RowOutcome;
  code: string | null;
  txnId: string | null;
  memberNo: string | null;
}

export interface RowPageStore {
  write(page: RowPage): Promise<void>;
  /** Adds rows, in order, that the pages of a run were written without. */
  fill(runNo: number, rows: readonly RowOutcomeRecord[]): Promise<void>;
  /** The settled row, if there is one. */
  row(runNo: number, rowNo: number): Promise<RowOutcomeRecord | null>;
  /** Row numbers of a run with one of these outcomes, ascending, for replaying only those. */
  rowNumbers(runNo: number, outcomes: readonly RowOutcome[]): Promise<number[]>;
}
