import type { DriftEvent, DriftKind, DriftState, Page } from '@waybill/contracts';
import type { Tenant } from './partners.ts';

/** One difference of a header from its layout, as the pipeline saw it. */
export interface SeenDrift {
  kind: DriftKind;
  column: string | null;
  found: string | null;
  suggestion: DriftEvent['suggestion'];
}

export interface DriftDecision {
  state: DriftState;
  /** Null when it is open again. */
  by: string | null;
  at: Date | null;
  reason: string | null;
  bundleVersion: number | null;
}

export interface DriftEventStore {
  /**
   * Notes what a run's file shows. A difference that is known counts once more and stays as it was decided, but one that the partner
   * was to put right is open again.
   */
  see(runNo: number, drifts: readonly (SeenDrift & { id: string })[], at: Date): Promise<void>;
  find(id: string, tenant: Tenant): Promise<DriftEvent | null>;
  list(
    query: {
      partner?: string | undefined;
      feed?: string | undefined;
      state?: readonly DriftState[] | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<DriftEvent>>;
  /** False when the event is in none of the states. */
  decide(id: string, from: readonly DriftState[], decision: DriftDecision): Promise<boolean>;
}
