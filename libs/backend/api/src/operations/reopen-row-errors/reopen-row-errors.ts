import type { operations, RowErrorDecision } from '@waybill/contracts';
import type { Asked, Result } from '@waybill/kit';
import {
  decideRowErrors,
  type DecideRowErrorsFailure,
  type DecideRowErrorsPorts,
} from '../../decide-row-errors.ts';

/** Opens row errors again that had been closed without a replay; a repaired run of theirs is open again too. */
export async function reopenRowErrors(
  asked: Asked<typeof operations.reopenRowErrors>,
  ports: DecideRowErrorsPorts,
): Promise<Result<RowErrorDecision, DecideRowErrorsFailure>> {
  return decideRowErrors(asked, 'reopen', ports);
}
