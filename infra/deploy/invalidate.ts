import {
  CreateInvalidationCommand,
  GetInvalidationCommand,
  TooManyInvalidationsInProgress,
} from '@aws-sdk/client-cloudfront';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from './run.ts';

/** CloudFront takes 3,000 paths at a time over all invalidations under way. */
const pathsAtOnce = 1000;
const slowestPollMs = 5000;
const patienceMs = 15 * 60_000;

/**
 * Has edges forget addresses, and waits until they have.
 *
 * @param reference makes it the same invalidation when it is asked for again after a run that ended
 */
export async function invalidate(
  run: Run,
  paths: readonly string[],
  reference: string,
): Promise<void> {
  for (let from = 0; from < paths.length; from += pathsAtOnce) {
    const batch = paths.slice(from, from + pathsAtOnce);
    const id = await create(run, batch, `${reference}-${String(from / pathsAtOnce)}`);
    run.tell(`invalidation ${id} of ${String(batch.length)} paths`);
    await completed(run, id);
  }
}

async function create(run: Run, paths: readonly string[], reference: string): Promise<string> {
  const command = new CreateInvalidationCommand({
    DistributionId: run.environment.distribution,
    InvalidationBatch: {
      CallerReference: reference,
      Paths: { Quantity: paths.length, Items: [...paths] },
    },
  });
  for (const pause of pauses()) {
    try {
      const { Invalidation } = await run.cloudFront.send(command, { abortSignal: run.signal });
      if (!Invalidation?.Id) throw new Error('CloudFront took an invalidation without naming it.');
      return Invalidation.Id;
    } catch (error) {
      if (!(error instanceof TooManyInvalidationsInProgress)) throw error;
      run.tell('as many invalidations as CloudFront takes are under way; waiting');
      await sleep(pause, undefined, { signal: run.signal });
    }
  }
  throw new Error('CloudFront took no invalidation for a quarter of an hour.');
}

/** The SDK's own waiter compares letter for letter and has other stand-ins for CloudFront wait for ever. */
async function completed(run: Run, id: string): Promise<void> {
  const command = new GetInvalidationCommand({
    DistributionId: run.environment.distribution,
    Id: id,
  });
  for (const pause of pauses()) {
    const { Invalidation } = await run.cloudFront.send(command, { abortSignal: run.signal });
    if (Invalidation?.Status?.toLowerCase() === 'completed') return;
    await sleep(pause, undefined, { signal: run.signal });
  }
  throw new Error(`Invalidation ${id} is not completed after a quarter of an hour.`);
}

/** Milliseconds between two looks, ever longer, until patience ends. */
function* pauses(): Generator<number> {
  let [pause, waited] = [200, 0];
  while (waited < patienceMs) {
    yield pause;
    waited += pause;
    pause = Math.min(pause * 2, slowestPollMs);
  }
}
