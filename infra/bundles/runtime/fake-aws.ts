import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeSes, sesPath } from './fake-ses.ts';
import type { FakeMail, FakeSes } from './fake-ses.ts';

/** One call, as the signature says who made it. */
export interface FakeCall {
  /** The access key id that it was signed with. */
  readonly by: string;
  /** `secretsmanager:GetSecretValue`, as in a policy. */
  readonly action: string;
  /** The secret's ARN, the queue's URL, the state machine's ARN; sender and configuration set of a mail. */
  readonly resource: string;
}

/** Secrets Manager, SQS, SES and Step Functions as far as functions use them, in the SDK's own wire format. */
export interface FakeAws {
  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER` and its like. */
  readonly endpoint: string;
  readonly calls: readonly FakeCall[];
  readonly ses: Pick<FakeSes, 'mails' | 'refuse'>;
  /** The inputs of executions that were started, in order; nothing carries them out. */
  readonly executions: readonly string[];
  /** What is behind an ARN from now on; a text is given out as it is. */
  putSecret(arn: string, value: Readonly<Record<string, string>> | string): void;
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: Readonly<Record<string, unknown>>];
type Asked = Readonly<Record<string, string>>;

export async function startFakeAws(): Promise<FakeAws> {
  const secrets = new Map<string, string>();
  const calls: FakeCall[] = [];
  const executions: string[] = [];
  const ses = createFakeSes();

  const getSecretValue = ({ SecretId }: Asked): Answer => {
    const SecretString = secrets.get(SecretId ?? '');
    return SecretString === undefined
      ? [400, { __type: 'ResourceNotFoundException', message: 'There is no such secret' }]
      : [200, { ARN: SecretId, Name: SecretId, SecretString, VersionId: randomUUID() }];
  };
  const sendMessage = ({ MessageBody = '' }: Asked): Answer => [
    200,
    {
      MessageId: randomUUID(),
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    },
  ];

  const startExecution = ({ stateMachineArn = '', name = '', input = '' }: Asked): Answer => {
    executions.push(input);
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    return [200, { executionArn, startDate: Date.now() / 1000 }];
  };
  const answerTo = (target: string, asked: Asked): Answer => {
    if (target.startsWith('AmazonSQS.')) return sendMessage(asked);
    return target.startsWith('AWSStepFunctions.') ? startExecution(asked) : getSecretValue(asked);
  };

  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      if (request.url === sesPath) {
        const mail = JSON.parse(text) as FakeMail;
        const resource = `${mail.FromEmailAddress} ${mail.ConfigurationSetName}`;
        calls.push({ by: signerOf(request), action: 'ses:SendEmail', resource });
        ses.take(mail, response);
        return;
      }
      const asked = JSON.parse(text) as Record<string, string>;
      const target = String(request.headers['x-amz-target']);
      const by = signerOf(request);
      const resource = asked['SecretId'] ?? asked['QueueUrl'] ?? asked['stateMachineArn'] ?? '';
      calls.push({ by, action: actions[target] ?? target, resource });
      const [status, body] = answerTo(target, asked);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    calls,
    executions,
    ses,
    putSecret: (arn, value) => {
      secrets.set(arn, typeof value === 'string' ? value : JSON.stringify(value));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const actions: Readonly<Record<string, string>> = {
  'secretsmanager.GetSecretValue': 'secretsmanager:GetSecretValue',
  'AmazonSQS.SendMessage': 'sqs:SendMessage',
  'AWSStepFunctions.StartExecution': 'states:StartExecution',
};

function signerOf({ headers, url }: IncomingMessage): string {
  const by = /Credential=([^/]+)\//.exec(String(headers.authorization))?.[1];
  if (by === undefined) throw new Error(`${String(url)} is not signed`);
  return by;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
