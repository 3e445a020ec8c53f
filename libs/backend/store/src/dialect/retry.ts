import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../ids.ts';
import { isRetryable } from './database-failure.ts';

const retriesMax = 5;
const firstPauseMs = 15;

/** Runs `work` again, up to five times, when it certainly left nothing behind. Full jitter, so that rivals part ways. */
export async function withRetries<T>(random: Random, work: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (retry === retriesMax || !isRetryable(error)) throw error;
      await sleep(random() * firstPauseMs * 2 ** retry);
    }
  }
}
