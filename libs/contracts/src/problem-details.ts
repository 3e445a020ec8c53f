import * as z from 'zod';

/** One thing wrong with one value: where, what was found, what was expected. */
export const problemDetail = z.strictObject({
  pointer: z.string().meta({ description: 'JSON pointer into the body, or the parameter name' }),
  code: z.string(),
  message: z.string(),
  found: z.string().optional(),
  expected: z.string().optional(),
});
export type ProblemDetail = z.output<typeof problemDetail>;

/** The body of every answer that is no success (RFC 9457); which there are is in `problem-catalogue.ts`. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    traceId: z.string(),
    errors: z.array(problemDetail).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problem>;
