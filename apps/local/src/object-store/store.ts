import type { Faults } from './faults/faults.ts';
import type { Outbox } from './events/outbox.ts';
import type { BlobFolder } from './storage/blob-folder.ts';
import type { BucketTable } from './storage/bucket-table.ts';
import type { Database } from './storage/database.ts';
import type { ObjectTable } from './storage/object-table.ts';
import type { UploadTable } from './storage/upload-table.ts';

/** What operations work on. */
export interface Store {
  readonly database: Database;
  readonly buckets: BucketTable;
  readonly objects: ObjectTable;
  readonly uploads: UploadTable;
  readonly blobs: BlobFolder;
  readonly outbox: Outbox;
  readonly clock: () => Date;
  readonly region: string;
  readonly accessKeyId: string;
  /** Buckets whose changes are announced. */
  readonly announced: ReadonlySet<string>;
  readonly faults: Faults | undefined;
}
