import * as z from 'zod';
import { operation } from './operation.ts';
import { runCounts, runParams } from './runs.ts';
import { noQuery } from './shared-shapes.ts';

export const runPartStates = ['waiting', 'running', 'broken-off', 'done'] as const;
export type RunPartState = (typeof runPartStates)[number];

/** A piece of a large file that is posted by itself, at the same time as others. */
export const runPart = z
  .strictObject({
    part: z.int().meta({
      description:
        'From 1 on in the order of the file. 0 is posted last and goes over the whole file, for the rows whose ids stand in several parts',
    }),
    state: z.enum(runPartStates).meta({
      description: 'broken-off: begun, not done, and nobody works on it now',
    }),
    takenUp: z.int().meta({
      description: 'Times that somebody began it or went on with it; 0 before the first',
    }),
    firstRow: z.int(),
    firstLine: z.int(),
    fromByte: z.int(),
    toByte: z.int().meta({ description: 'The byte after its last' }),
    counts: runCounts,
    pointsAccrued: z.int(),
    pointsReversed: z.int(),
    busyMs: z.int().meta({ description: 'Time spent in all of its stages together' }),
  })
  .meta({ id: 'RunPart' });
export type RunPart = z.output<typeof runPart>;

export const listRunParts = operation({
  name: 'list-run-parts',
  method: 'GET',
  path: '/runs/{runId}/parts',
  summary: 'The parts in which a large file is posted; none for one that is posted as a whole',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams,
  query: noQuery,
  body: undefined,
  response: z.strictObject({ items: z.array(runPart) }),
  status: 200,
  problems: ['not-found'],
});
