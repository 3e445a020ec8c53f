import type { Context } from 'aws-lambda';
import { processNext } from '@waybill/pipeline';
import { onAws } from '../platform/on-aws.ts';
import { partsFromEnvironment } from './parts-from-environment.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';
import { untilTimeIsUp } from './until-time-is-up.ts';

const ports = await onAws(process.env, (start) =>
  pipelineFromEnvironment(start, partsFromEnvironment(start.env)),
);

/** Carries out the runs that are queued, whatever woke it. */
export const handler = (_event: unknown, context: Context): Promise<{ worked: number }> =>
  untilTimeIsUp(context, (worker, { signal }) => processNext(ports, worker, { signal }));
