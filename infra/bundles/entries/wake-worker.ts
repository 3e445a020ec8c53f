import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readConfig } from '@waybill/kit';
import * as z from 'zod';

const settings = z.object({ AWS_REGION: z.string(), WAYBILL_RUNS_QUEUE_URL: z.url() });

/** Wakes one worker on runs, whichever is free. What the message says is of no account: a worker looks for runs itself. */
export function workerWaker(
  env: Readonly<Record<string, string | undefined>>,
): () => Promise<void> {
  const { AWS_REGION: region, WAYBILL_RUNS_QUEUE_URL: QueueUrl } = readConfig(settings, env);
  const queue = new SQSClient({ region });
  return async () => {
    await queue.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"look":"for runs"}' }));
  };
}
