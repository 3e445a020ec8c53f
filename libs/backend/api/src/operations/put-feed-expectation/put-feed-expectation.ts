import type { Feed, operations } from '@waybill/contracts';
import { deed, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editFeed, type FeedEditFailure } from '../../edit-feed.ts';
import type { Transactor } from '../../transactor.ts';

export interface PutFeedExpectationPorts {
  database: Transactor<'feeds' | 'audit'>;
  clock: Clock;
}

/** Says when files are due and how large they are, or that nobody waits for any. It counts for the past days on the board as well. */
export async function putFeedExpectation(
  asked: Asked<typeof operations.putFeedExpectation>,
  { database, clock }: PutFeedExpectationPorts,
): Promise<Result<Feed, FeedEditFailure>> {
  const { expectation, reason } = asked.body;
  const at = clock.now();
  return database.transaction((tx) =>
    editFeed(tx, asked, async ({ id }) => {
      await tx.feeds.update(id, { expectation }, at);
      const detail = { expectation, reason };
      await tx.audit.append(deed(asked, at, 'feed.expectation-changed', `feed:${id}`, detail));
      return success(id);
    }),
  );
}
