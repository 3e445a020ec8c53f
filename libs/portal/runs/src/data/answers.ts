import type { Page, Replay, ReplayProof, RowErrorCluster, Run, RunStats } from '@waybill/contracts';

/** `GET /bff/runs-page`: everything the list of runs shows. */
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

/** `GET /bff/run-page/{id}`: the head of a run's screen. */
export interface RunPage {
  readonly run: Run;
  readonly clusters: readonly RowErrorCluster[];
  readonly replay: Replay | null;
  readonly proof: ReplayProof | null;
}
