import type {
  ChangeRequest,
  ChangeRequestState,
  Page,
  RuleTestRun,
  RuleTestRunHead,
} from '@waybill/contracts';

export interface NewChangeRequest {
  id: string;
  ruleSet: string;
  version: number;
  baseVersion: number;
  bundleSha256: string;
  testRun: string;
  /** Null when there was nothing to go over, and then why. */
  backtest: string | null;
  noBacktestBecause: string | null;
  reason: string;
  /** Actor as in the audit trail. */
  by: string;
}

/** What was said to a request that still waits for it. */
export interface RequestDecision {
  to: 'approved' | 'rejected';
  by: string;
  reason: string;
}

/** How a request ended. */
export interface RequestClosing {
  to: 'withdrawn' | 'void' | 'promoted' | 'stopped';
  by: string;
  because: string;
  bundleVersion?: number;
}

/** Requests to promote versions of rules. Who changes one locks its feed first. */
export interface ChangeRequestStore {
  insert(request: NewChangeRequest, at: Date): Promise<void>;
  find(id: string): Promise<ChangeRequest | null>;
  list(query: {
    partner?: string | undefined;
    ruleSet?: string | undefined;
    state?: readonly ChangeRequestState[] | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<ChangeRequest>>;
  /** Those of a rule set that may still be promoted. */
  pending(ruleSet: string): Promise<ChangeRequest[]>;
  /** Of an open one. The database refuses a decision by who asked for it. */
  decide(id: string, decision: RequestDecision, at: Date): Promise<void>;
  close(id: string, closing: RequestClosing, at: Date): Promise<void>;
}

/** Test runs, each of exactly one content. */
export interface RuleTestStore {
  insert(run: RuleTestRun): Promise<void>;
  find(id: string): Promise<RuleTestRun | null>;
  /** Newest first. */
  list(query: {
    ruleSet: string;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<RuleTestRunHead>>;
  /** The latest over this content of a rule set. */
  latest(ruleSet: string, sha256: string): Promise<RuleTestRun | null>;
}
