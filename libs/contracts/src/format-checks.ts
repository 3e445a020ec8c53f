import * as z from 'zod';
import { feedFormat, feedParams } from './feeds.ts';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { instant, noQuery } from './shared-shapes.ts';

/** What a format would make of the beginning of a file that is there. */
export const formatCheck = z
  .strictObject({
    file: z.strictObject({ id: z.string(), name: z.string(), receivedAt: instant }).meta({
      description: 'The file that was read: the last that was set aside, else the last that came',
    }),
    columnsFound: z.int().nullable().meta({ description: 'Null for a feed without header' }),
    columnsExpected: z.int(),
    missing: z.array(z.string()),
    unknown: z.array(z.string()),
    rowsRead: z.int(),
    rowsGood: z.int(),
    refusal: rowProblem.nullable().meta({ description: 'Why the file would be set aside' }),
  })
  .meta({ id: 'FormatCheck' });
export type FormatCheck = z.output<typeof formatCheck>;

export const checkFeedFormat = operation({
  name: 'check-feed-format',
  method: 'POST',
  path: '/feeds/{feedId}/format-checks',
  summary: 'Try a format on the beginning of a file that the feed has; nothing is changed',
  tag: 'feeds',
  permission: 'feeds:write',
  params: feedParams,
  query: noQuery,
  body: z.strictObject({ format: feedFormat }),
  response: formatCheck,
  status: 200,
  problems: ['not-found', 'feed-invalid', 'rules-invalid', 'file-gone'],
});
