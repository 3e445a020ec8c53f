import { HttpErrorResponse } from '@angular/common/http';
import { problems, problemType } from '@waybill/contracts';
import type { ProblemName } from '@waybill/contracts';
import { aProblem } from '@waybill/contracts/testing';
import { toProblem } from './to-problem.ts';

const names = Object.keys(problems).filter((name): name is ProblemName =>
  Object.hasOwn(problems, name),
);

describe('an error as a person reads it', () => {
  it.each(names)('%s has a sentence, advice, its code and its trace', (name) => {
    const { code, status } = problems[name];
    const error = aProblem({ type: problemType(name), code, status, traceId: 'abc' });

    const problem = toProblem(new HttpErrorResponse({ status, error }));

    expect(problem).toMatchObject({ code, traceId: 'abc' });
    expect(problem.title).toMatch(/^[A-Z].*\.$/);
    expect(problem.advice).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    [0, 'offline', true],
    [401, 'signed-out', false],
    [403, 'forbidden', false],
    [404, 'absent', false],
    [409, 'busy', true],
    [412, 'stale', false],
    [429, 'busy', true],
    [500, 'broken', true],
    [502, 'unavailable', true],
    [503, 'unavailable', true],
    [418, 'invalid', false],
  ])('status %i without a problem document is %s', (status, kind, retryable) => {
    const problem = toProblem(new HttpErrorResponse({ status, error: '<html>proxy</html>' }));

    expect(problem).toMatchObject({ kind, retryable, traceId: null });
  });

  it('names each wrong value', () => {
    const error = aProblem({
      type: problemType('validation-failed'),
      detail: 'Two values are wrong.',
      errors: [{ pointer: '/reason', code: 'too_short', message: 'at least 3 characters' }],
    });

    expect(toProblem(new HttpErrorResponse({ status: 422, error })).details).toEqual([
      'Two values are wrong.',
      '/reason: at least 3 characters',
    ]);
  });

  it('is our own mistake when it is no answer at all', () => {
    expect(toProblem(new TypeError('x is undefined'))).toMatchObject({
      kind: 'broken',
      code: 'PORTAL-001',
    });
  });
});
