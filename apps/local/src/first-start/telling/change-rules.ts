import { bundleDigest } from '@waybill/api';
import { parseRuleSet } from '@waybill/rules';
import type { Database } from '@waybill/store';
import type { Deed } from '../story/deeds.ts';

/** Freezes other rules, and them with the feed's format as its next bundle. */
export async function changeRules(
  db: Database,
  { feed: id, by, rules, reason }: Extract<Deed, { kind: 'change-rules' }>,
  at: Date,
): Promise<void> {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) throw new Error(`The rules for ${id} cannot be read`);
  await db.transaction(async (tx) => {
    const feed = await tx.feeds.lock(id, null);
    if (feed === null) throw new Error(`There is no feed ${id}`);
    const { format, version } = feed.bundle;
    const { document } = parsed;
    const actor = `person:${by}`;
    const draft = { document, basedOn: null, by: actor, notes: reason };
    const { ruleVersion } = await tx.ruleSets.freeze(id, draft, at);
    const sha256 = bundleDigest(format, document);
    const frozen = { sha256, ruleVersion, format, rules: document, by: actor, reason };
    await tx.feeds.addBundle(id, frozen, at);
    const detail = { version: version + 1, sha256, ruleVersion, reason };
    await tx.audit.append({
      at,
      actor,
      action: 'feed.rules-changed',
      object: `feed:${id}`,
      detail,
    });
  });
}
