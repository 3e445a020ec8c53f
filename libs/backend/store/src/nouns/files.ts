import type { InboundFile, Page, RowProblem } from '@waybill/contracts';
import type { Tenant } from './partners.ts';

/** One version of one object: UNIQUE(bucket, key, version) is the gate that makes duplicate events harmless. */
export interface ObjectVersion {
  bucket: string;
  key: string;
  /** versionId where the bucket has versions, else the etag. */
  version: string;
  etag: string;
  sizeBytes: number;
  /** Orders events of one key; '' when the file was found by the sweep or by a call. */
  sequencer: string;
}

export interface FileRecord extends ObjectVersion {
  id: string;
  state: InboundFile['state'];
  feedId: string | null;
  partnerId: string | null;
  sha256: string | null;
  archiveBucket: string | null;
  archiveKey: string | null;
}

export interface FileStore {
  /** Registers an object version once; `created` is false when this version was known already. */
  register(
    object: ObjectVersion,
    file: { id: string; at: Date },
  ): Promise<{ file: FileRecord; created: boolean }>;
  get(id: string): Promise<FileRecord | null>;
  find(id: string, tenant: Tenant): Promise<InboundFile | null>;
  list(
    query: {
      partner?: string | undefined;
      feed?: string | undefined;
      state?: readonly InboundFile['state'][] | undefined;
      key?: string | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<InboundFile>>;
  /** Moves a file along; only legal transitions happen, the answer says whether this one did. */
  move(
    id: string,
    from: readonly InboundFile['state'][],
    to: InboundFile['state'],
    change: {
      partnerId?: string | null;
      feedId?: string | null;
      sha256?: string;
      problem?: RowProblem | null;
      duplicateOf?: string | null;
      archive?: { bucket: string; key: string; at: Date };
    },
  ): Promise<boolean>;
  /** An earlier file of the feed with the same bytes that was taken in (processing, processed or archived), if any. */
  twin(feedId: string, sha256: string, exceptId: string): Promise<FileRecord | null>;
  /** Keys of the given objects that no file record knows in this version; for the sweep. */
  unknownOf(
    objects: readonly Pick<ObjectVersion, 'bucket' | 'key' | 'version'>[],
  ): Promise<ObjectVersion['key'][]>;
}
