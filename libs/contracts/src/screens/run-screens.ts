import type { Replay, ReplayProof } from '../replays.ts';
import type { RowErrorCluster } from '../row-errors.ts';
import type { Run } from '../runs.ts';

/** `GET /bff/run-page/{id}`: the head of a run's screen; its tabs ask for their own rows. */
export interface RunPage {
  readonly run: Run;
  readonly clusters: readonly RowErrorCluster[];
  /** For the run of a replay. */
  readonly replay: Replay | null;
  /** Null while the replay has not finished. */
  readonly proof: ReplayProof | null;
}
