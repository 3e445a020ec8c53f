import { problems } from '@waybill/contracts';
import type { Foundation } from '../define-operation.ts';
import { InvalidToken, Unadmitted } from '../identity/invalid-token.ts';
import { Refusal } from '../refusal.ts';
import { isUnavailable, Unavailable } from '../unavailable.ts';
import { problemAnswer } from './answers.ts';
import type { Answer } from './answers.ts';

export interface Fault {
  readonly answer: Answer;
  /** A code for the log: which problem, or why a token was refused. */
  readonly reason: string;
  /** Whether the error itself belongs into the log. */
  readonly isUnexpected: boolean;
}

/** What is answered when a step threw. An error nobody foresaw is answered without a word about it. */
export function answerToError(
  error: unknown,
  at: { instance: string; traceId: string },
  { isTransient }: Pick<Foundation, 'isTransient'>,
): Fault {
  if (error instanceof Refusal) {
    const { problem, message, errors, headers } = error;
    return {
      answer: problemAnswer({ name: problem, detail: message, errors, headers }, at),
      reason: problems[problem].code,
      isUnexpected: false,
    };
  }
  if (error instanceof InvalidToken) {
    const challenge = error.reason === 'absent' ? '' : ', error="invalid_token"';
    const headers = { 'www-authenticate': `Bearer realm="waybill"${challenge}` };
    return {
      answer: problemAnswer({ name: 'unauthenticated', headers }, at),
      reason: `token-${error.reason}`,
      isUnexpected: false,
    };
  }
  if (error instanceof Unadmitted) {
    return {
      answer: problemAnswer({ name: 'forbidden', detail: error.message }, at),
      reason: 'unadmitted',
      isUnexpected: false,
    };
  }
  const name = isTransient(error) || isUnavailable(error) ? 'unavailable' : 'unexpected';
  const detail = error instanceof Unavailable ? error.detail : undefined;
  return {
    answer: problemAnswer({ name, detail }, at),
    reason: problems[name].code,
    isUnexpected: true,
  };
}
