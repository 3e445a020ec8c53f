import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { describeError } from '@waybill/kit';
import { receiveEvent } from '@waybill/pipeline';
import { pipelineFromEnvironment } from './pipeline-from-environment.ts';

const ports = pipelineFromEnvironment(process.env);

/** Takes in what the landing bucket's events tell of. A message that failed comes back alone; the rest of its batch does not. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of Records) {
    try {
      await receiveEvent(ports, JSON.parse(body));
    } catch (error) {
      ports.log.write({ level: 'error', message: 'event failed', error: describeError(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
