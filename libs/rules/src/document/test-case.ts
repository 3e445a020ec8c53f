import type { RuleCode } from '../evaluate/decision.ts';

/** A row and what the rules must say about it. Tests are part of the document and of its hash; they never change what rules do. */
export interface TestCase {
  readonly id: string;
  readonly title?: string;
  /**
   * Values by input name, written as text: `"12.30"`, `"2026-01-31"`, `"true"`; null for none. Inputs that are not named have no
   * value, facts that are not named are 0.
   */
  readonly row: Readonly<Record<string, string | null>>;
  readonly expect: ExpectedDecision;
}

/** The part of a decision that matters. What is left out may be anything. */
export type ExpectedDecision =
  | {
      readonly outcome: 'accrue';
      readonly points?: number;
      /** `YYYY-MM-DD`; null for points that never expire. */
      readonly expiresOn?: string | null;
      readonly clauses?: string;
      readonly warnings?: readonly string[];
    }
  | {
      readonly outcome: 'reverse';
      /** Null for all points of the original. */
      readonly points?: number | null;
      readonly clauses?: string;
      readonly warnings?: readonly string[];
    }
  | {
      readonly outcome: 'reject';
      readonly code?: RuleCode;
      readonly clause?: string;
      readonly message?: string;
      readonly warnings?: readonly string[];
    }
  | {
      readonly outcome: 'skip';
      readonly code?: RuleCode;
      /** Null when no clause applies. */
      readonly clause?: string | null;
      readonly reason?: string;
      readonly warnings?: readonly string[];
    }
  | {
      readonly outcome: 'error';
      readonly code?: RuleCode;
      /** Null for a fault of the row's own values. */
      readonly clause?: string | null;
      readonly message?: string;
      readonly warnings?: readonly string[];
    };
