import type {
  ArrivedFile,
  FileDetail,
  FileSort,
  FileStats,
  InboundFile,
  Page,
  RowProblem,
} from '@waybill/contracts';
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

export interface FileFilter {
  partner?: string | undefined;
  feed?: string | undefined;
  /** RFC 3339; received at or after, and before. */
  from?: string | undefined;
  to?: string | undefined;
  /** Part of the name, or how an id begins. */
  q?: string | undefined;
}

/** What a file's page shows beside the file. */
export type FileSurroundings = Pick<FileDetail, 'archiveBucket' | 'rejectedAt' | 'twins' | 'runs'>;

export interface FileStore {
  /** Registers an object version once; `created` is false when this version was known already. */
  register(
    object: ObjectVersion,
    file: { id: string; at: Date },
  ): Promise<{ file: FileRecord; created: boolean }>;
  get(id: string): Promise<FileRecord | null>;
  find(id: string, tenant: Tenant): Promise<InboundFile | null>;
  list(
    query: FileFilter & {
      state?: readonly InboundFile['state'][] | undefined;
      key?: string | undefined;
      /** Default `newest`. */
      sort?: FileSort | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<InboundFile>>;
  stats(query: FileFilter, tenant: Tenant): Promise<FileStats>;
  /** Null for a file that is not there; twins of other partners are left out for a partner. */
  surroundings(id: string, tenant: Tenant): Promise<FileSurroundings | null>;
  /** Files of a feed that came in a span of time, the latest `limit` of them, in order of arrival, each with the run of its own. */
  arrivals(feedId: string, span: { from: Date; to: Date; limit: number }): Promise<ArrivedFile[]>;
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
  /** `unassigned | quarantined → rejected`; remembers when and from where. */
  reject(id: string, at: Date): Promise<boolean>;
  /** Back to where a file was rejected from, when that was not before `since`. */
  reopen(id: string, since: Date): Promise<boolean>;
  /** An earlier file of the feed with the same bytes that was taken in (processing, processed or archived), if any. */
  twin(feedId: string, sha256: string, exceptId: string): Promise<FileRecord | null>;
  /** Keys of the given objects that no file record knows in this version; for the sweep. */
  unknownOf(
    objects: readonly Pick<ObjectVersion, 'bucket' | 'key' | 'version'>[],
  ): Promise<ObjectVersion['key'][]>;
}
