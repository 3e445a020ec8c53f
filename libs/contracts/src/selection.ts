import * as z from 'zod';

/** How many things a call may name one by one; more are named by a query. */
export const selectionMax = 500;

/**
 * What a bulk operation is about: some things by id, or everything that matches a list's filters when the operation runs. "Select all
 * 4,212" sends the query and not the ids.
 */
export function selection<Filter extends z.ZodRawShape>(filter: Filter) {
  return z.union([
    z.strictObject({ ids: z.array(z.string().min(1).max(200)).min(1).max(selectionMax) }),
    z.strictObject({
      query: z.strictObject(filter),
      expected: z.int().min(0).optional().meta({
        description:
          'How many the person was shown; another number by now is answered, not acted on',
      }),
    }),
  ]);
}
