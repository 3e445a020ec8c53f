import { isTransient } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';

const firstWaitMs = 200;
const longestWaitMs = 5000;

/**
 * Repeats a step that a store's weakness made fail; anything else passes through at once. The step must be safe to repeat.
 */
export async function withBackoff<T>(
  { sleep, settings, log }: Pick<PipelinePorts, 'sleep' | 'settings' | 'log'>,
  step: string,
  work: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried >= settings.stepTries || !isTransient(error)) throw error;
      const why = error instanceof Error ? error.name : 'unknown';
      log.write({ level: 'warning', message: 'step is tried again', step, tried, why });
      await sleep(Math.min(longestWaitMs, firstWaitMs * 2 ** (tried - 1)));
    }
  }
}
