import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Queues, QueueState } from './queue-checks.ts';

/** Of the metric of the oldest message: by the minute, and late by some. */
const lookBackMs = 15 * 60_000;

/** SQS, and CloudWatch for the one figure that SQS itself does not tell. */
export function queuesOnAws(): Queues {
  return {
    state: (name) => withClient((client) => stateOf(client, name)),
    oldestS: (name) => withClient((client) => oldestOf(client, name)),
  };
}

async function withClient<T>(ask: (client: SQSClient) => Promise<T>): Promise<T> {
  const sqs = await import('@aws-sdk/client-sqs');
  const client = new sqs.SQSClient({});
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}

async function stateOf(client: SQSClient, QueueName: string): Promise<QueueState> {
  const { GetQueueAttributesCommand, GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'RedrivePolicy',
      ],
    }),
  );
  const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: taken } =
    Attributes;
  const { deadLetterTargetArn } = JSON.parse(Attributes.RedrivePolicy ?? '{}') as {
    deadLetterTargetArn?: string;
  };
  return {
    waiting: Number(waiting),
    taken: Number(taken),
    deadLetters: deadLetterTargetArn?.split(':').at(-1) ?? null,
  };
}

/** Asked for by hand: a client for one call would be one more dependency. */
async function oldestOf(client: SQSClient, queue: string): Promise<number | null> {
  const { default: aws4 } = await import('aws4');
  const region = await client.config.region();
  const usual = `https://monitoring.${region}.amazonaws.com`;
  const { host, origin } = new URL(process.env['AWS_ENDPOINT_URL_CLOUDWATCH'] ?? usual);
  const query = new URLSearchParams({
    Action: 'GetMetricStatistics',
    Version: '2010-08-01',
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    'Dimensions.member.1.Name': 'QueueName',
    'Dimensions.member.1.Value': queue,
    StartTime: new Date(Date.now() - lookBackMs).toISOString(),
    EndTime: new Date().toISOString(),
    Period: '60',
    'Statistics.member.1': 'Maximum',
  });
  const signed = aws4.sign(
    { service: 'monitoring', region, host, path: `/?${query.toString()}` },
    await client.config.credentials(),
  );
  // The client says the host itself.
  const { Host: _, ...headers } = signed.headers as Record<string, string>;
  const answer = await fetch(`${origin}${String(signed.path)}`, { headers });
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`CloudWatch answered ${String(answer.status)} ${errorCode(text)}`);
  return newestIn(text);
}

/** The maximum of the latest minute; CloudWatch puts them in no order. */
function newestIn(xml: string): number | null {
  const points = [...xml.matchAll(/<member>(.*?)<\/member>/gs)].map(([, point = '']) => ({
    at: /<Timestamp>([^<]+)</.exec(point)?.[1] ?? '',
    maximum: Number(/<Maximum>([^<]+)</.exec(point)?.[1]),
  }));
  const [newest] = points.toSorted((a, b) => b.at.localeCompare(a.at));
  return newest === undefined ? null : newest.maximum;
}

function errorCode(xml: string): string {
  return /<Code>([^<]+)</.exec(xml)?.[1] ?? '';
}
