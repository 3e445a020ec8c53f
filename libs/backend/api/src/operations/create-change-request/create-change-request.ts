import type { ChangeRequest, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import { bundleOfVersion, type RulesFault } from '../../promotion/bundle-of-version.ts';
import { evidenceFor, type EvidenceMissing } from '../../promotion/evidence.ts';
import type { Transactor } from '../../transactor.ts';

export type CreateChangeRequestFailure =
  | { code: 'not-found' | 'rule-version-active' | 'change-request-open'; what: string }
  | EvidenceMissing
  | RulesFault;

export interface CreateChangeRequestPorts {
  database: Transactor<
    'feeds' | 'ruleSets' | 'ruleTests' | 'backtests' | 'changeRequests' | 'audit'
  >;
  clock: Clock;
  newId: NewId;
}

/** Asks for the promotion of a version, bound to the bundle that it would make, a test run without a failure and a backtest. */
export async function createChangeRequest(
  asked: Asked<typeof operations.createChangeRequest>,
  { database, clock, newId }: CreateChangeRequestPorts,
): Promise<Result<ChangeRequest, CreateChangeRequestFailure>> {
  const { ruleSet, version, backtest, reason } = asked.body;
  const at = clock.now();
  const id = newId('change');
  return database.transaction(async (tx) => {
    const feed = await tx.feeds.lock(ruleSet, asked.caller.partner);
    const current = await tx.ruleSets.find(ruleSet);
    const frozen = await tx.ruleSets.version(ruleSet, version);
    if (!feed || !current || !frozen)
      return failure({ code: 'not-found', what: `version ${String(version)} of ${ruleSet}` });
    if (frozen.active) return failure({ code: 'rule-version-active', what: frozen.ruleVersion });
    const pending = await tx.changeRequests.pending(ruleSet);
    const same = pending.find((request) => request.version === version);
    if (same) return failure({ code: 'change-request-open', what: same.id });
    const bundle = bundleOfVersion(feed, frozen);
    if (!bundle.ok) return bundle;
    const bundleSha256 = bundle.value.sha256;
    const wanted = { ruleSet: current, version: frozen, bundleSha256, backtest };
    const evidence = await evidenceFor(tx, wanted);
    if (!evidence.ok) return evidence;
    const request = {
      id,
      ruleSet,
      version,
      baseVersion: current.active.version,
      bundleSha256,
      ...evidence.value,
      reason,
      by: actorOf(asked.caller),
    };
    await tx.changeRequests.insert(request, at);
    const detail = { ...request, sha256: frozen.sha256 };
    await tx.audit.append(deed(asked, at, 'change-request.opened', `change-request:${id}`, detail));
    const opened = await tx.changeRequests.find(id);
    if (!opened) throw new Error(`Change request ${id} cannot be read back`);
    return success(opened);
  });
}
