import type { HttpEvent } from '@angular/common/http';
import type { Person } from '../session/token-set.ts';
import type { Freshness } from './freshness.ts';
import { LastSeenCache, lastPerson } from './last-seen-cache.ts';
import type { KeptAnswer } from './last-seen-cache.ts';
import { isKept } from './what-is-kept.ts';

const firstRetryMs = 1000;
const retryMaxMs = 15_000;
/** What looks again and again shall not wait ever more often for the same answer. */
const waitingMax = 2;
/** No network, or a hub that is being started again. */
const silent: readonly unknown[] = [0, 502, 503, 504];

/** A call that the hub did not answer, for as long as somebody waits for it. */
export interface Unanswered {
  /** Shows what was seen last. */
  show(kept: KeptAnswer): void;
  /** Asks the hub once more; rejects with what HttpClient fails with. */
  ask(): Promise<HttpEvent<unknown>>;
  /** Nobody waits any more. */
  readonly ended: AbortSignal;
}

/** Who saw something here last, not too long ago. */
export async function lastPersonHere(): Promise<Person | null> {
  return 'caches' in globalThis ? lastPerson(caches) : null;
}

/**
 * What the person who is signed in saw last. Loaded with the first answer; it imports nothing that the frame has, lest the bundler part
 * that in two.
 */
export class LastSeen {
  private readonly freshness: Freshness;
  private readonly person: () => Person | null;
  private current: { readonly person: Person; readonly cache: LastSeenCache } | null = null;
  private readonly waiting = new Map<string, number>();
  /** Dispatches `back` when the hub has answered something again. */
  private readonly hub = new EventTarget();

  constructor(freshness: Freshness, person: () => Person | null) {
    this.freshness = freshness;
    this.person = person;
  }

  /** @param key Path with query */
  async keep(key: string, body: unknown, etag: string | null): Promise<void> {
    if (isKept(pathOf(key))) await this.cache()?.keep(key, body, etag);
  }

  /**
   * Shows what was seen last, marked as old until the fresh answer is there, which is asked for ever less often, and at once when something
   * comes back. A resource lets go of nothing that has answered once, so the mark outlasts its screen: too many marks are right, too few
   * are not.
   *
   * @returns The fresh answer; null where nothing was seen
   * @throws What the hub answers instead, once it answers
   */
  async follow(key: string, call: Unanswered): Promise<HttpEvent<unknown> | null> {
    const cache = this.cache();
    const waiting = this.waiting.get(key) ?? 0;
    if (!cache || !isKept(pathOf(key)) || waiting >= waitingMax) return null;
    const kept = await cache.read(key);
    if (!kept) return null;
    this.waiting.set(key, waiting + 1);
    const mark = this.freshness.show(kept.at);
    try {
      call.show(kept);
      return await this.fresh(call);
    } finally {
      this.waiting.set(key, (this.waiting.get(key) ?? 1) - 1);
      mark.unsubscribe();
    }
  }

  private async fresh({ ask, ended }: Unanswered): Promise<HttpEvent<unknown>> {
    for (let attempt = 0; ; attempt += 1) {
      ended.throwIfAborted();
      await this.pause(Math.min(firstRetryMs * 2 ** attempt, retryMaxMs), ended);
      try {
        const answer = await ask();
        this.hub.dispatchEvent(new Event('back'));
        return answer;
      } catch (error) {
        if (!isSilence(error)) throw error;
      }
    }
  }

  /** Shorter when something comes back; rejects once nobody waits. */
  private pause(ms: number, ended: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const over = new AbortController();
      const settle = (end: () => void) => () => {
        clearTimeout(timer);
        over.abort();
        end();
      };
      const timer = setTimeout(settle(resolve), ms);
      const once = { signal: over.signal };
      addEventListener('online', settle(resolve), once);
      this.hub.addEventListener('back', settle(resolve), once);
      ended.addEventListener('abort', settle(reject), once);
    });
  }

  /** Null for nobody, and where the browser keeps nothing. */
  private cache(): LastSeenCache | null {
    const person = this.person();
    if (!person || !('caches' in globalThis)) return null;
    if (this.current?.person !== person)
      this.current = { person, cache: new LastSeenCache(person, caches) };
    return this.current.cache;
  }
}

function pathOf(key: string): string {
  return key.split('?', 1)[0] ?? key;
}

function isSilence(error: unknown): boolean {
  return error instanceof Object && silent.includes(Reflect.get(error, 'status'));
}
