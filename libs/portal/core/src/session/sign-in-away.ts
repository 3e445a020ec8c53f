import { HttpErrorResponse } from '@angular/common/http';
import { issuerAwayDetail } from '@waybill/contracts';

/** What is said while calls are refused and the token cannot be renewed, and the mark of a call that failed so. */
export const signInAway = 'The sign-in service is away; what you write is kept.';

/** A call that nobody refused for good: it passes as silence, so that what was seen last is shown and asked for again. */
export function silenceOfIssuer(): HttpErrorResponse {
  return new HttpErrorResponse({ status: 0, statusText: signInAway });
}

/** Whether a renewal failed without a decision: only the token endpoint's 400 and 401 are one (RFC 6749 §5.2). */
export function isUndecided(error: unknown): boolean {
  return error instanceof HttpErrorResponse && ![400, 401].includes(error.status);
}

/** Whether the hub has answered that it cannot reach the issuer. */
export function saysIssuerAway(failure: HttpErrorResponse): boolean {
  const problem: unknown = failure.error;
  return (
    typeof problem === 'object' &&
    problem !== null &&
    Reflect.get(problem, 'detail') === issuerAwayDetail
  );
}
