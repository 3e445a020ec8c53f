import { HttpErrorResponse, HttpHeaders, HttpResponse } from '@angular/common/http';
import type { HttpEvent, HttpInterceptorFn } from '@angular/common/http';
import { InjectionToken, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { Observable, catchError, lastValueFrom, tap, throwError } from 'rxjs';
import { sessionFeature } from '../session/session-feature.ts';
import { Freshness } from './freshness.ts';
import type { KeptAnswer } from './last-seen-cache.ts';
import type { LastSeen, Unanswered } from './last-seen.ts';
import { notSent } from './not-sent.ts';

/** Fetches what keeps and shows answers; made once. */
const LAST_SEEN = new InjectionToken<() => Promise<LastSeen>>('last seen', {
  providedIn: 'root',
  factory: () => {
    const freshness = inject(Freshness);
    const person = inject(Store).selectSignal(sessionFeature.selectPerson);
    let made: LastSeen | undefined;
    return async () => {
      const module = await import('./last-seen.ts');
      return (made ??= new module.LastSeen(freshness, person));
    };
  },
});

/**
 * Keeps what the hub answers for the hour without a network, shows it then with its age, and sends nothing that changes anything while
 * what is on the screen may be old.
 */
export const lastSeenInterceptor: HttpInterceptorFn = (request, next) => {
  const { url, method } = request;
  if (!url.startsWith('/bff/')) return next(request);
  const freshness = inject(Freshness);
  if (method !== 'GET') {
    return freshness.standstill() === null
      ? next(request)
      : throwError(() => new HttpErrorResponse({ status: 0, statusText: notSent, url }));
  }
  const lastSeen = inject(LAST_SEEN);
  const key = request.urlWithParams;
  const ask = () =>
    next(request).pipe(
      tap((event) => {
        if (!(event instanceof HttpResponse)) return;
        const { body, headers } = event;
        void lastSeen()
          .then((seen) => seen.keep(key, body, headers.get('etag')))
          .catch(ignored);
      }),
    );
  return ask().pipe(
    catchError((error: unknown) =>
      error instanceof HttpErrorResponse && error.status === 0
        ? lastSeenInstead(key, error, lastSeen, ask)
        : throwError(() => error),
    ),
  );
};

type Answers = Observable<HttpEvent<unknown>>;

/** What was seen last and then the fresh answer; the failure, where nothing was seen. */
function lastSeenInstead(
  key: string,
  failure: unknown,
  lastSeen: () => Promise<LastSeen>,
  ask: () => Answers,
): Answers {
  return new Observable((out) => {
    const over = new AbortController();
    const call: Unanswered = {
      show: (kept) => {
        out.next(answerOf(kept));
      },
      ask: () => lastValueFrom(ask()),
      ended: over.signal,
    };
    lastSeen()
      .catch(ignored)
      .then((seen) => seen?.follow(key, call))
      .then((fresh) => {
        if (!fresh) throw failure;
        out.next(fresh);
        out.complete();
      })
      .catch((error: unknown) => {
        out.error(error);
      });
    return () => {
      over.abort();
    };
  });
}

function answerOf({ body, etag }: KeptAnswer): HttpResponse<unknown> {
  return new HttpResponse({ body, headers: new HttpHeaders(etag ? { etag } : {}) });
}

/** Nothing is kept, or what was kept cannot be read: then there is none. */
function ignored(): null {
  return null;
}
