import type { Run, RunPage, RunsPage } from '@waybill/contracts';
import { aRun } from '@waybill/contracts/testing';

const noRuns = {
  queued: 0,
  running: 0,
  succeeded: 0,
  partial: 0,
  failed: 0,
  cancelled: 0,
  repaired: 0,
};

/** What the BFF answers for the list. */
export function aRunsPage(runs: Run[], change: Partial<RunsPage> = {}): RunsPage {
  return {
    runs: { items: runs, next: null },
    states: { ...noRuns, succeeded: runs.length },
    partners: [{ id: 'acme', name: 'Acme Industries' }],
    feeds: [{ id: 'acme.purchases', partner: 'acme', name: 'Employee purchases' }],
    ...change,
  };
}

/** What the BFF answers for one run. */
export function aRunPage(run: Partial<Run> = {}, change: Partial<RunPage> = {}): RunPage {
  return { run: aRun(run), clusters: [], replay: null, proof: null, ...change };
}
