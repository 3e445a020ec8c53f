import type { RunStats } from '../runs.ts';

/** What the runs of some time add up to. */
export interface OverviewTotals {
  readonly runs: number;
  readonly read: number;
  readonly rejected: number;
  readonly points: number;
}

/** `GET /bff/overview-page`: what arrived, and how much waits for somebody. A part that could not be had is null. */
export interface OverviewPage {
  readonly asOf: string;
  /** Day by day (UTC) over the asked time; days without a run are missing. */
  readonly days: RunStats['buckets'];
  /** The equally long time before, to compare with. */
  readonly before: OverviewTotals | null;
  /** How many there are now, whatever the asked time. */
  readonly waiting: {
    readonly undecidedFiles: number | null;
    readonly openRowErrors: number | null;
    readonly failedRuns: number | null;
  };
}
