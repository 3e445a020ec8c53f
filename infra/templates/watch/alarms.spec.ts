import { describe } from 'vitest';
import type { Templates, Value } from '../template.ts';
import { every, put, rewrite, textOf, without } from '../testing/changed.ts';
import type { Found } from '../testing/changed.ts';
import { holds } from '../testing/holds.ts';
import { alarms, functions } from './testing/found.ts';

const ofRuns = 'stacks/alarms-runs.json';
const observability = 'stacks/observability.json';

/** Ends with an error where it refuses a token, since the gateway wants one. */
const refusing = 'AuthorizeFunction';

describe('the alarms on functions', () => {
  for (const [line, metric, statistic, threshold, id] of [
    ['68', 'Errors', 'Sum', 0, 'GetRunFunctionErrors'],
    ['24 70', 'Throttles', 'Sum', 0, 'GetRunFunctionThrottles'],
    ['55 67', 'Duration', 'Maximum', 5000, 'GetRunFunctionSlow'],
  ] as const) {
    holds(
      `${line} watch ${metric} of every function, those without a caller included`,
      (templates) => {
        const watched = alarms(templates)
          .filter(
            ({ properties }) =>
              properties['Namespace'] === 'AWS/Lambda' &&
              properties['MetricName'] === metric &&
              properties['Statistic'] === statistic &&
              properties['TreatMissingData'] === 'notBreaching',
          )
          .map(
            ({ properties }) =>
              `${textOf(properties['Dimensions'])} ${textOf(properties['Threshold'])}`,
          );
        return functions(templates)
          .filter(({ id }) => metric !== 'Errors' || id !== refusing)
          .map(({ properties }) => {
            const dimensions = [{ Name: 'FunctionName', Value: properties['FunctionName'] ?? '' }];
            const timeout = Number(properties['Timeout']);
            const isWorker = metric === 'Duration' && timeout > 29;
            return `${textOf(dimensions)} ${String(isWorker ? timeout * 900 : threshold)}`;
          })
          .filter((one) => !watched.includes(one));
      },
      without(ofRuns, `Resources.${id}`),
      put(ofRuns, `Resources.${id}.Properties.Threshold`, threshold + 1),
      put(ofRuns, `Resources.${id}.Properties.MetricName`, `${metric}s`),
      put(ofRuns, `Resources.${id}.Properties.TreatMissingData`, 'breaching'),
      without(observability, `Resources.${id.replace('GetRun', 'ServePortal')}`),
    );
  }

  holds(
    '66 watch a hundred executions at once in the account',
    (templates) =>
      isThere(templates, 'ConcurrentExecutions', ({ properties }) => {
        const { Threshold, Dimensions } = properties;
        return Threshold === 100 && textOf(Dimensions) === '[]';
      }),
    without(observability, 'Resources.AccountConcurrency'),
    put(observability, 'Resources.AccountConcurrency.Properties.Threshold', 1000),
  );

  holds(
    '23 69 tell of every schedule that stopped: silence is the failure',
    (templates) => {
      const scheduled = ['process-runs', 'work-on-jobs', 'sweep-buckets'].map((name) =>
        textOf({ 'Fn::Sub': `waybill-\${Environment}-${name}` }),
      );
      const watched = alarms(templates)
        .filter(
          ({ properties }) =>
            properties['MetricName'] === 'Invocations' &&
            properties['ComparisonOperator'] === 'LessThanThreshold' &&
            properties['Threshold'] === 1 &&
            properties['TreatMissingData'] === 'breaching',
        )
        .map(({ properties }) => textOf(properties['Dimensions']));
      return scheduled.filter((name) => !watched.some((dimensions) => dimensions.includes(name)));
    },
    without(observability, 'Resources.SweepBucketsScheduleStopped'),
    put(
      observability,
      'Resources.ProcessRunsScheduleStopped.Properties.TreatMissingData',
      'notBreaching',
    ),
  );
});

