import { setTimeout as sleep } from 'node:timers/promises';
import { noCrashPoints } from '../../crash-points.ts';
import { defaultSettings, type PipelinePorts } from '../../ports.ts';
import { receiveObject } from './receive-object.ts';

export interface ReceptionPorts extends Pick<PipelinePorts, 'db' | 'buckets' | 'clock' | 'log'> {
  newId(kind: string): string;
  readonly landingBucket: string;
  /** Where what is refused by its name is set aside. */
  readonly quarantineBucket: string;
}

/** The pipeline's door for a host that takes in single objects when it is asked to, as the event of each would. */
export function createReception({ landingBucket, quarantineBucket, ...ports }: ReceptionPorts) {
  const pipeline: PipelinePorts = {
    ...ports,
    sleep: (ms) => sleep(ms),
    crashPoints: noCrashPoints,
    settings: { ...defaultSettings, landingBucket, quarantineBucket },
  };
  return {
    async receive(object: { bucket: string; key: string }) {
      const { kind, ...received } = await receiveObject(pipeline, { ...object, sequencer: '' });
      return { outcome: kind, fileId: 'fileId' in received ? received.fileId : null };
    },
  };
}
