import { createHash } from 'node:crypto';
import { problems, problemType } from '@waybill/contracts';
import type { Problem, ProblemDetail, ProblemName } from '@waybill/contracts';

/** A response before it becomes an API Gateway result; header names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProblemFacts {
  readonly name: ProblemName;
  readonly detail?: string | undefined;
  readonly errors?: readonly ProblemDetail[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** RFC 9457. `instance` is the path that was asked, without its query, which may hold what nobody should log. */
export function problemAnswer(
  { name, detail, errors, headers }: ProblemFacts,
  at: { instance: string; traceId: string },
): Answer {
  const { code, status, title } = problems[name];
  const problem: Problem = {
    type: problemType(name),
    title,
    status,
    code,
    ...(detail ? { detail } : {}),
    instance: at.instance,
    traceId: at.traceId,
    ...(errors && errors.length > 0 ? { errors: [...errors] } : {}),
  };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...extraHeaders(name), ...headers },
    body: JSON.stringify(problem),
  };
}

function extraHeaders(name: ProblemName): Record<string, string> {
  if (name === 'unavailable') return { 'retry-after': '5' };
  if (name === 'idempotency-in-flight') return { 'retry-after': '1' };
  return {};
}

/** Weak, since it is a digest of the JSON and not of the bytes that a proxy may compress. */
export function entityTag(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether `If-None-Match` names this tag, by weak comparison. */
export function matchesTag(ifNoneMatch: readonly string[], tag: string): boolean {
  const opaque = tag.replace(/^W\//, '');
  return ifNoneMatch
    .flatMap((value) => value.split(','))
    .map((value) => value.trim().replace(/^W\//, ''))
    .some((value) => value === '*' || value === opaque);
}
