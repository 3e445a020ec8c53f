import type { Context } from 'aws-lambda';
import { partsOfRun, type PostedPart } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';
import { inItsTime } from './in-its-time.ts';

const ports = await onAws(process.env, pipelineFromEnvironment);

interface PartOfRun {
  readonly lease: Lease;
  readonly part: number;
}

/** Posts a part of a large file, as far as the time goes. */
export const handler = ({ lease, part }: PartOfRun, context: Context): Promise<PostedPart> =>
  inItsTime(context, (options) => partsOfRun.post(ports, lease, part, options));
