import { isTransient as isTransientBucketFailure } from './buckets/bucket-failures.ts';
import { isTransientDatabaseFailure } from './dialect/database-failure.ts';

/**
 * Whether the same work may succeed when tried again later: a bucket or the database was busy or away. After an interrupted commit
 * (`DatabaseFailure` of kind `unknown-outcome`) ask by key what happened before trying again.
 */
export function isTransient(error: unknown): boolean {
  return isTransientDatabaseFailure(error) || isTransientBucketFailure(error);
}
