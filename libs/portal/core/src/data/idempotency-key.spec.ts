import { HttpErrorResponse } from '@angular/common/http';
import { problemType } from '@waybill/contracts';
import type { ProblemName } from '@waybill/contracts';
import { aProblem } from '@waybill/contracts/testing';
import { toProblem } from '../problems/to-problem.ts';
import { IdempotencyKey } from './idempotency-key.ts';

describe('the key of a deed', () => {
  it.each<[number, ProblemName | null]>([
    [0, null],
    [401, 'unauthenticated'],
    [409, 'idempotency-in-flight'],
    [429, 'too-many-requests'],
    [500, 'unexpected'],
    [504, null],
  ])('stays after %i %s, which says not what became of it', (status, name) => {
    expect(isKeptAfter(status, name)).toBe(true);
  });

  it.each<[number, ProblemName | null]>([
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'change-request-open'],
    [422, 'idempotency-key-reused'],
  ])('is another one after %i %s, which the hub would only say again', (status, name) => {
    expect(isKeptAfter(status, name)).toBe(false);
  });
});

function isKeptAfter(status: number, name: ProblemName | null): boolean {
  const key = new IdempotencyKey();
  const before = key.headers();
  const error = name && aProblem({ type: problemType(name) });
  key.failed(toProblem(new HttpErrorResponse({ status, error })));
  return key.headers()['Idempotency-Key'] === before['Idempotency-Key'];
}
