import type { Caller, Feed, ProblemDetail } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { bundleDigest } from './bundle-digest.ts';
import { checkNewFeed } from './check-new-feed.ts';
import { voidRequests } from './promotion/void-requests.ts';

export interface FormatFault {
  code: 'feed-invalid' | 'rules-invalid';
  errors: readonly ProblemDetail[];
}

interface Change {
  readonly format: FeedFormat;
  readonly reason: string;
  readonly asked: { caller: Caller; traceId: string };
  readonly at: Date;
}

/**
 * Freezes a changed format with the feed's rules as its next version, and audits it; the number of the version that is active then.
 * A format that is the same already makes no version. Requests to promote rules were about the format before, so they are void then. To be called with the feed locked.
 */
export async function newBundleVersion(
  tx: Pick<Nouns, 'feeds' | 'changeRequests' | 'audit'>,
  feed: Feed,
  { format, reason, asked, at }: Change,
): Promise<Result<number, FormatFault>> {
  const { rules, ruleVersion } = feed.bundle;
  if (format.documentType !== feed.documentType) return failure(otherDocument(feed));
  const checked = checkNewFeed({ format, rules });
  if (!checked.ok) return checked;
  const sha256 = bundleDigest(format, rules);
  if (sha256 === feed.bundle.sha256) return success(feed.bundle.version);
  const bundle = { sha256, ruleVersion, format, rules: checked.value, reason };
  const by = actorOf(asked.caller);
  const version = await tx.feeds.addBundle(feed.id, { ...bundle, by }, at);
  const detail = { version, sha256, reason };
  await tx.audit.append(deed(asked, at, 'feed.format-changed', `feed:${feed.id}`, detail));
  const because = 'The format of the feed was changed.';
  await voidRequests(tx, feed.id, { asked, at, because });
  return success(version);
}

function otherDocument({ documentType }: Feed): FormatFault {
  const message = `The feed brings ${documentType}s; other documents need a feed of their own.`;
  return {
    code: 'feed-invalid',
    errors: [{ pointer: '/format/documentType', code: 'document-type-fixed', message }],
  };
}
