import { sweepExports, sweepLanding } from '@waybill/pipeline';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';

const ports = await onAws(process.env, pipelineFromEnvironment);

/** On a schedule: finds the files whose event was lost and deletes exports that are past their time. */
export async function handler(): Promise<{ taken: number; deleted: number }> {
  return { taken: await sweepLanding(ports), deleted: await sweepExports(ports) };
}
