import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../ids.ts';
import { isBusy, type WriteTurn } from './sqlite-connection.ts';

const busyTimeoutMs = 10_000;
/** Short, so that a small write finds the gap between two batches of a long load. */
const longestPauseMs = 5;

/**
 * SQLite has one writer at a time. Writers of this process queue here, first come, first served; writers of other processes are
 * polled for, since SQLite's own busy timeout would block the event loop for up to ten seconds.
 */
export function writeTurn(random: Random): WriteTurn {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    take: () => {
      if (!taken) {
        taken = true;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    release: () => {
      const next = waiting.shift();
      if (next === undefined) taken = false;
      else next();
    },
    patiently: async (work) => {
      for (let pause = 1, waited = 0; ; pause = Math.min(pause * 2, longestPauseMs)) {
        try {
          return work();
        } catch (error) {
          if (!isBusy(error) || waited >= busyTimeoutMs) throw error;
          const ms = 1 + random() * pause;
          waited += ms;
          await sleep(ms);
        }
      }
    },
  };
}
