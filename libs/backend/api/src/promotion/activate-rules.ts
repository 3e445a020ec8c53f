import type { Caller, Feed } from '@waybill/contracts';
import { actorOf, deed } from '@waybill/kit';
import type { NewBundle, Nouns } from '@waybill/store';
import { voidRequests } from './void-requests.ts';

interface Activation {
  readonly asked: { caller: Caller; traceId: string };
  readonly at: Date;
  readonly reason: string;
  /** What the audit trail calls it. */
  readonly action: 'feed.rules-changed' | 'feed.rules-rolled-back';
  /** The request that leads to it, which does not void itself. */
  readonly request?: string;
}

/**
 * Makes a bundle with other rules active, and requests void that were made against the rules before; its number. Runs that exist keep
 * theirs. To be called with the feed locked.
 */
export async function activateRules(
  tx: Pick<Nouns, 'feeds' | 'changeRequests' | 'audit'>,
  feed: Feed,
  bundle: Omit<NewBundle, 'by' | 'reason'>,
  { asked, at, reason, action, request: cause }: Activation,
): Promise<number> {
  const { sha256, ruleVersion } = bundle;
  const by = actorOf(asked.caller);
  const version = await tx.feeds.addBundle(feed.id, { ...bundle, by, reason }, at);
  const detail = { version, sha256, ruleVersion, before: feed.bundle.ruleVersion, reason };
  await tx.audit.append(deed(asked, at, action, `feed:${feed.id}`, detail));
  const because = `${ruleVersion} became active.`;
  await voidRequests(tx, feed.id, { asked, at, because }, ({ id }) => id !== cause);
  return version;
}
