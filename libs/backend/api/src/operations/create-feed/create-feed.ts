import type { Feed, operations, ProblemDetail } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Transactor } from '../../transactor.ts';
import { bundleDigest } from '../../bundle-digest.ts';
import { checkNewFeed } from '../../check-new-feed.ts';

export type CreateFeedFailure =
  | { code: 'not-found' | 'feed-exists'; id: string }
  | { code: 'feed-invalid' | 'rules-invalid'; errors: readonly ProblemDetail[] };

export interface CreateFeedPorts {
  database: Transactor<'partners' | 'feeds' | 'audit'>;
  clock: Clock;
}

/**
 * A new feed with its first bundle. Format and rules are checked here as a whole, so that what is wrong with them is said to who
 * writes them and not, file by file, to who is on duty at night.
 */
export async function createFeed(
  asked: Asked<typeof operations.createFeed>,
  { database, clock }: CreateFeedPorts,
): Promise<Result<Feed, CreateFeedFailure>> {
  const { body, params } = asked;
  const { partnerId } = params;
  const checked = checkNewFeed(body);
  if (!checked.ok) return checked;

  const feed = { ...body, rules: checked.value === null ? null : { ...checked.value } };
  const id = `${partnerId}.${feed.code}`;
  const sha256 = bundleDigest(feed.format, feed.rules);
  const ruleVersion = checked.value === null ? 'none' : `${checked.value.name}@1`;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const partner = await tx.partners.find(partnerId, asked.caller.partner);
    if (!partner) return failure({ code: 'not-found', id: partnerId });
    const isNew = await tx.feeds.insert(
      partnerId,
      feed,
      { sha256, ruleVersion, by: actorOf(asked.caller) },
      at,
    );
    if (!isNew) return failure({ code: 'feed-exists', id });
    const created = await tx.feeds.find(id, null);
    if (!created) throw new Error(`Feed ${id} cannot be read back`);
    await tx.audit.append(deed(asked, at, 'feed.created', `feed:${id}`, { sha256, ruleVersion }));
    return success(created);
  });
}
