import type { ChangeRequest, Feed, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewBundle, Nouns } from '@waybill/store';
import { activateRules } from '../../promotion/activate-rules.ts';
import { bundleOfRequest } from '../../promotion/bundle-of-request.ts';
import { lockedRequest } from '../../promotion/locked-request.ts';
import { startTrial, type TrialRunning } from '../../promotion/start-trial.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.promoteChangeRequest;
type Noun = 'changeRequests' | 'ruleSets' | 'feeds' | 'trials' | 'audit';

export type PromoteChangeRequestFailure =
  | { code: 'not-found' | 'evidence-stale'; id: string }
  | { code: 'change-request-not-approved'; id: string; state: ChangeRequest['state'] }
  | TrialRunning;

export interface PromoteChangeRequestPorts {
  database: Transactor<Noun>;
  clock: Clock;
}

/** Makes the version of an approved request what new files are judged by, or tries it on some, if it is still exactly what was approved. */
export async function promoteChangeRequest(
  asked: Asked<Operation>,
  { database, clock }: PromoteChangeRequestPorts,
): Promise<Result<ChangeRequest, PromoteChangeRequestFailure>> {
  const id = asked.params.changeRequestId;
  const wish = asked.body;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { request, feed } = found;
    const { state } = request;
    if (state !== 'approved' && state !== 'trial')
      return failure({ code: 'change-request-not-approved', id, state });
    const bundle = await bundleOfRequest(tx, request, feed);
    if (!bundle) return failure({ code: 'evidence-stale', id });
    if (wish.how === 'canary' || wish.how === 'shadow') {
      const started = await startTrial(tx, { request, feed, bundle, wish, asked, at });
      if (!started.ok) return started;
    } else await promote(tx, { request, feed, bundle }, asked, at);
    const promoted = await tx.changeRequests.find(id);
    if (!promoted) throw new Error(`Change request ${id} cannot be read back`);
    return success(promoted);
  });
}

/** For all new files. Ends a trial that is under way. */
async function promote(
  tx: Pick<Nouns, Noun>,
  {
    request: { id, reason, ruleVersion },
    feed,
    bundle,
  }: { request: ChangeRequest; feed: Feed; bundle: Omit<NewBundle, 'by' | 'reason'> },
  asked: Asked<Operation>,
  at: Date,
): Promise<void> {
  const action = 'feed.rules-changed';
  const because = { asked, at, reason, action, request: id } as const;
  const bundleVersion = await activateRules(tx, feed, bundle, because);
  const by = actorOf(asked.caller);
  await tx.changeRequests.close(id, { to: 'promoted', by, because: reason, bundleVersion }, at);
  const detail = { bundleVersion, ruleVersion };
  await tx.audit.append(deed(asked, at, 'change-request.promoted', `change-request:${id}`, detail));
}
