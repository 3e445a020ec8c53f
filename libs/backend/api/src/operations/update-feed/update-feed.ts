import type { Feed, operations } from '@waybill/contracts';
import { deed, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editFeed, type FeedEditFailure } from '../../edit-feed.ts';
import type { Transactor } from '../../transactor.ts';

export interface UpdateFeedPorts {
  database: Transactor<'feeds' | 'audit'>;
  clock: Clock;
}

/** Changes what a feed is called, which files are its own, and whether it takes any. How they are read is its format. */
export async function updateFeed(
  asked: Asked<typeof operations.updateFeed>,
  { database, clock }: UpdateFeedPorts,
): Promise<Result<Feed, FeedEditFailure>> {
  const { reason, ...change } = asked.body;
  const at = clock.now();
  return database.transaction((tx) =>
    editFeed(tx, asked, async ({ id }) => {
      await tx.feeds.update(id, change, at);
      await tx.audit.append(deed(asked, at, 'feed.changed', `feed:${id}`, { ...change, reason }));
      return success(id);
    }),
  );
}
