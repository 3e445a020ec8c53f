import { HttpErrorResponse } from '@angular/common/http';
import type { HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Session } from './session.ts';
import { saysIssuerAway, silenceOfIssuer } from './sign-in-away.ts';

/**
 * Gives calls to our own `/bff/` the person's token, and nothing to anybody else. A 401 waits for a fresh
 * token and is tried once more; while the session is lost, calls wait. So an expired session loses no work.
 * That the issuer is away passes as silence: nobody has refused anything.
 */
export const bffInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/bff/')) return next(request);
  const session = inject(Session);
  const send = () => next(withToken(request, session.accessToken()));
  return from(session.usable()).pipe(
    switchMap(send),
    catchError((error: unknown) =>
      error instanceof HttpErrorResponse && error.status === 401
        ? from(session.renewed()).pipe(switchMap(send))
        : throwError(() => error),
    ),
    catchError((error: unknown) =>
      throwError(() =>
        error instanceof HttpErrorResponse && saysIssuerAway(error) ? silenceOfIssuer() : error,
      ),
    ),
  );
};

function withToken(request: HttpRequest<unknown>, token: string | null): HttpRequest<unknown> {
  return request.clone({
    setHeaders: {
      // A form or an image cannot set a header of its own: this is what keeps other sites out.
      'X-Waybill-Portal': '1',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
  });
}
