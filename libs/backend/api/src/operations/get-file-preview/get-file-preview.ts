import type { FilePreview, operations } from '@waybill/contracts';
import { failure, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileStore } from '@waybill/store';
import { readSample } from '../../file-sample.ts';
import { masked } from './mask-preview.ts';
import { previewAsFeed, previewByGuess } from './preview-rows.ts';

export type GetFilePreviewFailure =
  { code: 'not-found'; what: 'file' | 'feed'; id: string } | { code: 'file-gone'; id: string };

export interface GetFilePreviewPorts {
  database: {
    files: Pick<FileStore, 'find' | 'get'>;
    feeds: Pick<FeedStore, 'config'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
}

/**
 * The first rows of a file, cut as its feed would, or the feed that is asked about; by a guess when there is none, or when that feed
 * would refuse the file as a whole.
 */
export async function getFilePreview(
  { params, query, caller }: Asked<typeof operations.getFilePreview>,
  { database, buckets }: GetFilePreviewPorts,
): Promise<Result<FilePreview, GetFilePreviewFailure>> {
  const id = params.fileId;
  const [file, record] = await Promise.all([
    database.files.find(id, caller.partner),
    database.files.get(id),
  ]);
  if (!file || !record) return failure({ code: 'not-found', what: 'file', id });
  const feedId = query.feed ?? file.feed;
  const feed = feedId === null ? null : await database.feeds.config(feedId);
  const isForeign = caller.partner !== null && feed !== null && feed.partner !== caller.partner;
  if (query.feed !== undefined && (feed === null || isForeign))
    return failure({ code: 'not-found', what: 'feed', id: query.feed });
  const sample = await readSample(buckets, record);
  if (!sample) return failure({ code: 'file-gone', id });
  const preview =
    feed === null ? previewByGuess(sample) : previewAsFeed(feed.bundle.format, sample);
  return success(mayReadPayload(caller) ? preview : masked(preview));
}
