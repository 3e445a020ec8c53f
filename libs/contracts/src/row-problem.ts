import * as z from 'zod';

/** What is wrong with a file or a row: the same shape in runs, row errors and files. */
export const rowProblem = z
  .strictObject({
    code: z.string().meta({ example: 'TYPE-003' }),
    name: z.string().meta({ example: 'DATE' }),
    scope: z.enum(['file', 'row']),
    message: z.string(),
    line: z.int().optional(),
    column: z.string().optional(),
    found: z.string().optional().meta({ description: 'Masked for callers without payload:read' }),
    expected: z.string(),
  })
  .meta({ id: 'RowProblem' });
export type RowProblem = z.output<typeof rowProblem>;
