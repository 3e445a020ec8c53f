import type { ProblemDetail, ProblemName } from '@waybill/contracts';

/**
 * Thrown inside the kit to answer with a problem before an operation's decision is asked; never leaves `defineOperation`.
 * Decisions return their failures instead.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: ProblemName;
  readonly errors: readonly ProblemDetail[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    problem: ProblemName,
    detail: string,
    more: { errors?: readonly ProblemDetail[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.problem = problem;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}
