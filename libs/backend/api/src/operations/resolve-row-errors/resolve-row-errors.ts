import type { operations, RowErrorDecision } from '@waybill/contracts';
import type { Asked, Result } from '@waybill/kit';
import {
  decideRowErrors,
  type DecideRowErrorsFailure,
  type DecideRowErrorsPorts,
} from '../../decide-row-errors.ts';

/** Closes open row errors that were settled outside the hub; a run of which nothing is open any more is repaired. */
export async function resolveRowErrors(
  asked: Asked<typeof operations.resolveRowErrors>,
  ports: DecideRowErrorsPorts,
): Promise<Result<RowErrorDecision, DecideRowErrorsFailure>> {
  return decideRowErrors(asked, 'resolve', ports);
}
