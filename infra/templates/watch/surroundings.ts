import { sub } from '../template.ts';
import type { Resource, Templates, Value } from '../template.ts';
import { alarmKinds } from './alarm-kinds.ts';
import type { Watched } from './alarm.ts';
import { functionAlarms } from './function-alarms.ts';

/** A function that is written by hand. */
export interface WrittenFunction {
  /** In its environment: `process-runs`. */
  readonly name: string;
  /** Of a template, as what refers to it does. */
  readonly id: string;
  /** Seconds. */
  readonly timeout: number;
}

/**
 * Everything of the written templates that has to be watched, found by its type: what is added there is watched from then on, and needs a name
 * of its own by which CloudWatch knows it.
 */
export function surroundings(written: Templates): Watched[] {
  return [
    { kind: 'account-concurrency', subject: '', dimensions: {} },
    ...apiAlarms('hub', 'waybill-${Environment}', 100),
    // An answer of the BFF holds one of the API.
    ...apiAlarms('bff', 'waybill-${Environment}-bff', 300),
    { kind: 'requests-blocked', subject: 'web-acl', dimensions: webAcl },
    ...functionsIn(written).flatMap(({ name, timeout }) =>
      functionAlarms(name, sub(`waybill-\${Environment}-${name}`), timeout).filter(
        ({ kind }) => kind !== 'function-errors' || !answersByError.includes(name),
      ),
    ),
    ...rotationsIn(written),
    ...scheduledIn(written).map((name): Watched => {
      const dimensions = { FunctionName: sub(`waybill-\${Environment}-${name}`) };
      return { kind: 'schedule-stopped', subject: name, dimensions };
    }),
    ...machineAlarms(written),
    ...queueAlarms(written),
    ...mailAlarms(written),
    ...databaseAlarms,
  ];
}

/** The gateway wants an error from an authorizer that refuses a token; where it fails, the API answers with failures and is watched for them. */
const answersByError: readonly string[] = ['authorize'];

const webAcl = {
  WebACL: sub('waybill-${Environment}'),
  Region: { Ref: 'AWS::Region' },
  Rule: 'ALL',
};

function apiAlarms(subject: string, name: string, slowFrom: number): Watched[] {
  const dimensions = { ApiName: sub(name), Stage: 'live' };
  return [
    { kind: 'api-refusals', subject, dimensions },
    { kind: 'api-failures', subject, dimensions },
    { kind: 'api-slow', subject, dimensions, threshold: slowFrom },
  ];
}

/** The functions that are written by hand. */
export function functionsIn(written: Templates): WrittenFunction[] {
  return Object.values(written).flatMap(({ Resources, Globals }) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::Serverless::Function')
      .map(([id, { Properties = {} }]) => ({
        id,
        name: nameIn(Properties['FunctionName']),
        timeout: Number(Properties['Timeout'] ?? Globals?.Function['Timeout']),
      })),
  );
}

/** Functions that Secrets Manager hosts: nobody waits for them, but one that fails leaves a login that nobody changes. */
function rotationsIn(written: Templates): Watched[] {
  return resources(written, 'AWS::SecretsManager::RotationSchedule').map(([, { Properties }]) => {
    const hosted = Properties?.['HostedRotationLambda'] as Record<string, Value> | undefined;
    const FunctionName = hosted?.['RotationLambdaName'] ?? '';
    const subject = nameIn(FunctionName);
    return { kind: 'function-errors', subject, dimensions: { FunctionName } };
  });
}

/** The names of functions that a schedule has to start: itself, by an alias, or by way of a queue. */
function scheduledIn(written: Templates): string[] {
  const led = resources(written, 'AWS::Lambda::Alias', 'AWS::Lambda::EventSourceMapping').map(
    ([id, { Properties = {} }]) =>
      [[id, ...idsIn(Properties['EventSourceArn'])], idsIn(Properties['FunctionName'])] as const,
  );
  const reached = new Set(
    resources(written, 'AWS::Events::Rule', 'AWS::Scheduler::Schedule')
      .filter(([, { Properties = {} }]) => 'ScheduleExpression' in Properties)
      .flatMap(([, { Properties = {} }]) => idsIn(Properties['Targets'] ?? Properties['Target'])),
  );
  // From a queue to its mapping, from there to an alias, from there to the function.
  for (let steps = 0; steps < 3; steps += 1)
    for (const [from, to] of led)
      if (from.some((id) => reached.has(id))) for (const id of to) reached.add(id);
  return functionsIn(written)
    .filter(({ id }) => reached.has(id))
    .map(({ name }) => name);
}

