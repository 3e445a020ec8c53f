import type { BucketStore, ListedObject } from './bucket-store.ts';

/** Every current object under a prefix, page by page, in key order. */
export async function* listEverything(
  store: Pick<BucketStore, 'list'>,
  bucket: string,
  prefix: string,
): AsyncGenerator<ListedObject> {
  let after: string | undefined;
  do {
    const page = await store.list(bucket, prefix, { after });
    yield* page.objects;
    after = page.next;
  } while (after !== undefined);
}
