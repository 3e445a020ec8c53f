import type { Replay, ReplayProof } from '../replays.ts';
import type { RowErrorCluster } from '../row-errors.ts';
import type { Run, RunStats } from '../runs.ts';
import type { Page } from '../shared-shapes.ts';

/** `GET /bff/runs-page`: everything the list of runs shows. What is only an addition may be missing without the list being so. */
export interface RunsPage {
  readonly runs: Page<Run>;
  /** Counts by state under all filters but the state itself; null when they could not be had. */
  readonly states: RunStats['states'] | null;
  readonly partners: readonly { readonly id: string; readonly name: string }[];
  readonly feeds: readonly {
    readonly id: string;
    readonly partner: string;
    readonly name: string;
  }[];
}

/** `GET /bff/run-page/{id}`: the head of a run's screen; its tabs ask for their own rows. */
export interface RunPage {
  readonly run: Run;
  readonly clusters: readonly RowErrorCluster[];
  /** For the run of a replay. */
  readonly replay: Replay | null;
  /** Null while the replay has not finished. */
  readonly proof: ReplayProof | null;
}
