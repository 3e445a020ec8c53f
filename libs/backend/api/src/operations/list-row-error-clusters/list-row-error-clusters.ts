import type { operations, ResponseOf } from '@waybill/contracts';
import { clusterFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { RowErrorStore } from '@waybill/store';

export interface ListRowErrorClustersPorts {
  rowErrors: Pick<RowErrorStore, 'clusters'>;
  clock: Clock;
}

type Operation = typeof operations.listRowErrorClusters;

/** Row errors grouped by code, column and feed, each group counted exactly. */
export async function listRowErrorClusters(
  { query, caller }: Asked<Operation>,
  { rowErrors, clock }: ListRowErrorClustersPorts,
): Promise<Result<ResponseOf<Operation>>> {
  const clusters = await rowErrors.clusters(query, caller.partner, clock.now());
  return success({ items: clusters.map((cluster) => clusterFor(caller, cluster)) });
}
