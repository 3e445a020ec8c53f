import type {
  Caller,
  Job,
  JobKindName,
  JobProblem,
  JobState,
  JobStats,
  Page,
} from '@waybill/contracts';

/** Who looks at jobs: their owner sees them, and who sees everybody's. */
export interface JobViewer {
  issuer: string;
  subject: string;
  partner: string | null;
  seesAll: boolean;
}

export interface NewJob {
  id: string;
  kind: JobKindName;
  /** Whoever asked, with the rights that were checked then: the job does nothing that they may not. */
  owner: Caller;
  /** At most 300 characters. */
  label: string;
  /** JSON; read again by the job's kind. */
  request: Readonly<Record<string, unknown>>;
  total: number | null;
  /** A path of the portal, when there is one before the job ends. */
  link?: string | null;
  at: Date;
}

/** A worker's right to write to a job, as with runs. */
export interface JobLease {
  jobId: string;
  jobNo: number;
  attempt: number;
  worker: string;
}

export interface ClaimedJob {
  lease: JobLease;
  kind: JobKindName;
  owner: Caller;
  label: string;
  request: Readonly<Record<string, unknown>>;
  progress: number;
  total: number | null;
  /** What the attempt before committed last, to go on from there; null at the beginning. */
  checkpoint: unknown;
  cancelRequested: boolean;
}

export interface JobProgress {
  progress: number;
  total?: number | null;
  /** Left as it was when absent. An attempt that writes one has come further, and earns the job another attempt. */
  checkpoint?: unknown;
}

export interface JobEnd {
  state: 'succeeded' | 'failed' | 'cancelled';
  result?: Readonly<Record<string, unknown>> | null;
  problem?: JobProblem | null;
  /** Left as it was when absent. */
  link?: string;
}

export interface JobFilter {
  owner: 'me' | 'everybody';
  kind?: readonly JobKindName[] | undefined;
}

export interface JobStore {
  /** In the transaction of the deed that asks for it. */
  enqueue(job: NewJob): Promise<void>;
  /**
   * Takes a running job whose lease has run out by the database's clock, else the oldest queued one, and starts the next attempt.
   * `attemptsMax` attempts that come no further end it as failed with SYSTEM-002.
   */
  claim(
    worker: string,
    options: { leaseS: number; attemptsMax: number; only?: string },
  ): Promise<ClaimedJob | null>;
  /** Extends the lease; false when it was lost. Also tells whether somebody asked to cancel. */
  renew(lease: JobLease, leaseS: number): Promise<{ held: boolean; cancelRequested: boolean }>;
  /** First statement of every step's transaction: locks the job's row and fails the fence (false) when the lease was lost. */
  advance(lease: JobLease, progress: JobProgress, leaseS: number): Promise<boolean>;
  finish(lease: JobLease, end: JobEnd, at: Date): Promise<boolean>;
  /** Lets the lease run out at once and the attempt not count; for a worker that is told to stop. */
  release(lease: JobLease): Promise<boolean>;

  /** A queued job is cancelled at once, a running one by its worker. False when it had ended or is not theirs. */
  requestCancel(id: string, viewer: JobViewer, at: Date): Promise<boolean>;
  /** The viewer's own ended jobs among these that were not seen yet; how many there were. */
  markSeen(ids: readonly string[], viewer: JobViewer, at: Date): Promise<number>;
  find(id: string, viewer: JobViewer): Promise<Job | null>;
  list(
    query: JobFilter & {
      state?: readonly JobState[] | undefined;
      sort: 'newest' | 'oldest';
      cursor?: string | undefined;
      limit: number;
    },
    viewer: JobViewer,
  ): Promise<Page<Job>>;
  /** `unseen` counts the viewer's own, whatever the filter says. */
  stats(filter: JobFilter, viewer: JobViewer): Promise<JobStats>;
}
