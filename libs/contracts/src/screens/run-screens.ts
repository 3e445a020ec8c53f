import type { Replay, ReplayProof } from '../replays.ts';
import type { RowError, RowErrorCluster } from '../row-errors.ts';
import type { RunAttempt, RunWithParts } from '../runs.ts';

/** `GET /bff/run-page/{id}`: the head of a run's screen; its tabs ask for their own rows. */
export interface RunPage {
  readonly run: RunWithParts;
  readonly attempts: readonly RunAttempt[];
  /** For showing times in the partner's own zone; null when it could not be had. */
  readonly partner: { readonly name: string; readonly timeZone: string } | null;
  readonly clusters: readonly RowErrorCluster[];
  /** The first row that still needs attention, or the first at all. */
  readonly firstError: RowError | null;
  /** For the run of a replay. */
  readonly replay: Replay | null;
  /** Null while the replay has not finished. */
  readonly proof: ReplayProof | null;
}
