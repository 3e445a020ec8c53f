import * as z from 'zod';
import { operation } from './operation.ts';
import { partnerParams } from './partners.ts';
import { instant, noQuery } from './shared-shapes.ts';

/** How a partner is doing: what came, what is due, what waits for somebody, and a month in figures. */
export const partnerHealth = z
  .strictObject({
    lastFile: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        feed: z.string().nullable(),
        receivedAt: instant,
      })
      .nullable(),
    nextDue: z.strictObject({ feed: z.string(), at: instant }).nullable(),
    feeds: z.strictObject({
      active: z.int(),
      paused: z.int(),
      late: z.int().meta({ description: 'Whose file of today is late' }),
      missing: z.int().meta({ description: 'With a file missing on one of the last seven days' }),
    }),
    openRowErrors: z.int(),
    filesWaiting: z.strictObject({ unassigned: z.int(), quarantined: z.int() }),
    openDrift: z
      .int()
      .meta({ description: 'Differences of headers nobody decided on yet, at most 100' }),
    month: z.strictObject({
      from: instant,
      runs: z.int(),
      failed: z.int(),
      rows: z.int(),
      rejected: z.int(),
      points: z.int(),
      days: z
        .array(z.strictObject({ at: instant, rows: z.int(), rejected: z.int(), points: z.int() }))
        .meta({ description: 'Days (UTC) of the last 30 on which something ran' }),
    }),
  })
  .meta({ id: 'PartnerHealth' });
export type PartnerHealth = z.output<typeof partnerHealth>;

export const getPartnerHealth = operation({
  name: 'get-partner-health',
  method: 'GET',
  path: '/partners/{partnerId}/health',
  summary: 'What came from a partner, what is due, and what waits for somebody',
  tag: 'partners',
  permission: 'partners:read',
  params: partnerParams,
  query: noQuery,
  body: undefined,
  response: partnerHealth,
  status: 200,
  problems: ['not-found'],
});
