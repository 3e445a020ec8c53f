import { HttpErrorResponse, HttpResponse } from '@angular/common/http';
import type { HttpInterceptorFn } from '@angular/common/http';
import { Injector, inject } from '@angular/core';
import { catchError, from, switchMap, tap, throwError } from 'rxjs';
import { Freshness } from './freshness.ts';
import { notSent } from './not-sent.ts';

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
  const injector = inject(Injector);
  const lastSeen = () => import('./last-seen.ts').then(({ LastSeen }) => injector.get(LastSeen));
  const ask = () =>
    next(request).pipe(
      tap((event) => {
        if (event instanceof HttpResponse)
          void lastSeen()
            .then((seen) => seen.keep(request, event))
            .catch(ignored);
      }),
    );
  return ask().pipe(
    catchError((error: unknown) => {
      const failed = throwError(() => error);
      if (!(error instanceof HttpErrorResponse) || error.status !== 0) return failed;
      return from(lastSeen().catch(ignored)).pipe(
        switchMap((seen) => seen?.show(request, ask, failed) ?? failed),
      );
    }),
  );
};

/** Nothing is kept, or what was kept cannot be read: then there is none. */
function ignored(): null {
  return null;
}
