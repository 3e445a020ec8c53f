/** An error as a person reads it: what happened, what to do, and what to tell support. */
export interface PortalProblem {
  readonly kind: ProblemKind;
  readonly title: string;
  readonly advice: string;
  /** Stable code such as `API-003`; `NET-…` for what never reached the hub. */
  readonly code: string;
  readonly traceId: string | null;
  /** What exactly was wrong, value by value. */
  readonly details: readonly string[];
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

export type ProblemKind =
  | 'offline'
  | 'signed-out'
  | 'forbidden'
  | 'absent'
  | 'conflict'
  | 'stale'
  | 'invalid'
  | 'busy'
  | 'unavailable'
  | 'broken';
