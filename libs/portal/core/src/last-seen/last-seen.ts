import { HttpErrorResponse, HttpHeaders, HttpResponse } from '@angular/common/http';
import type { HttpEvent, HttpRequest } from '@angular/common/http';
import { Service, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import {
  Subject,
  concat,
  defer,
  from,
  fromEvent,
  ignoreElements,
  of,
  race,
  retry,
  switchMap,
  take,
  tap,
  throwError,
  timer,
  using,
} from 'rxjs';
import type { Observable } from 'rxjs';
import { sessionFeature } from '../session/session-feature.ts';
import type { Person } from '../session/token-set.ts';
import { Freshness } from './freshness.ts';
import { LastSeenCache, lastPerson } from './last-seen-cache.ts';
import { isKept } from './what-is-kept.ts';

const firstRetryMs = 1000;
const retryMaxMs = 15_000;
/** What looks again and again shall not wait ever more often for the same answer. */
const waitingMax = 2;

/** Who saw something here last, not too long ago. */
export async function lastPersonHere(): Promise<Person | null> {
  return 'caches' in globalThis ? lastPerson(caches) : null;
}

/** What the person who is signed in saw last. Loaded with the first answer. */
@Service()
export class LastSeen {
  private readonly freshness = inject(Freshness);
  private readonly person = inject(Store).selectSignal(sessionFeature.selectPerson);
  /** Null for nobody, and where the browser keeps nothing. */
  private readonly cache = computed(() => {
    const person = this.person();
    return person && 'caches' in globalThis ? new LastSeenCache(person, caches) : null;
  });
  private readonly waiting = new Map<string, number>();
  /** Emits when the hub has answered something again. */
  private readonly comeBack = new Subject<unknown>();

  async keep(
    request: HttpRequest<unknown>,
    { body, headers }: HttpResponse<unknown>,
  ): Promise<void> {
    const { urlWithParams: key } = request;
    if (isKept(pathOf(key))) await this.cache()?.keep(key, body, headers.get('etag'));
  }

  /**
   * What was seen last, marked as old until the fresh answer follows. A resource lets go of nothing that has answered once, so the mark
   * outlasts its screen: too many marks are right, too few are not.
   *
   * @param again Asks the hub once more
   * @param failed What there is where nothing was seen
   */
  show(
    request: HttpRequest<unknown>,
    again: () => Observable<HttpEvent<unknown>>,
    failed: Observable<never>,
  ): Observable<HttpEvent<unknown>> {
    const { urlWithParams: key } = request;
    const cache = this.cache();
    const isAskedTooOften = (this.waiting.get(key) ?? 0) >= waitingMax;
    if (!cache || !isKept(pathOf(key)) || isAskedTooOften) return failed;
    return from(cache.read(key)).pipe(
      switchMap((kept) => {
        if (!kept) return failed;
        const headers = new HttpHeaders(kept.etag ? { etag: kept.etag } : {});
        const old = new HttpResponse({ body: kept.body, headers, url: key });
        return using(
          () => this.shown(key, this.freshness.show(kept.at)),
          () => concat(of(old), this.fresh(again)),
        );
      }),
    );
  }

  /** Asked for again, ever less often and at once when something comes back; another failure than silence is the answer. */
  private fresh(again: () => Observable<HttpEvent<unknown>>): Observable<HttpEvent<unknown>> {
    const later = (ms: number) =>
      race(timer(ms), this.comeBack, fromEvent(window, 'online')).pipe(take(1));
    return concat(
      later(firstRetryMs).pipe(ignoreElements()),
      defer(again).pipe(
        retry({
          delay: (error: unknown, count) =>
            isSilence(error)
              ? later(Math.min(firstRetryMs * 2 ** count, retryMaxMs))
              : throwError(() => error),
        }),
        tap((event) => {
          if (event instanceof HttpResponse) this.comeBack.next(null);
        }),
      ),
    );
  }

  private shown(key: string, mark: { unsubscribe: () => void }) {
    this.waiting.set(key, (this.waiting.get(key) ?? 0) + 1);
    return {
      unsubscribe: () => {
        this.waiting.set(key, (this.waiting.get(key) ?? 1) - 1);
        mark.unsubscribe();
      },
    };
  }
}

function pathOf(key: string): string {
  return key.split('?', 1)[0] ?? key;
}

/** A hub that is being started again is told from one that has an answer. */
function isSilence(error: unknown): boolean {
  return error instanceof HttpErrorResponse && [0, 502, 503, 504].includes(error.status);
}
