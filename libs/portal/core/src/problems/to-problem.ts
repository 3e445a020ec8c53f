import { HttpErrorResponse } from '@angular/common/http';
import type { Problem, ProblemName } from '@waybill/contracts';
import { notSent } from '../last-seen/not-sent.ts';
import { signInAway } from '../session/sign-in-away.ts';
import { messages } from './messages.ts';
import type { Message } from './messages.ts';
import type { PortalProblem, ProblemKind } from './portal-problem.ts';

const retryableKinds: readonly ProblemKind[] = ['offline', 'busy', 'unavailable', 'broken'];

/** Any failure of a call as something a person can read and act on. */
export function toProblem(error: unknown): PortalProblem {
  if (!(error instanceof HttpErrorResponse)) return shown(messages.unexpected, 'PORTAL-001', null);
  if (error.status === 0) {
    if (error.statusText === signInAway)
      return shown({ ...messages.unavailable, title: signInAway }, 'NET-003', null);
    return error.statusText === notSent
      ? shown(heldBack, 'NET-002', null)
      : shown(unreachable, 'NET-001', null);
  }
  const problem: unknown = error.error;
  if (isProblem(problem)) {
    const name = problem.type.replace('urn:waybill:problem:', '');
    const message = isKnown(name) ? messages[name] : byStatus(error.status);
    return shown(message, problem.code, problem.traceId, detailsOf(problem));
  }
  return shown(byStatus(error.status), `HTTP-${error.status}`, null);
}

const unreachable: Message = {
  kind: 'offline',
  title: 'The hub cannot be reached.',
  advice: 'Check your connection; this page goes on as soon as it is back.',
};

const heldBack: Message = {
  kind: 'offline',
  title: 'This was not sent: what you see may be old.',
  advice: 'Nothing was changed. Do it again as soon as the hub answers; what you typed stays.',
};

function shown(
  message: Message,
  code: string,
  traceId: string | null,
  details: readonly string[] = [],
): PortalProblem {
  return { ...message, code, traceId, details, retryable: retryableKinds.includes(message.kind) };
}

function byStatus(status: number): Message {
  const name = statusNames[status];
  if (name) return messages[name];
  return status >= 500 ? messages.unexpected : messages['malformed-request'];
}

const statusNames: Readonly<Record<number, ProblemName>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'idempotency-in-flight',
  412: 'precondition-failed',
  413: 'payload-too-large',
  422: 'validation-failed',
  428: 'precondition-required',
  429: 'too-many-requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function detailsOf({ detail, errors = [] }: Problem): string[] {
  const each = errors.map(({ pointer, message }) => `${pointer}: ${message}`);
  return detail ? [detail, ...each] : each;
}

function isKnown(name: string): name is ProblemName {
  return Object.hasOwn(messages, name);
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'type') === 'string' &&
    typeof Reflect.get(value, 'code') === 'string'
  );
}
