import type {
  LedgerChecksum,
  Replay,
  ReplayEffects,
  ReplayPlan,
  ReplayProof,
} from '@waybill/contracts';
import type { Tenant } from './partners.ts';

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
  /** Uses the plan up; null when it was used, is not ready or too old. */
  start(plan: {
    planId: string;
    replayId: string;
    runId: string;
    reason: string;
    requestedBy: string;
    at: Date;
  }): Promise<boolean>;
  find(id: string, tenant: Tenant): Promise<Replay | null>;
  recordChecksum(runId: string, when: 'before' | 'after', checksum: LedgerChecksum): Promise<void>;
  proof(id: string, tenant: Tenant): Promise<ReplayProof | null>;
}