describe('the alarms on the API', () => {
  holds(
    '22 watch refusals, failures and latency, of the BFF too',
    (templates) =>
      ['waybill-${Environment}', 'waybill-${Environment}-bff'].flatMap((api) =>
        ['4XXError', '5XXError', 'Latency'].flatMap((metric) =>
          isThere(
            templates,
            metric,
            ({ properties }) =>
              textOf(properties['Dimensions']) ===
                textOf([
                  { Name: 'ApiName', Value: { 'Fn::Sub': api } },
                  { Name: 'Stage', Value: 'live' },
                ]) &&
              properties['Period'] === 60 &&
              properties['EvaluationPeriods'] === 5 &&
              properties['DatapointsToAlarm'] === 3,
          ),
        ),
      ),
    rewrite(observability, '"4XXError","Dimensions"', '"4xxErrors","Dimensions"'),
    without(observability, 'Resources.BffApiSlow'),
    put(observability, 'Resources.HubApiFailures.Properties.DatapointsToAlarm', 5),
  );

  holds(
    '76 call the API slow when one request in twenty takes longer than 100 ms',
    (templates) =>
      isThere(
        templates,
        'Latency',
        ({ properties }) =>
          properties['ExtendedStatistic'] === 'p95' && properties['Threshold'] === 100,
      ),
    put(observability, 'Resources.HubApiSlow.Properties.Threshold', 1000),
  );

  holds(
    '22 tell of a firewall that refuses many',
    (templates) =>
      isThere(templates, 'BlockedRequests', ({ properties }) => {
        const [acl] = every(templates, 'AWS::WAFv2::WebACL').filter(
          (one) => one.properties['Scope'] === 'REGIONAL',
        );
        const { MetricName = null } = acl?.properties['VisibilityConfig'] as Record<string, Value>;
        return textOf(properties['Dimensions']).includes(
          textOf({ Name: 'WebACL', Value: MetricName }),
        );
      }),
    put(
      'stacks/api.json',
      'Resources.WebAcl.Properties.VisibilityConfig.MetricName',
      'another-name',
    ),
  );
});

describe('the alarms on what lies behind', () => {
  holds(
    '57 watch what every queue holds too long, and what every last queue holds at all',
    (templates) => {
      const last = textOf(
        every(templates, 'AWS::SQS::Queue').map(
          ({ properties }) => properties['RedrivePolicy'] ?? null,
        ),
      );
      return every(templates, 'AWS::SQS::Queue').flatMap(({ id, properties }) => {
        // What keeps a message for a few minutes only is a bell.
        if (Number(properties['MessageRetentionPeriod']) <= 600) return [];
        const metric = last.includes(`["${id}","Arn"]`)
          ? 'ApproximateNumberOfMessagesVisible'
          : 'ApproximateAgeOfOldestMessage';
        const name = textOf([{ Name: 'QueueName', Value: properties['QueueName'] ?? '' }]);
        return isThere(templates, metric, (one) => textOf(one.properties['Dimensions']) === name);
      });
    },
    without(observability, 'Resources.LandedDeadLetters'),
    without(observability, 'Resources.LandedMessagesWait'),
    put(
      'stacks/buckets.yaml',
      'Resources.LandedQueue.Properties.QueueName',
      'one-that-nobody-watches',
    ),
  );

  holds(
    '63 watch the size of the database, its connections, and the wait for one',
    (templates) => {
      const text = alarms(templates).map(({ properties }) => textOf(properties as never));
      return [
        ['"ACUUtilization"', '"Threshold":90'],
        ['"MaxDatabaseConnectionsAllowed"', '100 * used / allowed'],
        ['"DatabaseConnectionsSetupFailed"', '"Threshold":0'],
        ['"DatabaseConnectionsBorrowLatency"', '"Threshold":50000'],
      ]
        .filter((pieces) => !text.some((one) => pieces.every((piece) => one.includes(piece))))
        .map((pieces) => pieces.join(' '));
    },
    without(observability, 'Resources.DatabaseCapacity'),
    put(observability, 'Resources.DatabaseWait.Properties.Threshold', 5),
    rewrite(observability, '100 * used / allowed', 'used'),
  );

  holds(
    '63 speak of the cluster and the proxy by the names that they have',
    (templates) => {
      const named = every(templates, 'AWS::RDS::DBCluster', 'AWS::RDS::DBProxy').map(
        ({ properties }) =>
          properties['DBClusterIdentifier']
            ? { Name: 'DBClusterIdentifier', Value: properties['DBClusterIdentifier'] }
            : { Name: 'ProxyName', Value: properties['DBProxyName'] ?? '' },
      );
      const watched = textOf(alarms(templates).map(({ properties }) => properties as never));
      return named.map((name) => textOf(name)).filter((name) => !watched.includes(name));
    },
    put('stacks/data.yaml', 'Resources.Proxy.Properties.DBProxyName', 'another'),
    put('stacks/data.yaml', 'Resources.Cluster.Properties.DBClusterIdentifier', 'another'),
  );
});

/** What is missing when no alarm on a metric passes. */
function isThere(templates: Templates, metric: string, passes: (one: Found) => boolean): string[] {
  const found = alarms(templates).filter(({ properties }) => properties['MetricName'] === metric);
  return found.some(passes) ? [] : [`no such alarm on ${metric}`];
}
