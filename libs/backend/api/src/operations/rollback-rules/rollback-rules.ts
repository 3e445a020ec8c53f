import type { Feed, operations, ResponseOf, RuleVersion } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';
import { activateRules } from '../../promotion/activate-rules.ts';
import { bundleOfVersion, type RulesFault } from '../../promotion/bundle-of-version.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.rollbackRules;

export type RollbackRulesFailure =
  { code: 'not-found' | 'nothing-to-roll-back'; what: string } | RulesFault;

export interface RollbackRulesPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'changeRequests' | 'audit'>;
  clock: Clock;
}

/**
 * Goes back to rules that were active before, at once and without a second person: waiting costs more than a version that was approved
 * when it was made. The format stays as it is; what is active then is a new bundle with the old content.
 */
export async function rollbackRules(
  asked: Asked<Operation>,
  { database, clock }: RollbackRulesPorts,
): Promise<Result<ResponseOf<Operation>, RollbackRulesFailure>> {
  const ruleSet = asked.params.ruleSetId;
  const at = clock.now();
  const { reason } = asked.body;
  return database.transaction(async (tx) => {
    const feed = await tx.feeds.lock(ruleSet, asked.caller.partner);
    if (!feed?.bundle.rules) return failure({ code: 'not-found', what: `rule set ${ruleSet}` });
    const target = await targetOf(tx, feed, asked.body.version);
    if (!target.ok) return target;
    const bundle = bundleOfVersion(feed, target.value);
    if (!bundle.ok) return bundle;
    const action = 'feed.rules-rolled-back';
    const bundleVersion = await activateRules(tx, feed, bundle.value, {
      asked,
      at,
      reason,
      action,
    });
    const [from, to] = [feed.bundle.ruleVersion, target.value.ruleVersion];
    return success({ ruleSet, from, to, bundleVersion });
  });
}

/** The version that was active before the present one, or the named one if it ever was. */
async function targetOf(
  { feeds, ruleSets }: Pick<Nouns, 'feeds' | 'ruleSets'>,
  { id, bundle }: Feed,
  named: number | undefined,
): Promise<Result<RuleVersion, RollbackRulesFailure>> {
  const wanted = named === undefined ? null : await ruleSets.version(id, named);
  if (named !== undefined && !wanted)
    return failure({ code: 'not-found', what: `version ${String(named)} of ${id}` });
  const isTarget = (label: string) =>
    wanted ? label === wanted.ruleVersion : label !== bundle.ruleVersion;
  let cursor: string | undefined;
  do {
    const page = await feeds.bundles(id, { limit: 100, cursor });
    const before = page.items.find(
      ({ ruleVersion, active, trial }) => !active && !trial && isTarget(ruleVersion),
    );
    if (before) {
      const version = await ruleSets.byLabel(id, before.ruleVersion);
      if (!version || version.active) break;
      return success(version);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  const what = wanted
    ? `${wanted.ruleVersion} is active, or never was: only rules that were active before can be gone back to.`
    : `No rules but ${bundle.ruleVersion} were ever active.`;
  return failure({ code: 'nothing-to-roll-back', what });
}