/** The logical ids that a value refers to. */
function idsIn(value: Value | undefined): string[] {
  const text = JSON.stringify(value ?? null);
  return [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(([, id = '']) => id);
}

/** State machines, whose executions begin by themselves and fail while nobody looks. */
function machineAlarms(written: Templates): Watched[] {
  return resources(written, 'AWS::Serverless::StateMachine').flatMap(([, { Properties }]) => {
    const subject = nameIn(Properties?.['Name']);
    const arn = `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:stateMachine`;
    const dimensions = { StateMachineArn: sub(`${arn}:waybill-\${Environment}-${subject}`) };
    return (['execution-failed', 'execution-out-of-time'] as const).map((kind): Watched => ({
      kind,
      subject,
      dimensions,
    }));
  });
}

function queueAlarms(written: Templates): Watched[] {
  const queues = resources(written, 'AWS::SQS::Queue');
  const ends = JSON.stringify(queues.map(([, { Properties }]) => Properties?.['RedrivePolicy']));
  return queues.filter(keepsMessages).map(([id, { Properties }]) => {
    const kind = ends.includes(`["${id}","Arn"]`) ? 'dead-letters' : 'messages-wait';
    const QueueName = Properties?.['QueueName'] ?? '';
    // `landed-dead-letters` says it already.
    const subject = nameIn(QueueName).replace(/-dead-letters$/, '');
    return { kind, subject, dimensions: { QueueName } };
  });
}

/** What became of mails after SES took them, which nobody is told otherwise. */
function mailAlarms(written: Templates): Watched[] {
  return resources(written, 'AWS::SES::ConfigurationSet').flatMap(([, { Properties }]) =>
    (['mail-bounced', 'mail-complained', 'mail-rejected'] as const).map((kind): Watched => ({
      kind,
      subject: '',
      dimensions: { 'ses:configuration-set': Properties?.['Name'] ?? '' },
    })),
  );
}

/** Whether messages can wait too long at all, and are not gone before: a queue of a few minutes is a bell. */
function keepsMessages([, { Properties }]: [string, Resource]): boolean {
  const kept = Number(Properties?.['MessageRetentionPeriod'] ?? 345_600);
  return kept > alarmKinds['messages-wait'].threshold;
}

/** Of every engine that the database can be: the metrics of one that it is not stay silent, and silence is well. */
const databaseAlarms: readonly Watched[] = [
  {
    kind: 'database-capacity',
    subject: '',
    dimensions: { DBClusterIdentifier: sub('waybill-${Environment}') },
  },
  ...(['database-processor', 'database-storage'] as const).map((kind): Watched => ({
    kind,
    subject: '',
    dimensions: { DBInstanceIdentifier: sub('waybill-${Environment}') },
  })),
  ...(['database-connections', 'database-refuses', 'database-wait'] as const).map(
    (kind): Watched => ({
      kind,
      subject: '',
      dimensions: { ProxyName: sub('waybill-${Environment}') },
    }),
  ),
];

function resources(written: Templates, ...types: readonly string[]): [string, Resource][] {
  return Object.values(written).flatMap(({ Resources }) =>
    Object.entries(Resources).filter(([, { Type }]) => types.includes(Type)),
  );
}

/** `{ 'Fn::Sub': 'waybill-${Environment}-landed' }`: `landed`. */
function nameIn(value: Value | undefined): string {
  const [, name] = /\$\{Environment\}-([\w-]+)"/.exec(JSON.stringify(value ?? null)) ?? [];
  if (!name) throw new Error(`no name of ours: ${JSON.stringify(value)}`);
  return name;
}
