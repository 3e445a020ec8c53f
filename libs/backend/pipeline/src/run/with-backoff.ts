import { DatabaseFailure, isTransient } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';

const firstWaitMs = 200;
const longestWaitMs = 5000;

/**
 * Repeats a step that the object store's weakness made fail; anything else passes through at once. The database repeats by
 * itself what is safe, and what it gives up on may have been committed: then only a new attempt knows how far the run has come.
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
      const isWorthIt = isTransient(error) && !(error instanceof DatabaseFailure);
      if (tried >= settings.stepTries || !isWorthIt) throw error;
      const why = error instanceof Error ? error.name : 'unknown';
      log.write({ level: 'warning', message: 'step is tried again', step, tried, why });
      await sleep(Math.min(longestWaitMs, firstWaitMs * 2 ** (tried - 1)));
    }
  }
}
