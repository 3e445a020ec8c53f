import type { RowProblem } from '@waybill/contracts';
import type { FeedConfig } from '@waybill/store';
import { fileProblem } from '../../problems.ts';
import { matchesPattern } from '@waybill/contracts';

export type Recognition =
  | { readonly kind: 'assigned'; readonly feed: FeedConfig }
  | { readonly kind: 'unassigned'; readonly partner: string | null; readonly problem: RowProblem };

/** Partners in these states may send files. */
const openPartners = new Set(['testing', 'live']);

/** The feed a landing folder stands for, `<partner>/<feed>/…`, or null when the key has no such folders. */
export function feedIdOf(folders: readonly string[]): string | null {
  const [partner, feed] = folders;
  return partner && feed ? `${partner}.${feed}` : null;
}

/**
 * Decides whose file this is, by folder and name only: what is inside never chooses the partner, so that a file put into the
 * wrong folder cannot reach another partner's members.
 */
export function recogniseFile(
  folders: readonly string[],
  name: string,
  feed: FeedConfig | null,
): Recognition {
  if (!feed) {
    return unassigned(null, 'FEED_UNKNOWN', {
      message: 'The folder belongs to no feed.',
      expected: 'a key <partner>/<feed>/<file>',
      found: folders.join('/').slice(0, 200),
    });
  }
  if (!matchesPattern(name, feed.filePattern)) {
    return unassigned(feed.partner, 'FEED_UNKNOWN', {
      message: `The name does not fit the pattern of ${feed.id}.`,
      expected: feed.filePattern,
      found: name.slice(0, 200),
    });
  }
  if (feed.state !== 'active' || !openPartners.has(feed.partnerState)) {
    return unassigned(feed.partner, 'FEED_NOT_OPEN', {
      message: `${feed.id} does not take files at present.`,
      expected: 'an active feed of a partner in testing or live',
      found: `feed ${feed.state}, partner ${feed.partnerState}`,
    });
  }
  return { kind: 'assigned', feed };
}

function unassigned(
  partner: string | null,
  name: 'FEED_UNKNOWN' | 'FEED_NOT_OPEN',
  facts: Parameters<typeof fileProblem>[1],
): Recognition {
  return { kind: 'unassigned', partner, problem: fileProblem(name, facts) };
}
