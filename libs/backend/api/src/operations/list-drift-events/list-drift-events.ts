import type { DriftEvent, operations, Page } from '@waybill/contracts';
import { driftEventFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { DriftEventStore } from '@waybill/store';

export interface ListDriftEventsPorts {
  driftEvents: Pick<DriftEventStore, 'list'>;
}

/** A page of the differences between headers and layouts; a partner sees those of its own files. */
export async function listDriftEvents(
  { query, caller }: Asked<typeof operations.listDriftEvents>,
  { driftEvents }: ListDriftEventsPorts,
): Promise<Result<Page<DriftEvent>>> {
  const page = await driftEvents.list(query, caller.partner);
  return success({ ...page, items: page.items.map((event) => driftEventFor(caller, event)) });
}
