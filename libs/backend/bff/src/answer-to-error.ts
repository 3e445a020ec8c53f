import { ProblemError } from '@waybill/contracts/client';
import {
  InvalidToken,
  IssuerUnavailable,
  Unadmitted,
  isUnavailable,
  problemAnswer,
} from '@waybill/kit';
import type { Answer } from '@waybill/kit';
import { BadQuery } from './screens/bad-query.ts';

/** What is answered when a step threw; `unexpected` says that the error belongs into the log. */
export function answerToError(
  error: unknown,
  at: { instance: string; traceId: string },
): { answer: Answer; unexpected: boolean } {
  const known = (answer: Answer) => ({ answer, unexpected: false });
  if (error instanceof InvalidToken) {
    const headers = { 'www-authenticate': 'Bearer realm="waybill-portal", error="invalid_token"' };
    return known(problemAnswer({ name: 'unauthenticated', headers }, at));
  }
  if (error instanceof Unadmitted) {
    return known(problemAnswer({ name: 'forbidden', detail: error.message }, at));
  }
  if (error instanceof BadQuery) {
    return known(problemAnswer({ name: 'malformed-request', errors: error.errors }, at));
  }
  if (error instanceof ProblemError && error.problem) {
    const retry: Record<string, string> =
      error.retryAfterS === null ? {} : { 'retry-after': String(error.retryAfterS) };
    return known({
      status: error.status,
      headers: { 'content-type': 'application/problem+json', ...retry },
      body: JSON.stringify(error.problem),
    });
  }
  const away = isUnavailable(error) || error instanceof ProblemError || isNetworkError(error);
  const detail = error instanceof IssuerUnavailable ? error.detail : undefined;
  return {
    answer: problemAnswer({ name: away ? 'unavailable' : 'unexpected', detail }, at),
    unexpected: true,
  };
}

/** `fetch` rejects with a bare TypeError when there is no answer. */
function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed';
}
