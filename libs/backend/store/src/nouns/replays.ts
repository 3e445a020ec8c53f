import type {
  LedgerChecksum,
  Page,
  Replay,
  ReplayEffects,
  ReplayPlan,
  ReplayProof,
  ReplayStats,
  RowOutcome,
  RunRow,
  RunState,
} from '@waybill/contracts';
import type { Tenant } from './partners.ts';

export interface ReplayFilter {
  partner?: string | undefined;
  feed?: string | undefined;
  /** The run that was replayed. */
  run?: string | undefined;
  bulkReplay?: string | undefined;
  state?: readonly RunState[] | undefined;
  requestedBy?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface ReplayStore {
  insertPlan(plan: {
    id: string;
    originalRunId: string;
    planRunId: string;
    rows: 'all' | 'failed';
    rules: 'original' | 'current';
    bundleId: number;
    at: Date;
    expiresAt: Date;
  }): Promise<void>;
  /** Adds a batch's effects to the plan or replay that this run belongs to; in the batch's transaction. */
  addEffects(
    runId: string,
    effects: ReplayEffects,
    memberDeltas: ReadonlyMap<string, number>,
  ): Promise<void>;
  findPlan(id: string, tenant: Tenant, now: Date): Promise<ReplayPlan | null>;
  /** What the plan would make of each row; nothing for an unknown plan. */
  planRows(
    planId: string,
    query: {
      outcome?: readonly RowOutcome[] | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<Page<RunRow>>;
  /** Uses the plan up, and says with which bundle and rows it was made; null when it was used, is not ready or too old. */
  start(plan: {
    planId: string;
    replayId: string;
    runId: string;
    reason: string;
    requestedBy: string;
    at: Date;
  }): Promise<{ bundleId: number; rows: 'all' | 'failed' } | null>;
  list(
    query: ReplayFilter & { sort: 'newest' | 'oldest'; cursor?: string | undefined; limit: number },
    tenant: Tenant,
  ): Promise<Page<Replay>>;
  /** Counts by state, under all filters but the state. */
  stats(filter: ReplayFilter, tenant: Tenant): Promise<ReplayStats>;
  find(id: string, tenant: Tenant): Promise<Replay | null>;
  recordChecksum(runId: string, when: 'before' | 'after', checksum: LedgerChecksum): Promise<void>;
  proof(id: string, tenant: Tenant): Promise<ReplayProof | null>;
}
