import { describeError } from '@waybill/kit';
import { startWorker, type WorkerTrial } from './start-worker.ts';

/** The life of a worker process: starts, says that it is ready, and ends in order when told to or when its parent is gone. */
export async function runWorkerProcess(trial: WorkerTrial): Promise<void> {
  try {
    const worker = await startWorker(process.env, trial);
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      void worker.stop().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.once('disconnect', stop);
    process.send?.({ ready: true });
    console.log('worker ready');
  } catch (error) {
    console.error(`The worker cannot start: ${JSON.stringify(describeError(error))}`);
    process.exit(1);
  }
}
