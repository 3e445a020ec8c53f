import type { operations, Page, RunEvent } from '@waybill/contracts';
import { eventFor, failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface ListRunEventsFailure {
  code: 'not-found';
  id: string;
}

export interface ListRunEventsPorts {
  runs: Pick<RunStore, 'find' | 'events'>;
}

/** What happened to a run, in order. */
export async function listRunEvents(
  { params, query, caller }: Asked<typeof operations.listRunEvents>,
  { runs }: ListRunEventsPorts,
): Promise<Result<Page<RunEvent>, ListRunEventsFailure>> {
  const { runId } = params;
  if (!(await runs.find(runId, caller.partner))) return failure({ code: 'not-found', id: runId });
  const { items, next } = await runs.events(runId, query);
  return success({ items: items.map((event) => eventFor(caller, event)), next });
}
