import { sub } from '../template.ts';
import type { Resource, Templates, Value } from '../template.ts';
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
      functionAlarms(name, sub(`waybill-\${Environment}-${name}`), timeout),
    ),
    ...scheduledIn(written).map((name): Watched => {
      const dimensions = { FunctionName: sub(`waybill-\${Environment}-${name}`) };
      return { kind: 'schedule-stopped', subject: name, dimensions };
    }),
    ...queueAlarms(written),
    ...databaseAlarms,
  ];
}

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

/** The names of functions that a schedule has to start. */
function scheduledIn(written: Templates): string[] {
  const started = resources(written, 'AWS::Events::Rule', 'AWS::Scheduler::Schedule')
    .filter(([, { Properties = {} }]) => 'ScheduleExpression' in Properties)
    .map(([, { Properties }]) => JSON.stringify(Properties))
    .join();
  return functionsIn(written)
    .filter(({ id }) => started.includes(`["${id}","Arn"]`))
    .map(({ name }) => name);
}

function queueAlarms(written: Templates): Watched[] {
  const queues = resources(written, 'AWS::SQS::Queue');
  const ends = JSON.stringify(queues.map(([, { Properties }]) => Properties?.['RedrivePolicy']));
  return queues.map(([id, { Properties }]) => {
    const kind = ends.includes(`["${id}","Arn"]`) ? 'dead-letters' : 'messages-wait';
    const QueueName = Properties?.['QueueName'] ?? '';
    // `landed-dead-letters` says it already.
    const subject = nameIn(QueueName).replace(/-dead-letters$/, '');
    return { kind, subject, dimensions: { QueueName } };
  });
}

const databaseAlarms: readonly Watched[] = [
  {
    kind: 'database-capacity',
    subject: '',
    dimensions: { DBClusterIdentifier: sub('waybill-${Environment}') },
  },
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
