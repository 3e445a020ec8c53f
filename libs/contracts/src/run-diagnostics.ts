import * as z from 'zod';
import { operation } from './operation.ts';
import { rowError, rowErrorCluster } from './row-errors.ts';
import { run, runAttempt, runBundle, runEvent } from './runs.ts';
import { instant, noQuery } from './shared-shapes.ts';

/** How much of a run goes into one file, so that it fits into a ticket. */
export const diagnosticsLimits = {
  events: 1000,
  rowErrors: 50,
  cellChars: 200,
  traceIds: 50,
} as const;

/** Everything somebody needs to look into a run without the hub, and nothing about a person. */
export const runDiagnostics = z
  .strictObject({
    kind: z.literal('waybill-run-diagnostics'),
    version: z.literal(1),
    writtenAt: instant,
    masking: z.strictObject({
      rule: z.string().meta({ description: 'How a masked text reads' }),
      clearColumns: z
        .array(z.string())
        .meta({ description: "The partner's columns whose sound cells are as they were sent" }),
    }),
    run,
    attempts: z.array(runAttempt),
    events: z.array(runEvent).meta({ description: 'The last ones, when there are too many' }),
    eventsLeftOut: z.int(),
    clusters: z.array(rowErrorCluster),
    rowErrors: z.array(rowError).meta({ description: 'A sample: the first ones' }),
    rowErrorsLeftOut: z.int(),
    bundle: runBundle,
    traceIds: z.array(z.string()).meta({
      description: 'Of the calls about this run, the newest first; by them the log is searched',
    }),
  })
  .meta({ id: 'RunDiagnostics' });
export type RunDiagnostics = z.output<typeof runDiagnostics>;

export const getRunDiagnostics = operation({
  name: 'get-run-diagnostics',
  method: 'GET',
  path: '/runs/{runId}/diagnostics',
  summary: 'A run in one file for a ticket, personal data masked',
  tag: 'runs',
  permission: 'runs:read',
  params: z.strictObject({ runId: z.string().max(64) }),
  query: noQuery,
  body: undefined,
  response: runDiagnostics,
  status: 200,
  problems: ['not-found'],
});
