import type {
  BulkReplay,
  BulkReplayPlan,
  BulkReplayProblem,
  BulkReplayProof,
  BulkReplayRun,
  BulkReplayRunState,
  Page,
  RunState,
} from '@waybill/contracts';
import type { Tenant } from './partners.ts';
import type { RunFilter } from './runs.ts';

/** Runs by their ids, or all that a list's filters find. */
export type RunSelection = { ids: readonly string[] } | { query: RunFilter };

interface BulkRun {
  position: number;
  runId: string;
  fileId: string;
  feedId: string;
}

/** The next run of a bulk plan to be planned; one that is being planned comes before one that waits. */
export interface RunToPlan extends BulkRun {
  runState: RunState;
  /** Rows that had failed in it. */
  failedRows: number;
  /** The run that works its plan out; null while it waits. */
  planRunId: string | null;
}

/** The next run of a bulk replay; one that is being replayed comes before one that waits, the canary before the rest. */
export interface RunToReplay extends BulkRun {
  isCanary: boolean;
  planId: string;
  /** Null while it waits. */
  replay: { id: string; runId: string } | null;
}

/** Many replays as one: a plan over a selection of runs, and its carrying out. Who may see them sees those of every partner. */
export interface BulkReplayStore {
  /** How many runs are selected at this moment. */
  count(selection: RunSelection, tenant: Tenant): Promise<number>;
  /** Freezes the selection: runs that come later are not part of it. Of several runs over one file only the last is taken. */
  insertPlan(
    plan: {
      id: string;
      selection: RunSelection;
      rows: 'all' | 'failed';
      rules: 'original' | 'current';
      canary: number;
      jobId: string;
      requestedBy: string;
      at: Date;
    },
    tenant: Tenant,
  ): Promise<void>;
  findPlan(id: string, now: Date): Promise<BulkReplayPlan | null>;
  /** In the order in which they are replayed, the canary first. */
  runs(
    planId: string,
    query: {
      state?: readonly BulkReplayRunState[] | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<Page<BulkReplayRun>>;

  nextToPlan(planId: string): Promise<RunToPlan | null>;
  /** The run's own plan is being worked out. */
  planning(planId: string, position: number, replayPlanId: string): Promise<void>;
  /** The run is planned, or cannot be and why. */
  planned(planId: string, position: number, problem: BulkReplayProblem | null): Promise<void>;
  /** Every run is planned; from now on the plan may be used, until then. */
  ready(planId: string, expiresAt: Date): Promise<void>;

  /** Uses the plan up and chooses the canary; false when it was used, is not ready or too old. */
  start(bulk: {
    id: string;
    planId: string;
    reason: string;
    afterCanary: BulkReplay['afterCanary'];
    limits: BulkReplay['limits'];
    jobId: string;
    requestedBy: string;
    at: Date;
  }): Promise<boolean>;
  find(id: string): Promise<BulkReplay | null>;
  list(query: {
    sort: 'newest' | 'oldest';
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<BulkReplay>>;
  nextToReplay(id: string): Promise<RunToReplay | null>;
  /** The run's replay was started; takes the checksum of its feed when it is the feed's first. */
  replaying(id: string, position: number, replayId: string): Promise<void>;
  replayed(
    id: string,
    position: number,
    state: 'done' | 'unexpected' | 'cancelled' | 'refused',
    problem: BulkReplayProblem | null,
  ): Promise<void>;
  /** `canary → waiting → running`; false when it is not in one of these states. */
  move(
    id: string,
    from: readonly BulkReplay['state'][],
    to: 'waiting' | 'running',
    jobId?: string,
  ): Promise<boolean>;
  /** Ends it, with the checksums of every feed it touched; false when it had ended. */
  end(
    id: string,
    state: 'succeeded' | 'stopped' | 'cancelled',
    problem: BulkReplayProblem | null,
    at: Date,
  ): Promise<boolean>;
  /** Null until it has ended. */
  proof(id: string): Promise<BulkReplayProof | null>;
}
