import type { OperationKey } from '@waybill/contracts';
import type { BucketStore } from '@waybill/store';

export type Bucket = 'Landing' | 'Archive' | 'Quarantine' | 'Exports';

export interface BucketUse {
  readonly methods: readonly (keyof BucketStore)[];
  readonly buckets: readonly Bucket[];
  /** Whether what has landed is read by the version that an event named, which S3 grants apart. */
  readonly byVersion?: boolean;
}

/** Where the bytes of a received file can be: landed, kept, or held for a decision. */
const ofFiles: readonly Bucket[] = ['Landing', 'Archive', 'Quarantine'];

/**
 * What each operation with the port `buckets` asks of which buckets. The methods are those of its `Pick<BucketStore, …>`: a spec reads them
 * there. The buckets are said here alone.
 */
export const bucketUse: Partial<Record<OperationKey, BucketUse>> = {
  assignFile: { methods: ['head'], buckets: ofFiles },
  releaseFile: { methods: ['head'], buckets: ofFiles },
  createReplayPlan: { methods: ['head'], buckets: ofFiles },
  listFeedSuggestions: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  getFilePreview: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  checkFeedFormat: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  getRunRow: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  explainEntry: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  simulateRules: { methods: ['head', 'readRange'], buckets: ofFiles, byVersion: true },
  createDownloadUrl: { methods: ['head', 'presignGet'], buckets: ofFiles, byVersion: true },
  createUploadUrl: { methods: ['presignPut'], buckets: ['Landing'] },
  createExportUrl: { methods: ['head', 'presignGet'], buckets: ['Exports'] },
};

/** What taking in a landed file asks of the buckets, for whoever has the port `reception`. */
export const receptionUse: readonly BucketUse[] = [
  { methods: ['head', 'sha256Of', 'deleteIfMatch'], buckets: ['Landing'], byVersion: true },
  // What is refused by its name is set aside at once.
  { methods: ['head', 'copy'], buckets: ['Quarantine'] },
];

/**
 * The S3 actions behind each method. Without `ListBucket` S3 answers 403 for an object that is not there, so `head` could not tell
 * absence from missing rights.
 */
const actionsOfMethod: Record<keyof BucketStore, readonly string[]> = {
  head: ['s3:GetObject', 's3:ListBucket'],
  open: ['s3:GetObject', 's3:ListBucket'],
  readRange: ['s3:GetObject', 's3:ListBucket'],
  sha256Of: ['s3:GetObject', 's3:ListBucket'],
  presignGet: ['s3:GetObject'],
  put: ['s3:PutObject'],
  presignPut: ['s3:PutObject'],
  copy: ['s3:GetObject', 's3:PutObject'],
  deleteIfMatch: ['s3:DeleteObject'],
  list: ['s3:ListBucket'],
};

/** The S3 actions of one use, each once. */
export function actionsOf({ methods, byVersion = false }: BucketUse): readonly string[] {
  const actions = methods.flatMap((method) => actionsOfMethod[method]);
  const versions = byVersion && actions.includes('s3:GetObject') ? ['s3:GetObjectVersion'] : [];
  return [...new Set([...actions, ...versions])];
}
