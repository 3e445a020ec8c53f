import { createHash } from 'node:crypto';
import type { FormatCheck, InboundFile, operations, ProblemDetail } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileRecord, FileStore } from '@waybill/store';
import { fitFormat } from '@waybill/tabular';
import { checkNewFeed } from '../../check-new-feed.ts';
import { readSample } from '../../file-sample.ts';

export type CheckFeedFormatFailure =
  | { code: 'not-found'; id: string }
  | { code: 'feed-invalid' | 'rules-invalid'; errors: readonly ProblemDetail[] }
  | { code: 'file-gone'; id: string };

export interface CheckFeedFormatPorts {
  database: {
    feeds: Pick<FeedStore, 'find'>;
    files: Pick<FileStore, 'get' | 'list'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
  clock: Clock;
}

const dayMs = 86_400_000;

/**
 * Reads the beginning of a file as a format would, before anybody saves it. The file that was set aside last is the one that a change is
 * most likely for.
 */
export async function checkFeedFormat(
  { params, body, caller }: Asked<typeof operations.checkFeedFormat>,
  { database, buckets, clock }: CheckFeedFormatPorts,
): Promise<Result<FormatCheck, CheckFeedFormatFailure>> {
  const id = params.feedId;
  const feed = await database.feeds.find(id, caller.partner);
  if (!feed) return failure({ code: 'not-found', id });
  const checked = checkNewFeed({ format: body.format, rules: feed.bundle.rules });
  if (!checked.ok) return checked;
  const file = await latestFile(database.files, id);
  const sample = file && (await readSample(buckets, file.record));
  if (!sample) return failure({ code: 'file-gone', id });
  const { name, receivedAt } = file.facts;
  const fit = fitFormat(body.format, sample, {
    today: Math.floor(clock.now().getTime() / dayMs),
    sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const { missing, unknown, ...figures } = fit;
  return success({
    file: { id: file.facts.id, name, receivedAt },
    ...figures,
    missing: [...missing],
    unknown: [...unknown],
  });
}

/** The last file of the feed that was set aside and whose bytes were kept, else the last that was archived. */
async function latestFile(
  files: CheckFeedFormatPorts['database']['files'],
  feed: string,
): Promise<{ facts: InboundFile; record: FileRecord } | null> {
  for (const state of ['quarantined', 'archived'] as const) {
    const { items } = await files.list({ feed, state: [state], limit: 1 }, null);
    const [facts] = items;
    const record = facts && (await files.get(facts.id));
    if (facts && record?.archiveKey) return { facts, record };
  }
  return null;
}
