import { describe } from 'vitest';
import type { Templates } from '../template.ts';
import { put, rewrite } from '../testing/changed.ts';
import type { Change } from '../testing/changed.ts';
import { holds } from '../testing/holds.ts';
import { functions } from './testing/found.ts';

const observability = 'stacks/observability.json';

describe('the dashboard', () => {
  for (const [line, metric] of [
    ['66', 'ConcurrentExecutions'],
    ['67', 'Duration'],
    ['68', 'Errors'],
    ['69', 'Invocations'],
    ['70', 'Throttles'],
  ] as const) {
    holds(
      `${line} shows ${metric} of every function`,
      (templates) =>
        functions(templates)
          .map(({ properties }) => (properties['FunctionName'] as { 'Fn::Sub': string })['Fn::Sub'])
          .filter((name) => !dashboard(templates).includes(`"${metric}","FunctionName","${name}"`)),
      onDashboard(
        `\\"${metric}\\",\\"FunctionName\\",\\"waybill-\${Environment}-get-run\\"`,
        '\\"',
      ),
      onDashboard(`waybill-\${Environment}-serve-portal`, 'serve-portal'),
    );
  }

  holds(
    '22 shows the API, the queues and the database',
    (templates) =>
      [
        ...['Count', '4XXError', '5XXError', 'Latency'],
        ...['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
        ...['ACUUtilization', 'DatabaseConnections', 'DatabaseConnectionsBorrowLatency'],
      ].filter((metric) => !dashboard(templates).includes(`"${metric}"`)),
    onDashboard('5XXError', '5xxErrors'),
    onDashboard('ACUUtilization', 'Capacity'),
  );

  holds(
    '80 is within what CloudWatch takes of one: widgets, and metrics of each and of all',
    (templates) => {
      const { widgets } = JSON.parse(dashboard(templates)) as {
        widgets: { properties: { metrics?: unknown[] } }[];
      };
      const metrics = widgets.map(({ properties }) => properties.metrics?.length ?? 0);
      const sum = metrics.reduce((all, some) => all + some, 0);
      return [
        ...(widgets.length <= 500 ? [] : ['too many widgets']),
        ...(Math.max(...metrics) <= 500 && sum <= 2500 ? [] : ['too many metrics']),
      ];
    },
    put(
      observability,
      'Resources.Dashboard.Properties.DashboardBody.Fn::Sub',
      JSON.stringify({ widgets: Array(501).fill({ properties: {} }) }),
    ),
  );
});

function dashboard(templates: Templates): string {
  const body = templates[observability]?.Resources['Dashboard']?.Properties?.['DashboardBody'];
  return (body as { 'Fn::Sub': string })['Fn::Sub'];
}

function onDashboard(piece: string, other: string): Change {
  return rewrite(observability, piece, other);
}
