import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { lockKey } from './layout.ts';
import { Superseded } from './portal-bucket.ts';
import type { PortalBucket, StoredJson } from './portal-bucket.ts';

const ownerSchema = z.object({ by: z.string(), what: z.string(), since: z.string() });
export type LockOwner = z.infer<typeof ownerSchema>;

export interface LockOptions {
  readonly owner: LockOwner;
  /** A lock that shows no sign of life for so long is taken over. */
  readonly leaseMs: number;
  /** How long to wait for another run. */
  readonly waitMs: number;
  readonly onWait: (owner: LockOwner) => void;
  readonly signal: AbortSignal;
}

/**
 * One run at a time. The holder writes its lock anew three times in a lease; who waits takes it over when it stayed the
 * same for a whole lease by the clock of who waits, so clocks of two machines are never compared.
 */
export class Lock {
  readonly #bucket: PortalBucket;
  readonly #options: LockOptions;
  readonly #lost = new AbortController();
  #etag = '';
  #turn = 0;
  #isReleased = false;
  #beat: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();

  private constructor(bucket: PortalBucket, options: LockOptions) {
    this.#bucket = bucket.uninterrupted();
    this.#options = options;
  }

  /** Throws a Refusal when another run is still at it after `waitMs`. */
  static async take(bucket: PortalBucket, options: LockOptions): Promise<Lock> {
    const lock = new Lock(bucket, options);
    await lock.#acquire();
    lock.#renewLater();
    return lock;
  }

  /** Throws when the lock was taken over, because this run seemed dead. */
  assertHeld(): void {
    this.#lost.signal.throwIfAborted();
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    clearTimeout(this.#beat);
    await this.#beating;
    if (this.#lost.signal.aborted) return;
    await this.#bucket.deleteIf(lockKey, this.#etag).catch((error: unknown) => {
      if (!(error instanceof Superseded)) throw error;
    });
  }

  async #acquire(): Promise<void> {
    const { leaseMs, waitMs, signal, onWait } = this.#options;
    const began = performance.now();
    let seen: { readonly etag: string; readonly at: number } | undefined;
    for (;;) {
      const held = await this.#bucket.readJson(lockKey);
      const now = performance.now();
      const isDead = held && seen?.etag === held.etag && now - seen.at >= leaseMs;
      if (!held || isDead) {
        if (await this.#write(held?.etag)) return;
        continue;
      }
      if (seen?.etag !== held.etag) seen = { etag: held.etag, at: now };
      if (now - began >= waitMs) throw busy(held);
      onWait(ownerOf(held));
      await sleep(Math.min(leaseMs / 4, 2000), undefined, { signal });
    }
  }

  async #write(was: string | undefined): Promise<boolean> {
    this.#turn += 1;
    try {
      const value = { ...this.#options.owner, turn: this.#turn };
      this.#etag = await this.#bucket.writeJson(lockKey, value, was);
      return true;
    } catch (error) {
      if (error instanceof Superseded) return false;
      throw error;
    }
  }

  /** One after the other: two at once would take each other for another run. */
  #renewLater(): void {
    if (this.#isReleased || this.#lost.signal.aborted) return;
    this.#beat = setTimeout(() => {
      this.#beating = this.#renew().then(() => {
        this.#renewLater();
      });
    }, this.#options.leaseMs / 3);
  }

  async #renew(): Promise<void> {
    // A failure other than that is tried again a third of a lease later.
    const isHeld = await this.#write(this.#etag).catch(() => true);
    if (isHeld) return;
    this.#lost.abort(
      new Refusal('Another run took this one for dead and went on in its place.', 3),
    );
  }
}

/** Who is at it now. */
export async function lockOwner(bucket: PortalBucket): Promise<LockOwner | undefined> {
  const held = await bucket.readJson(lockKey);
  return held && ownerOf(held);
}

function ownerOf(held: StoredJson): LockOwner {
  return ownerSchema.parse(held.value);
}

function busy(held: StoredJson): Refusal {
  const { by, what, since } = ownerOf(held);
  return new Refusal(
    `${by} is at it since ${since}: ${what}. Nothing was changed; try again later.`,
    3,
  );
}
