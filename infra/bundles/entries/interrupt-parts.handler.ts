import { partsOfRun } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';

const ports = await onAws(process.env, pipelineFromEnvironment);

interface BrokenStep {
  readonly lease: Lease;
  /** As a state machine catches it. */
  readonly failure: { readonly Error: string };
}

/** Writes down why the parts of a run broke off, and lets its next attempt come. */
export const handler = ({ lease, failure }: BrokenStep): Promise<void> =>
  partsOfRun.interrupt(ports, lease, failure);
