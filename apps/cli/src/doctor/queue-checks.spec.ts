import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { findingsOf } from './finding.ts';
import { queueChecks } from './queue-checks.ts';
import type { Queues, QueueState } from './queue-checks.ts';

const named = (name: string) => Object.assign(new Error(name), { name });

describe('a queue', () => {
  const idle: QueueState = { waiting: 0, taken: 0, deadLetters: 'dead' };
  const busy: QueueState = { waiting: 3, taken: 2, deadLetters: 'dead' };
  const look = async (
    states: Readonly<Record<string, QueueState | Error>>,
    oldestS: number | null | Error = null,
  ) => {
    const given = <T>(value: T | Error) =>
      value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
    const queues: Queues = {
      state: (name) => given(states[name] ?? named('QueueDoesNotExist')),
      oldestS: () => given(oldestS),
    };
    return (await findingsOf(queueChecks(['landed'], queues))).map(({ outcome }) => outcome);
  };

  it('that is empty, and has given up nothing, is well', async () => {
    expect(await look({ landed: idle, dead: idle })).toMatchObject([
      { kind: 'well', found: 'dead is empty' },
      { kind: 'well', found: '0 wait, 0 are worked on' },
    ]);
  });

  it.each([
    ['waits', { waiting: 2, taken: 0 }],
    ['is looked at', { waiting: 0, taken: 2 }],
  ])('whose dead letter %s is wrong, and says where it is written what to do', async (_, count) => {
    const [deadLetters] = await look({ landed: idle, dead: { ...idle, ...count } });

    expect(deadLetters).toMatchObject({
      kind: 'wrong',
      found: '2 in dead',
      remedy: expect.stringContaining('docs/guide/run-it/runbooks/dead-letters.md'),
    });
  });

  it('that keeps no dead letters is well', async () => {
    expect(await look({ landed: { ...idle, deadLetters: null } })).toMatchObject([
      { kind: 'well', found: 'it keeps none' },
      { kind: 'well' },
    ]);
  });

  it('with messages that are young is well', async () => {
    expect((await look({ landed: busy, dead: idle }, 600))[1]).toMatchObject({
      kind: 'well',
      found: '3 wait, 2 are worked on; the oldest for 600 s',
    });
  });

  it('with a message that waits for long is doubtful, and says where it is written what to do', async () => {
    expect((await look({ landed: busy, dead: idle }, 601))[1]).toMatchObject({
      kind: 'doubtful',
      found: expect.stringContaining('601 s'),
      remedy: expect.stringContaining('docs/guide/run-it/runbooks/messages-wait.md'),
    });
  });

  it('of whose oldest message nothing is known is not taken for well', async () => {
    expect((await look({ landed: busy, dead: idle }, null))[1]).toMatchObject({
      kind: 'unchecked',
      asked: true,
      because: expect.stringContaining('3 wait'),
    });
  });

  it('that is not there is wrong', async () => {
    const [first, second] = await look({});

    expect([first?.kind, second?.kind]).toEqual(['wrong', 'wrong']);
  });

  it('whose dead letters may not be asked for is not checked', async () => {
    const [first, second] = await look({ landed: idle, dead: named('AccessDenied') });

    expect(first).toMatchObject({ kind: 'unchecked', asked: true, because: 'AccessDenied' });
    expect(second?.kind).toBe('well');
  });

  it('that nobody may ask about is told of as that', async () => {
    expect(await look({ landed: named('CredentialsProviderError') })).toMatchObject([
      { kind: 'unchecked', because: 'this machine has no credentials of AWS' },
      { kind: 'unchecked' },
    ]);
  });
});

describe('waybill doctor --queue', () => {
  let server: Server;
  let depth: Readonly<Record<string, string>>;
  /** What CloudWatch was asked. */
  let asked: URLSearchParams;

  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const target = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
        if (!String(request.headers.authorization).includes('Credential=look/'))
          return response.writeHead(403).end();
        if (target === 'undefined') {
          asked = new URL(request.url ?? '', 'http://cloudwatch').searchParams;
          return response.end(datapoints);
        }
        const { QueueName, QueueUrl } = JSON.parse(body) as Record<string, string>;
        const answer =
          target === 'GetQueueUrl'
            ? { QueueUrl: `${origin()}/000000000000/${String(QueueName)}` }
            : { Attributes: attributesOf(String(QueueUrl)) };
        return response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const origin = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const attributesOf = (url: string) =>
    url.endsWith('dead-letters')
      ? { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' }
      : depth;
  const datapoints = `<GetMetricStatisticsResponse><GetMetricStatisticsResult><Datapoints>
    <member><Timestamp>2026-11-01T12:01:00Z</Timestamp><Unit>Seconds</Unit><Maximum>700.0</Maximum></member>
    <member><Timestamp>2026-11-01T12:00:00Z</Timestamp><Unit>Seconds</Unit><Maximum>5.0</Maximum></member>
  </Datapoints></GetMetricStatisticsResult></GetMetricStatisticsResponse>`;

  it('asks SQS and CloudWatch, and ends with 0 where something merely is doubtful', async () => {
    for (const [name, value] of Object.entries({
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'look',
      AWS_SECRET_ACCESS_KEY: 'only',
      AWS_ENDPOINT_URL_SQS: origin(),
      AWS_ENDPOINT_URL_CLOUDWATCH: origin(),
    }))
      vi.stubEnv(name, value);
    depth = {
      ApproximateNumberOfMessages: '4',
      ApproximateNumberOfMessagesNotVisible: '1',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:x:0:dead-letters' }),
    };

    const { out, exitCode } = await runCommandLine(['doctor', '--queue', 'waybill-dev-landed']);

    expect(out).toContain('well         QUE-001 queue waybill-dev-landed has given up no message');
    expect(out).toMatch(
      /doubtful {5}QUE-002[^\n]*\n +found 4 wait, 1 are worked on; the oldest for 700 s/,
    );
    expect(exitCode).toBe(0);
    expect(asked.get('Dimensions.member.1.Value')).toBe('waybill-dev-landed');
  });
});
