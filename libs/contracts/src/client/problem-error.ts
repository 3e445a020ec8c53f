import type { Problem } from '../problem-details.ts';

/** The API answered with something other than success. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly operation: string;
  readonly status: number;
  /** Null when the answer was not one of the API's own, but of something in between. */
  readonly problem: Problem | null;
  /** Seconds after which the same call may succeed; null when the API did not say. */
  readonly retryAfterS: number | null;

  constructor(
    operation: string,
    response: { status: number; headers: { get(name: string): string | null } },
    problem: Problem | null,
  ) {
    const said = problem
      ? `${problem.code} ${problem.detail ?? problem.title}`
      : 'no problem given';
    super(`${operation} answered ${response.status}: ${said}`);
    this.operation = operation;
    this.status = response.status;
    this.problem = problem;
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    this.retryAfterS = Number.isFinite(retryAfter) ? retryAfter : null;
  }
}
