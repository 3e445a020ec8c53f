import { Lock } from '../bucket/lock.ts';
import { whoRuns } from '../run.ts';
import type { Run } from '../run.ts';

/** Does what changes the bucket, one run at a time; the lock is given back however it ends. */
export async function locked<T>(
  run: Run,
  what: string,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  let told = '';
  const lock = await Lock.take(run.bucket, {
    owner: { by: whoRuns(), what, since: new Date().toISOString() },
    leaseMs: run.line.leaseS * 1000,
    waitMs: run.line.waitS * 1000,
    signal: run.signal,
    onWait: ({ by, what: other, since }) => {
      const line = `waiting for ${by}, at it since ${since}: ${other}`;
      if (line !== told) run.tell(line);
      told = line;
    },
  });
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}
