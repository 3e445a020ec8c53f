import type { Page, Run, RunWithParts, RunPage } from '@waybill/contracts';
import { aRunWithParts } from '@waybill/contracts/testing';

/** What the BFF answers for a page of the list. */
export function aPageOf(items: Run[], next: string | null = null): Page<Run> {
  return { items, next };
}

/** What the BFF answers for one run. */
export function aRunPage(run: Partial<RunWithParts> = {}, change: Partial<RunPage> = {}): RunPage {
  return {
    run: aRunWithParts(run),
    attempts: [],
    partner: null,
    clusters: [],
    firstError: null,
    replay: null,
    proof: null,
    ...change,
  };
}
