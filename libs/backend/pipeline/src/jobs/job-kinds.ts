import type { JobKindName } from '@waybill/contracts';
import { runBacktest } from './backtest/run-backtest.ts';
import { replayRuns } from './bulk-replay/replay-runs.ts';
import { planRuns } from './bulk-replay-plan/plan-runs.ts';
import { exportList } from './export/export-list.ts';
import type { JobKind } from './job-kind.ts';

/** What the worker can do beside runs: one folder here for each, named as in the contracts. */
export const jobKinds: Readonly<Record<JobKindName, JobKind>> = {
  export: exportList,
  'bulk-replay-plan': { run: planRuns },
  'bulk-replay': { run: replayRuns },
  backtest: { run: runBacktest },
};
