import { preferences as shape } from '@waybill/contracts';
import type { operations, Preferences } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { ownerOf } from '../../owner-of.ts';
import type { Transactor } from '../../transactor.ts';

export interface PutPreferencesFailure {
  code: 'precondition-failed';
}

export interface PutPreferencesPorts {
  database: Transactor<'preferences'>;
  clock: Clock;
}

/** Replaces how the person likes the portal. It concerns nobody else, so it leaves no event in the audit trail. */
export async function putPreferences(
  { body, caller, isCurrent }: Asked<typeof operations.putPreferences>,
  { database, clock }: PutPreferencesPorts,
): Promise<Result<Preferences, PutPreferencesFailure>> {
  const owner = ownerOf(caller);
  return database.transaction(async ({ preferences }) => {
    const present = shape.strip().parse((await preferences.find(owner)) ?? {});
    if (!isCurrent(present)) return failure({ code: 'precondition-failed' });
    await preferences.save(owner, body, clock.now());
    return success(body);
  });
}
