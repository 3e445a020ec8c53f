import type { FeedSuggestion, FeedSuggestions, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileStore } from '@waybill/store';
import { readSample } from '../../file-sample.ts';
import { scoreFeed } from './score-feed.ts';

export interface ListFeedSuggestionsFailure {
  code: 'not-found' | 'file-gone';
  id: string;
}

export interface ListFeedSuggestionsPorts {
  database: {
    files: Pick<FileStore, 'find' | 'get'>;
    feeds: Pick<FeedStore, 'activeConfigs'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
  clock: Clock;
}

const feedsMax = 500;
const suggestionsMax = 8;
const msPerDay = 86_400_000;

/**
 * Feeds that a file may be for, best first. What is inside a file never chooses its partner by itself; this only says to the person
 * who chooses what speaks for each feed.
 */
export async function listFeedSuggestions(
  { params, caller }: Asked<typeof operations.listFeedSuggestions>,
  { database, buckets, clock }: ListFeedSuggestionsPorts,
): Promise<Result<FeedSuggestions, ListFeedSuggestionsFailure>> {
  const id = params.fileId;
  const [file, record] = await Promise.all([
    database.files.find(id, caller.partner),
    database.files.get(id),
  ]);
  if (!file || !record) return failure({ code: 'not-found', id });
  const sample = await readSample(buckets, record);
  if (!sample) return failure({ code: 'file-gone', id });
  const feeds = await database.feeds.activeConfigs(feedsMax);
  const today = Math.floor(clock.now().getTime() / msPerDay);
  const items = feeds
    .map((feed) => scoreFeed(feed, file, sample, today))
    .filter(({ score }) => score > 0)
    .toSorted(byScore)
    .slice(0, suggestionsMax);
  return success({ items, feedsCompared: feeds.length });
}

function byScore(a: FeedSuggestion, b: FeedSuggestion): number {
  return b.score - a.score || (a.feed < b.feed ? -1 : 1);
}
