import type { operations, RuleBundle } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { formatDigest } from '../../bundle-digest.ts';
import { signed } from '../../rule-bundle-signature.ts';
import type { ApiSettings } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

export type ExportRuleBundleFailure =
  { code: 'not-found'; ruleSet: string; version: number } | { code: 'signing-off' };

export interface ExportRuleBundlePorts {
  database: Transactor<'feeds' | 'ruleSets' | 'audit'>;
  clock: Clock;
  settings: Pick<ApiSettings, 'bundleKey'>;
}

/** A frozen version, signed with the key that the hubs share, for the format that its feed has now. */
export async function exportRuleBundle(
  asked: Asked<typeof operations.exportRuleBundle>,
  { database, clock, settings }: ExportRuleBundlePorts,
): Promise<Result<RuleBundle, ExportRuleBundleFailure>> {
  const { ruleSetId: ruleSet, version } = asked.params;
  const at = clock.now();
  return database.transaction(async ({ feeds, ruleSets, audit }) => {
    const feed = await feeds.find(ruleSet, asked.caller.partner);
    const frozen = feed && (await ruleSets.version(ruleSet, version));
    if (!feed || !frozen) return failure({ code: 'not-found', ruleSet, version });
    if (settings.bundleKey === null) return failure({ code: 'signing-off' });
    const { ruleVersion, sha256, document } = frozen;
    const bundle = signed(
      {
        kind: 'waybill-rules/1',
        ruleSet,
        ruleVersion,
        sha256,
        formatSha256: formatDigest(feed.bundle.format),
        document,
        exportedBy: actorOf(asked.caller),
        exportedAt: at.toISOString(),
      },
      settings.bundleKey,
    );
    const detail = { version, sha256, signature: bundle.signature };
    await audit.append(deed(asked, at, 'rule-version.exported', `rule-set:${ruleSet}`, detail));
    return success(bundle);
  });
}
