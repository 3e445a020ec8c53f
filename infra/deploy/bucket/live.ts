import * as z from 'zod';
import { liveKey } from './layout.ts';
import type { PortalBucket } from './portal-bucket.ts';

const liveSchema = z.object({
  release: z.string(),
  /** What was live before it. */
  previous: z.string().nullable(),
  since: z.iso.datetime(),
  by: z.string(),
  /** Whether its entries are in place and edges were told. */
  settled: z.boolean(),
  /** Addresses of which edges may hold something old, until it is settled. */
  stale: z.array(z.string()),
});

export type Live = z.infer<typeof liveSchema>;

/** Which release is live. It is said before entries are copied, so that a run that ends in between is finished by the next. */
export class LivePointer {
  readonly #bucket: PortalBucket;
  #etag: string | undefined;

  constructor(bucket: PortalBucket) {
    this.#bucket = bucket;
  }

  async read(): Promise<Live | undefined> {
    const found = await this.#bucket.readJson(liveKey);
    this.#etag = found?.etag;
    return found && liveSchema.parse(found.value);
  }

  /** Throws Superseded when it is no longer what was read or written last. */
  async write(live: Live): Promise<void> {
    this.#etag = await this.#bucket.writeJson(liveKey, live, this.#etag);
  }
}
