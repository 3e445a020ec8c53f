import { weekdays, type Expectation as ExpectationOfFeed } from '@waybill/tabular';
import * as z from 'zod';
import { timeZone } from './shared-shapes.ts';

const rowsMax = 100_000_000;

/** When the files of a feed are due, and how large they usually are. */
export const expectation = z
  .strictObject({
    days: z
      .array(z.enum(weekdays))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'A day is named once'),
    at: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .meta({ description: 'Local time of day', example: '06:00' }),
    timeZone: timeZone.meta({ description: 'IANA zone of the days and of `at`' }),
    graceMinutes: z.int().min(0).max(1440).meta({
      description: 'A file is on time within so many minutes of `at`; after them it is late',
    }),
    rows: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('range'),
            min: z.int().min(0).max(rowsMax),
            max: z.int().min(0).max(rowsMax).nullable(),
          })
          .refine(({ min, max }) => max === null || max >= min, {
            message: 'The most is below the least',
            path: ['max'],
          }),
        z.strictObject({ kind: z.literal('median'), percent: z.int().min(1).max(100) }),
      ])
      .nullable()
      .meta({
        description:
          'Rows a file must have to be taken in unasked: a range, or a percentage of the median of the last ten good files',
      }),
  })
  .meta({ id: 'Expectation' }) satisfies z.ZodType<ExpectationOfFeed>;
export type Expectation = z.output<typeof expectation>;
