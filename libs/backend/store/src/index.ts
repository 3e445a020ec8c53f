export type { Database, Nouns } from './database.ts';
export { openDatabase, type DatabaseOptions } from './open-database.ts';
export { openHistory, type History } from './open-history.ts';
export { newId } from './ids.ts';
export { rulesDigest } from './rules-digest.ts';
export { DatabaseFailure } from './dialect/database-failure.ts';
export { isTransient } from './transient.ts';

export type * from './nouns/audit.ts';
export type * from './nouns/drift-events.ts';
export type * from './nouns/bulk-replays.ts';
export type * from './nouns/feeds.ts';
export type * from './nouns/files.ts';
export type * from './nouns/idempotency.ts';
export type * from './nouns/jobs.ts';
export type * from './nouns/ledger.ts';
export type * from './nouns/members.ts';
export type * from './nouns/own-settings.ts';
export type * from './nouns/partners.ts';
export type * from './nouns/replays.ts';
export type * from './nouns/row-errors.ts';
export type * from './nouns/rule-sets.ts';
export type * from './nouns/runs.ts';
export { foundKinds, type Found, type FoundKind, type SearchStore } from './nouns/search.ts';

export type * from './buckets/bucket-store.ts';
export { isUnreadable } from './buckets/bucket-failures.ts';
export { createBucketStore } from './buckets/s3-bucket-store.ts';
export { listEverything } from './buckets/list-everything.ts';
