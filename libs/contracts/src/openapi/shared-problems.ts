import type { Operation } from '../operation.ts';
import type { ProblemName } from '../problem-catalogue.ts';

/** The problems that an operation can answer with because of how it is called, whatever it does. */
export function sharedProblemsOf(
  row: Pick<Operation, 'method' | 'body' | 'params' | 'edits'>,
): ProblemName[] {
  const always: ProblemName[] = [
    'malformed-request',
    'unauthenticated',
    'forbidden',
    'too-many-requests',
    'unexpected',
    'unavailable',
  ];
  const withBody: ProblemName[] = [
    'payload-too-large',
    'unsupported-media-type',
    'validation-failed',
  ];
  const forPost: ProblemName[] = [
    'idempotency-key-missing',
    'idempotency-key-reused',
    'idempotency-in-flight',
  ];
  return [
    ...always,
    ...(row.body ? withBody : []),
    ...(row.method === 'POST' ? forPost : []),
    ...(row.edits ? (['precondition-required'] as const) : []),
  ];
}
