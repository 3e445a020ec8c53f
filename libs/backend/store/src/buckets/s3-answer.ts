import { httpStatusOf } from './bucket-failures.ts';
import type { ObjectRef } from './bucket-store.ts';

/** Not there; another ETag or an occupied target; a range past the end. */
export type Refusal = 'absent' | 'changed' | 'beyond';
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Turns the refusals that the port returns into values; a missing bucket is no such thing. */
export async function orRefusal<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const status = httpStatusOf(error);
    const bucketIsMissing = error instanceof Error && error.name === 'NoSuchBucket';
    if (status === 404 && !bucketIsMissing) return { ok: false, refusal: 'absent' };
    // The object is there, but this version of it is a delete marker.
    if (status === 405) return { ok: false, refusal: 'absent' };
    if (status === 412) return { ok: false, refusal: 'changed' };
    if (status === 416) return { ok: false, refusal: 'beyond' };
    throw error;
  }
}

export function addressOf({ bucket, key, versionId }: ObjectRef) {
  return { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}

export function nameOf({ bucket, key }: ObjectRef): string {
  return `${bucket}/${key}`;
}
