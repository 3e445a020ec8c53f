import type { Rows } from '../function-stack.ts';
import type { Templates, Value } from '../template.ts';
import { functionsIn } from './surroundings.ts';

type Widget = Readonly<Record<string, Value>>;

/** A graph: its title, and its lines as `[namespace, metric, dimension, value, …]`. */
interface Graph {
  readonly title: string;
  readonly lines: readonly (readonly Value[])[];
  readonly stat?: string;
}

/** The five metrics that Lambda publishes of each function, and how each is read. */
const lambdaMetrics = [
  ['Invocations', 'Sum'],
  ['Errors', 'Sum'],
  ['Throttles', 'Sum'],
  ['Duration', 'p95'],
  ['ConcurrentExecutions', 'Maximum'],
] as const;

/** Columns of CloudWatch's grid. */
const width = 24;
const height = 6;

/** One page: the hub as people meet it, what is behind it, then every function by its domain. */
export function dashboardBody(rows: Rows, written: Templates): Value {
  const domains = Object.entries(Object.groupBy(rows, ([, row]) => row.tag)).map(
    ([tag, ofTag]) => [tag, ofTag?.map(([, { name }]) => name) ?? []] as const,
  );
  const others = functionsIn(written).map(({ name }) => name);
  const sections: readonly (readonly [string, readonly Graph[]])[] = [
    ['The API', ofApi('waybill-${Environment}')],
    ['The BFF', ofApi('waybill-${Environment}-bff')],
    ['Landed files', ofQueues()],
    ['The database', ofDatabase()],
    ['Functions that no caller asks for', ofFunctions(others)],
    ...domains.map(([tag, names]) => [`Operations: ${tag}`, ofFunctions(names)] as const),
  ];
  return { widgets: sections.flatMap(([title, graphs], at) => sectionOf(title, graphs, at)) };
}

function sectionOf(title: string, graphs: readonly Graph[], at: number): Widget[] {
  const top = at * (height + 1);
  const share = Math.floor(width / graphs.length);
  return [
    {
      type: 'text',
      x: 0,
      y: top,
      width,
      height: 1,
      properties: { markdown: `## ${title}`, background: 'transparent' },
    },
    ...graphs.map((graph, column) => ({
      type: 'metric',
      x: column * share,
      y: top + 1,
      width: share,
      height,
      properties: {
        title: graph.title,
        metrics: graph.lines,
        ...(graph.stat ? { stat: graph.stat } : {}),
        period: 60,
        region: '${AWS::Region}',
        view: 'timeSeries',
        yAxis: { left: { min: 0 } },
      },
    })),
  ];
}

function ofFunctions(names: readonly string[]): Graph[] {
  return lambdaMetrics.map(([metric, stat]) => ({
    title: metric,
    stat,
    lines: names.map((name) => [
      'AWS/Lambda',
      metric,
      'FunctionName',
      `waybill-\${Environment}-${name}`,
      { label: name },
    ]),
  }));
}

function ofApi(name: string): Graph[] {
  const line = (metric: string, stat: string, label = metric) => [
    'AWS/ApiGateway',
    metric,
    'ApiName',
    name,
    'Stage',
    'live',
    { stat, label },
  ];
  return [
    { title: 'Requests', lines: [line('Count', 'Sum')] },
    {
      title: 'Refused and failed',
      lines: [line('4XXError', 'Sum', 'refused'), line('5XXError', 'Sum', 'failed')],
    },
    {
      title: 'Milliseconds to an answer',
      lines: ['p50', 'p95', 'p99'].map((stat) => line('Latency', stat, stat)),
    },
  ];
}

function ofQueues(): Graph[] {
  const line = (metric: string, queue: string, stat: string) => [
    'AWS/SQS',
    metric,
    'QueueName',
    `waybill-\${Environment}-${queue}`,
    { stat, label: queue },
  ];
  return [
    { title: 'Sent', lines: [line('NumberOfMessagesSent', 'landed', 'Sum')] },
    {
      title: 'Waiting',
      lines: ['landed', 'landed-dead-letters'].map((queue) =>
        line('ApproximateNumberOfMessagesVisible', queue, 'Maximum'),
      ),
    },
    {
      title: 'Seconds of the oldest',
      lines: [line('ApproximateAgeOfOldestMessage', 'landed', 'Maximum')],
    },
  ];
}

function ofDatabase(): Graph[] {
  const line = (metric: string, dimension: string, stat: string) => [
    'AWS/RDS',
    metric,
    dimension,
    'waybill-${Environment}',
    { stat, label: metric },
  ];
  return [
    {
      title: 'Capacity, percent of the largest',
      lines: [line('ACUUtilization', 'DBClusterIdentifier', 'Average')],
    },
    {
      title: 'Connections',
      lines: ['ClientConnections', 'DatabaseConnections', 'MaxDatabaseConnectionsAllowed'].map(
        (metric) => line(metric, 'ProxyName', 'Maximum'),
      ),
    },
    {
      title: 'Microseconds to a connection',
      lines: [line('DatabaseConnectionsBorrowLatency', 'ProxyName', 'Average')],
    },
    {
      title: 'Connections that failed',
      lines: [line('DatabaseConnectionsSetupFailed', 'ProxyName', 'Sum')],
    },
  ];
}
