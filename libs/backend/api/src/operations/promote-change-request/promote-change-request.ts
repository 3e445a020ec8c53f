import type { ChangeRequest, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { activateRules } from '../../promotion/activate-rules.ts';
import { bundleOfRequest } from '../../promotion/bundle-of-request.ts';
import { lockedRequest } from '../../promotion/locked-request.ts';
import type { Transactor } from '../../transactor.ts';

export type PromoteChangeRequestFailure =
  | { code: 'not-found' | 'evidence-stale'; id: string }
  | { code: 'change-request-not-approved'; id: string; state: ChangeRequest['state'] };

export interface PromoteChangeRequestPorts {
  database: Transactor<'changeRequests' | 'ruleSets' | 'feeds' | 'audit'>;
  clock: Clock;
}

/** Makes the version of an approved request what new files are judged by, if that is still exactly what was approved. */
export async function promoteChangeRequest(
  asked: Asked<typeof operations.promoteChangeRequest>,
  { database, clock }: PromoteChangeRequestPorts,
): Promise<Result<ChangeRequest, PromoteChangeRequestFailure>> {
  const id = asked.params.changeRequestId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { request, feed } = found;
    const { state, reason, ruleVersion } = request;
    if (state !== 'approved') return failure({ code: 'change-request-not-approved', id, state });
    const bundle = await bundleOfRequest(tx, request, feed);
    if (!bundle) return failure({ code: 'evidence-stale', id });
    const closing = { to: 'promoted' as const, by: actorOf(asked.caller), because: reason };
    const bundleVersion = feed.bundle.version + 1;
    await tx.changeRequests.close(id, { ...closing, bundleVersion }, at);
    await activateRules(tx, feed, bundle, { asked, at, reason });
    const detail = { bundleVersion, ruleVersion };
    await tx.audit.append(
      deed(asked, at, 'change-request.promoted', `change-request:${id}`, detail),
    );
    const promoted = await tx.changeRequests.find(id);
    if (!promoted) throw new Error(`Change request ${id} cannot be read back`);
    return success(promoted);
  });
}
