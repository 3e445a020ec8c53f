import type { Context } from 'aws-lambda';
import { partsOfRun, type PartsPlan } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';
import { inItsTime } from './in-its-time.ts';

const ports = await onAws(process.env, pipelineFromEnvironment);

/** Inspects and divides a large file. */
export const handler = ({ lease }: { lease: Lease }, context: Context): Promise<PartsPlan> =>
  inItsTime(context, (options) => partsOfRun.plan(ports, lease, options));
