import type { ProblemDetail } from '@waybill/contracts';
import type * as z from 'zod';

/** The address holds values a screen cannot use. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
  readonly errors: readonly ProblemDetail[];

  constructor(error: z.ZodError) {
    super('The query is not as it must be.');
    this.errors = error.issues.map(({ path, code, message }) => ({
      pointer: path.join('/'),
      code,
      message,
    }));
  }
}
