import type { operations, RowErrorDecision } from '@waybill/contracts';
import type { Asked, Result } from '@waybill/kit';
import {
  decideRowErrors,
  type DecideRowErrorsFailure,
  type DecideRowErrorsPorts,
} from '../../decide-row-errors.ts';

/** Closes open row errors that nobody will work on; a run of which nothing is open any more is repaired. */
export async function ignoreRowErrors(
  asked: Asked<typeof operations.ignoreRowErrors>,
  ports: DecideRowErrorsPorts,
): Promise<Result<RowErrorDecision, DecideRowErrorsFailure>> {
  return decideRowErrors(asked, 'ignore', ports);
}
