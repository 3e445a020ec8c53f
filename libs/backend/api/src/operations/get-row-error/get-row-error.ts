import type { operations, RowError } from '@waybill/contracts';
import { failure, rowErrorFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RowErrorStore } from '@waybill/store';

export interface GetRowErrorFailure {
  code: 'not-found';
  id: string;
}

export interface GetRowErrorPorts {
  rowErrors: Pick<RowErrorStore, 'find'>;
}

/** One row that needs attention; its cells are left out for those who may not read personal data. */
export async function getRowError(
  { params, caller }: Asked<typeof operations.getRowError>,
  { rowErrors }: GetRowErrorPorts,
): Promise<Result<RowError, GetRowErrorFailure>> {
  const rowError = await rowErrors.find(params.rowErrorId, caller.partner);
  return rowError
    ? success(rowErrorFor(caller, rowError))
    : failure({ code: 'not-found', id: params.rowErrorId });
}
