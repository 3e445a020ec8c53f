import type { operations, ProblemDetail, RuleVersion } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { rulesDigest, type RuleSetStore } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { formatDigest } from '../../bundle-digest.ts';
import { checkRules, errorsOf } from '../../check-rules.ts';
import type { ApiSettings } from '../../hub.ts';
import { isSigned } from '../../rule-bundle-signature.ts';
import type { Transactor } from '../../transactor.ts';

export type ImportRuleBundleFailure =
  | { code: 'not-found' | 'rule-bundle-format'; ruleSet: string }
  | { code: 'signing-off' | 'signature-wrong' }
  | { code: 'rules-invalid'; errors: readonly ProblemDetail[] }
  | { code: 'rule-version-exists'; ruleVersion: string };

export interface ImportRuleBundlePorts {
  database: Transactor<'feeds' | 'ruleSets' | 'audit'>;
  clock: Clock;
  settings: Pick<ApiSettings, 'bundleKey'>;
}

/**
 * Freezes what another hub has signed as the next version, for a feed that is read the same way. It has the way of any version before it:
 * tests, a backtest on the files of this hub, and somebody else's approval. The draft stays as it is.
 */
export async function importRuleBundle(
  asked: Asked<typeof operations.importRuleBundle>,
  { database, clock, settings }: ImportRuleBundlePorts,
): Promise<Result<RuleVersion, ImportRuleBundleFailure>> {
  const { bundle, reason } = asked.body;
  const ruleSet = asked.params.ruleSetId;
  const at = clock.now();
  return database.transaction(async ({ feeds, ruleSets, audit }) => {
    const feed = await feeds.lock(ruleSet, asked.caller.partner);
    if (!feed?.bundle.rules) return failure({ code: 'not-found', ruleSet });
    if (settings.bundleKey === null) return failure({ code: 'signing-off' });
    if (!isSigned(bundle, settings.bundleKey)) return failure({ code: 'signature-wrong' });
    if (bundle.formatSha256 !== formatDigest(feed.bundle.format))
      return failure({ code: 'rule-bundle-format', ruleSet });
    const checked = checkRules(bundle.document, feed.bundle.format as FeedFormat);
    if (!checked.ok) {
      const errors = errorsOf(checked.diagnostics, '/bundle/document');
      return failure({ code: 'rules-invalid', errors });
    }
    const { document } = checked;
    const same = await versionOfContent(ruleSets, ruleSet, rulesDigest(document));
    if (same !== null) return failure({ code: 'rule-version-exists', ruleVersion: same });
    const by = actorOf(asked.caller);
    const content = { document, basedOn: null, by, notes: reason };
    const frozen = await ruleSets.freeze(ruleSet, content, at);
    const { version, sha256 } = frozen;
    const { signature, exportedBy, exportedAt, ruleSet: from, ruleVersion } = bundle;
    const origin = { from, ruleVersion, exportedBy, exportedAt, signature };
    const detail = { version, sha256, reason, ...origin };
    await audit.append(deed(asked, at, 'rule-version.imported', `rule-set:${ruleSet}`, detail));
    return success(frozen);
  });
}

/** What a version with this content is called; null when there is none. */
async function versionOfContent(
  ruleSets: Pick<RuleSetStore, 'versions'>,
  ruleSet: string,
  sha256: string,
): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const page = await ruleSets.versions(ruleSet, { limit: 100, cursor });
    const same = page.items.find((version) => version.sha256 === sha256);
    if (same) return same.ruleVersion;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return null;
}
