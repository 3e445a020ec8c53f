import { eventRecord } from '../events/event-record.ts';
import type { EventName } from '../events/event-record.ts';
import type { NewObject, ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { checkWrite, conditionsOf } from './preconditions.ts';
import type { S3Request } from './request.ts';

/**
 * Makes received bytes an object: precondition, row and event in one transaction, so that of two
 * writers who both ask for `If-None-Match: *` exactly one wins, and no object is without its event.
 * `alongside` runs in the same transaction. A refusal removes the new blobs.
 */
export function commitObject(
  store: Store,
  request: S3Request,
  object: NewObject,
  eventName: EventName,
  alongside: (added: ObjectVersion) => void = () => undefined,
): ObjectVersion {
  const conditions = conditionsOf(request.headers);
  const { added, freed } = store.database.transaction(() => {
    const bucket = store.buckets.require(object.bucket);
    checkWrite(conditions, store.objects.latest(object.bucket, object.key));
    const result = store.objects.add(object, bucket.versioning);
    announce(store, request, eventName, result.added);
    alongside(result.added);
    return result;
  });
  store.blobs.remove(freed);
  return added;
}

/** Queues the event of a change in its transaction, if the bucket's changes are announced. */
export function announce(
  store: Store,
  request: Pick<S3Request, 'requestId'>,
  eventName: EventName,
  object: Parameters<typeof eventRecord>[1],
): void {
  if (!store.announced.has(object.bucket)) return;
  const row = store.database.get('UPDATE sequence SET value = value + 1 RETURNING value');
  const source = {
    region: store.region,
    accessKeyId: store.accessKeyId,
    requestId: request.requestId,
  };
  store.outbox.append(eventRecord(eventName, object, Number(row?.['value']), source));
}

/** Refuses early what the commit would refuse, before the body is read. */
export function checkWriteEarly(store: Store, request: S3Request): void {
  store.buckets.require(request.bucket);
  checkWrite(conditionsOf(request.headers), store.objects.latest(request.bucket, request.key));
}
