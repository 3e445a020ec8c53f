import type { Context } from 'aws-lambda';
import { partsOfRun } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';
import { inItsTime } from './in-its-time.ts';

const ports = await onAws(process.env, pipelineFromEnvironment);

/** Archives a large file whose parts are posted, and reports its run. */
export const handler = ({ lease }: { lease: Lease }, context: Context): Promise<string> =>
  inItsTime(context, (options) => partsOfRun.finish(ports, lease, options));
