import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { describeError } from '@waybill/kit';
import { receiveEvent } from '@waybill/pipeline';
import { onAws } from '../platform/on-aws.ts';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';
import { workerWaker } from './wake-worker.ts';

const { ports, wakeWorker } = await onAws(process.env, (given) => ({
  ports: pipelineFromEnvironment(given),
  wakeWorker: workerWaker(given.env),
}));

/** Takes in what the landing bucket's events tell of. A message that failed comes back alone; the rest of its batch does not. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of Records) {
    try {
      const received = await receiveEvent(ports, JSON.parse(body));
      if (received.some(({ kind }) => kind === 'queued')) await wake();
    } catch (error) {
      ports.log.write({ level: 'error', message: 'event failed', error: describeError(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** A worker that could not be woken is started by the schedule within a minute: no reason to take a file in again. */
async function wake(): Promise<void> {
  try {
    await wakeWorker();
  } catch (error) {
    ports.log.write({ level: 'warning', message: 'no worker woken', error: describeError(error) });
  }
}
