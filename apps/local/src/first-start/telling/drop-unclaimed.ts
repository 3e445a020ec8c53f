import { defaultSettings } from '@waybill/pipeline';
import type { BucketStore, FileStore } from '@waybill/store';

/** Files of today that belong to no feed: they wait for somebody to assign or reject them. */
export const unclaimed: readonly { readonly key: string; readonly body: string }[] = [
  {
    key: 'hafenwerk/lieferung/lieferschein.csv',
    body: 'Artikel;Menge\r\nPalette A;4\r\nPalette B;11\r\n',
  },
  {
    key: 'acme/purchases/returns-by-hand.csv',
    body: 'txn_id,member_id,txn_date,amount,currency,store\nHAND-1,E1004,2026-01-05,12.00,USD,S2\n',
  },
];

/** Drops those that never came, for real, so that today's worker takes them in as it takes in everything. */
export async function dropUnclaimed(
  files: Pick<FileStore, 'list'>,
  buckets: Pick<BucketStore, 'put'>,
): Promise<void> {
  for (const { key, body } of unclaimed) {
    const { items } = await files.list({ key, limit: 1 }, null);
    if (items.length > 0) continue;
    await buckets.put({ bucket: defaultSettings.landingBucket, key }, body, {
      contentType: 'text/csv',
    });
  }
}
