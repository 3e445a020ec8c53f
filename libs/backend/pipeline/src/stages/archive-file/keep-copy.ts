import type { BucketStore, ObjectRef } from '@waybill/store';
import type { CrashPoints } from '../../crash-points.ts';

export interface KeepRequest {
  readonly source: ObjectRef & { readonly etag: string };
  readonly target: ObjectRef;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes that were processed, lower-case hex. */
  readonly sha256: string;
}

export type KeepResult =
  | { readonly outcome: 'kept'; readonly key: string }
  /** The source is gone and no verified copy exists. */
  | { readonly outcome: 'absent' }
  /** Another object stands where the source was. */
  | { readonly outcome: 'changed' };

const targetsTried = 8;

/**
 * Copies an object and reads the copy back: only a copy of the same size and SHA-256 counts as kept. Never overwrites; a target
 * that holds other bytes (someone else's, or a copy that came out damaged) is left alone and the next suffix is taken.
 * Safe to repeat after a crash at any instant, even after the source was deleted.
 */
export async function keepCopy(
  buckets: BucketStore,
  request: KeepRequest,
  crashPoints: CrashPoints,
): Promise<KeepResult> {
  for (let tried = 0; tried < targetsTried; tried++) {
    const target = { ...request.target, key: withSuffix(request.target.key, tried) };
    const copied = await buckets.copy(request.source, target, { ifNoneMatch: '*' });
    if (copied.outcome === 'changed') return { outcome: 'changed' };
    await crashPoints.reach('CP10');
    if (await isSame(buckets, target, request)) return { outcome: 'kept', key: target.key };
    if (copied.outcome === 'absent') return { outcome: 'absent' };
  }
  throw new Error(
    `No verified copy of ${request.source.bucket} object after ${String(targetsTried)} targets`,
  );
}

async function isSame(
  buckets: BucketStore,
  target: ObjectRef,
  { size, sha256 }: KeepRequest,
): Promise<boolean> {
  const facts = await buckets.head(target);
  return facts !== null && facts.size === size && (await buckets.sha256Of(target)) === sha256;
}

function withSuffix(key: string, tried: number): string {
  return tried === 0 ? key : `${key}~${String(tried)}`;
}
