import type { operations, Partner, ResponseOf } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore } from '@waybill/store';
import type { ApiSettings } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';
import { neutralFileName } from './neutral-file-name.ts';

type Operation = typeof operations.createUploadUrl;

export type CreateUploadUrlFailure =
  | { code: 'not-found'; id: string }
  | { code: 'partner-not-live'; partner: string; state: Partner['state'] };

export interface CreateUploadUrlPorts {
  database: Transactor<'feeds' | 'partners' | 'audit'>;
  buckets: Pick<BucketStore, 'presignPut'>;
  clock: Clock;
  settings: Pick<ApiSettings, 'landingBucket' | 'uploadUrlTtlS'>;
}

const takesFiles: readonly Partner['state'][] = ['testing', 'live'];

/** An address to which a browser may put one file, into the feed's own folder and under a name that means nothing to a file system. */
export async function createUploadUrl(
  asked: Asked<Operation>,
  { buckets, clock, database, settings }: CreateUploadUrlPorts,
): Promise<Result<ResponseOf<Operation>, CreateUploadUrlFailure>> {
  const { body, caller, params } = asked;
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + settings.uploadUrlTtlS * 1000).toISOString();
  return database.transaction(async (tx) => {
    const feed = await tx.feeds.find(params.feedId, caller.partner);
    if (!feed) return failure({ code: 'not-found', id: params.feedId });
    const partner = await tx.partners.find(feed.partner, caller.partner);
    if (!partner || !takesFiles.includes(partner.state)) {
      const state = partner?.state ?? 'offboarded';
      return failure({ code: 'partner-not-live', partner: feed.partner, state });
    }
    const bucket = settings.landingBucket;
    const key = `${feed.partner}/${feed.code}/${neutralFileName(body.fileName)}`;
    const url = await buckets.presignPut({ bucket, key }, { expiresInS: settings.uploadUrlTtlS });
    await tx.audit.append(deed(asked, at, 'upload-url.created', `feed:${feed.id}`, { key }));
    return success({ url, method: 'PUT' as const, bucket, key, expiresAt });
  });
}
