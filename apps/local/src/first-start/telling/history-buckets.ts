import { createHash } from 'node:crypto';
import type { BucketStore, ObjectFacts, ObjectRef } from '@waybill/store';
import type { HistoryClock } from './history-clock.ts';

export interface HistoryBuckets extends BucketStore {
  /** Puts a file where partners put theirs. */
  land(key: string, bytes: Buffer): void;
}

interface Landed extends ObjectFacts {
  readonly bytes: Buffer;
}

/** What a request to a store and a byte through it take, by the clock of the past. */
const requestMs = 14;
const bytesPerMs = 300;

/**
 * The hub's object store as it was: archive and quarantine are the real ones. What lands does so in memory, since a file of the past
 * is gone from the landing bucket anyway, and the worker of today, who is told of everything there, must not take it in as new.
 */
export function historyBuckets(
  real: BucketStore,
  landingBucket: string,
  clock: HistoryClock,
): HistoryBuckets {
  const landed = new Map<string, Landed>();
  const isLanding = ({ bucket }: ObjectRef) => bucket === landingBucket;
  const find = ({ key }: ObjectRef) => landed.get(key) ?? null;
  const spend = (bytes: number) => {
    clock.pass(requestMs + bytes / bytesPerMs);
  };

  return {
    ...real,
    land: (key, bytes) => {
      const etag = createHash('md5').update(bytes).digest('hex');
      landed.set(key, { bytes, size: bytes.length, etag, lastModified: clock.now(), metadata: {} });
    },
    head: async (ref) => (isLanding(ref) ? factsOf(find(ref)) : real.head(ref)),
    open: async (ref, options = {}) => {
      if (!isLanding(ref)) {
        const opened = await real.open(ref, options);
        if (opened.outcome === 'opened') spend(opened.facts.size);
        return opened;
      }
      const object = find(ref);
      if (object === null) return { outcome: 'absent' };
      if (options.ifMatch !== undefined && options.ifMatch !== object.etag)
        return { outcome: 'changed' };
      spend(object.size);
      return { outcome: 'opened', facts: object, body: whole(object.bytes) };
    },
    copy: async (from, to, options = {}) => {
      if (!isLanding(from)) return real.copy(from, to, options);
      const object = find(from);
      if (object === null) return { outcome: 'absent' };
      if (object.etag !== from.etag) return { outcome: 'changed' };
      spend(object.size);
      const stored = await real.put(to, object.bytes, options);
      return stored.outcome === 'stored' ? { ...stored, outcome: 'copied' } : stored;
    },
    deleteIfMatch: async (ref, etag) => {
      if (!isLanding(ref)) return real.deleteIfMatch(ref, etag);
      const object = find(ref);
      if (object === null) return 'absent';
      if (object.etag !== etag) return 'changed';
      landed.delete(ref.key);
      return 'deleted';
    },
    sha256Of: async (ref) => {
      if (!isLanding(ref)) return real.sha256Of(ref);
      const object = find(ref);
      return object && createHash('sha256').update(object.bytes).digest('hex');
    },
  };
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function factsOf(object: Landed | null): ObjectFacts | null {
  if (object === null) return null;
  const { bytes: _, ...facts } = object;
  return facts;
}
