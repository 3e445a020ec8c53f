import { rowErrorsPerDecision } from '@waybill/contracts';
import type { operations, RowErrorDecision } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { RowErrorDeed } from '@waybill/store';
import type { NewId } from './hub.ts';
import type { Transactor } from './transactor.ts';

export type DecideRowErrorsFailure =
  | { code: 'selection-changed'; expected: number; found: number }
  | { code: 'selection-too-large'; found: number };

export interface DecideRowErrorsPorts {
  database: Transactor<'rowErrors' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

type Decision = Asked<
  | typeof operations.resolveRowErrors
  | typeof operations.ignoreRowErrors
  | typeof operations.reopenRowErrors
>;

/**
 * What the three bulk decisions have in common: the selection is counted, changed and written to the audit trail in one transaction, so
 * that what is recorded is what was done.
 */
export async function decideRowErrors(
  asked: Decision,
  what: RowErrorDeed,
  { database, clock, newId }: DecideRowErrorsPorts,
): Promise<Result<RowErrorDecision, DecideRowErrorsFailure>> {
  const { body, caller } = asked;
  const { selection, reason } = body;
  const at = clock.now();
  const decision = newId('dec');
  return database.transaction(async (tx) => {
    const found = await tx.rowErrors.selected(selection, caller.partner);
    const expected = 'query' in selection ? selection.expected : undefined;
    if (expected !== undefined && expected !== found)
      return failure({ code: 'selection-changed', expected, found });
    if (found > rowErrorsPerDecision) return failure({ code: 'selection-too-large', found });
    const changed = await tx.rowErrors.decide(selection, what, decision, caller.partner);
    const detail = { selection, changed, reason };
    await tx.audit.append(deed(asked, at, pastOf[what], `row-errors:${decision}`, detail));
    return success({ changed, decision });
  });
}

const pastOf = {
  resolve: 'row-errors.resolved',
  ignore: 'row-errors.ignored',
  reopen: 'row-errors.reopened',
} as const satisfies Record<RowErrorDeed, string>;
