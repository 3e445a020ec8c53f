import type { Feed, operations } from '@waybill/contracts';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editFeed, type FeedEditFailure } from '../../edit-feed.ts';
import { newBundleVersion, type FormatFault } from '../../new-bundle-version.ts';
import type { Transactor } from '../../transactor.ts';

export type PutFeedFormatFailure = FeedEditFailure | FormatFault;

export interface PutFeedFormatPorts {
  database: Transactor<'feeds' | 'changeRequests' | 'audit'>;
  clock: Clock;
}

/** A changed format becomes the feed's next version; what is queued or was run keeps the version it has. */
export async function putFeedFormat(
  asked: Asked<typeof operations.putFeedFormat>,
  { database, clock }: PutFeedFormatPorts,
): Promise<Result<Feed, PutFeedFormatFailure>> {
  const { format, reason } = asked.body;
  const at = clock.now();
  return database.transaction((tx) =>
    editFeed(tx, asked, (feed) => newBundleVersion(tx, feed, { format, reason, asked, at })),
  );
}
