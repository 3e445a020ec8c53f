import type { ChangeRequest, operations, RuleTestRun, RuleVersion } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import { bundleOfVersion, type RulesFault } from '../../promotion/bundle-of-version.ts';
import type { Transactor } from '../../transactor.ts';

export type CreateChangeRequestFailure =
  | { code: 'not-found' | 'rule-version-active' | 'change-request-open'; what: string }
  | { code: 'evidence-missing'; what: string }
  | RulesFault;

export interface CreateChangeRequestPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'ruleTests' | 'changeRequests' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** Asks for the promotion of a version, bound to the bundle that it would make and to a test run without a failure. */
export async function createChangeRequest(
  asked: Asked<typeof operations.createChangeRequest>,
  { database, clock, newId }: CreateChangeRequestPorts,
): Promise<Result<ChangeRequest, CreateChangeRequestFailure>> {
  const { ruleSet, version, reason } = asked.body;
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
    const tests = await tx.ruleTests.latest(ruleSet, frozen.sha256);
    const gap = gapIn(tests, frozen);
    if (gap !== null || tests === null)
      return failure({ code: 'evidence-missing', what: gap ?? '' });
    const bundle = bundleOfVersion(feed, frozen);
    if (!bundle.ok) return bundle;
    const request = {
      id,
      ruleSet,
      version,
      baseVersion: current.active.version,
      bundleSha256: bundle.value.sha256,
      testRun: tests.id,
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

/** What the tests of a version leave to be desired; null when they are as they must be. */
function gapIn(tests: RuleTestRun | null, { ruleVersion }: RuleVersion): string | null {
  if (tests === null) return `The tests of ${ruleVersion} were not run.`;
  if (tests.failed > 0)
    return `${String(tests.failed)} of the tests of ${ruleVersion} failed when they were run last.`;
  return tests.passed === 0 ? `${ruleVersion} has no tests.` : null;
}
