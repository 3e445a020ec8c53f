import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTemplates } from '../all-templates.ts';
import type { Templates } from '../template.ts';
import { difference, failing, put, rewrite, textOf, without } from '../testing/changed.ts';
import type { Found } from '../testing/changed.ts';
import { holds } from '../testing/holds.ts';
import { alarmKinds, compositeKinds } from './alarm-kinds.ts';
import type { AlarmKind } from './alarm-kinds.ts';
import { alarmState, compositeState } from './testing/alarm-state.ts';
import type { Series } from './testing/alarm-state.ts';
import { alarms, composites } from './testing/found.ts';

const root = new URL('../../../', import.meta.url);
const ofRuns = 'stacks/alarms-runs.json';
const observability = 'stacks/observability.json';

describe('every alarm', () => {
  holds(
    '22 tells somebody of its beginning and its end, and has a name of its own',
    (templates) => {
      const found = [...alarms(templates), ...composites(templates)];
      const names = found.map(({ properties }) => textOf(properties['AlarmName']));
      return [
        ...failing(found, ({ properties }) =>
          ['AlarmActions', 'OKActions'].every(
            (actions) => textOf(properties[actions]) === '[{"Ref":"AlarmTopic"}]',
          ),
        ),
        ...names.filter((name, at) => names.indexOf(name) !== at),
      ];
    },
    without(ofRuns, 'Resources.GetRunFunctionErrors.Properties.AlarmActions'),
    without(observability, 'Resources.HubUnwell.Properties.OKActions'),
    rewrite(ofRuns, '-get-run-function-errors', '-list-runs-function-errors'),
  );

  holds(
    '22 is as its kind says: metric, period, threshold, missing data',
    (templates) =>
      failing(alarms(templates), ({ properties }) => {
        const kind = kindOf(properties);
        const text = textOf(properties as never);
        return (
          kind !== undefined &&
          properties['TreatMissingData'] === kind.missing &&
          properties['ComparisonOperator'] === kind.comparison &&
          properties['EvaluationPeriods'] === kind.breaching[1] &&
          properties['DatapointsToAlarm'] === kind.breaching[0] &&
          Number(properties['Threshold']) >= 0 &&
          text.includes(`"Period":${String(kind.period)}`) &&
          text.includes(`"MetricName":"${kind.metric}"`) &&
          text.includes(`"${kind.statistic}"`)
        );
      }),
    without(observability, 'Resources.DatabaseCapacity.Properties.TreatMissingData'),
    put(observability, 'Resources.DatabaseWait.Properties.Period', 3600),
    put(ofRuns, 'Resources.GetRunFunctionErrors.Properties.EvaluationPeriods', 2),
    rewrite(observability, '-database-wait"', '-database-slowness"'),
  );

  holds(
    '22 watches a metric that AWS publishes: a name misspelt is silent for ever',
    (templates) =>
      alarms(templates)
        .flatMap(({ file, id, properties }) =>
          [...textOf(properties as never).matchAll(/"(?:MetricName|Namespace)":"([^"]+)"/g)].map(
            ([, name = '']) => [`${file} ${id} ${name}`, name] as const,
          ),
        )
        .filter(([, name]) => !published.has(name))
        .map(([what]) => what),
    put(observability, 'Resources.DatabaseCapacity.Properties.MetricName', 'AcuUtilization'),
    put(ofRuns, 'Resources.GetRunFunctionErrors.Properties.Namespace', 'AWS/lambda'),
  );

  holds(
    '22 has a runbook, which its description names, and no runbook is without an alarm',
    (templates) => {
      const named = [...alarms(templates), ...composites(templates)].map(({ properties }) => {
        const description = textOf(properties['AlarmDescription']);
        return / Runbook: docs\/guide\/run-it\/runbooks\/([\w-]+\.md)"$/.exec(description)?.[1];
      });
      const written = readdirSync(new URL('docs/guide/run-it/runbooks', root));
      return difference(
        named.map((name) => name ?? 'none'),
        written,
      );
    },
    put(ofRuns, 'Resources.GetRunFunctionErrors.Properties.AlarmDescription', 'It failed.'),
    rewrite(observability, '/hub-unwell.md', '/hub-ill.md'),
    without(observability, 'Resources.AccountConcurrency'),
  );
});

describe('a runbook', () => {
  it.each([...Object.keys(alarmKinds), ...compositeKinds])(
    '22 of %s says what it means, what to look at and what to do',
    (kind) => {
      const text = readFileSync(new URL(`docs/guide/run-it/runbooks/${kind}.md`, root), 'utf8');

      expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
        `# ${kind}`,
        '## What it means',
        '## Look at',
        '## Do',
        '## Afterwards',
      ]);
    },
  );
});

/** Of each kind: a quiet time, one bad moment, a bad time, and silence. */
const quiet = (kind: AlarmKind, at: number) =>
  kind.comparison === 'GreaterThanThreshold' ? at : at + 1;
const bad = (kind: AlarmKind, at: number) =>
  kind.comparison === 'GreaterThanThreshold' ? at + 1 : at - 1;

describe('an alarm fed with data', () => {
  const found = alarms(allTemplates());

  it.each(Object.entries<AlarmKind>(alarmKinds))('22 24 66–70 of the kind %s', (name, kind) => {
    const one = found.find(({ properties }) =>
      textOf(properties['AlarmName']).endsWith(`${name}"}`),
    );
    const at = Number(one?.properties['Threshold']);
    const [many, of] = kind.breaching;
    const series = (badPoints: number): Series => [
      ...Array<number>(10).fill(quiet(kind, at)),
      ...Array<number>(badPoints).fill(bad(kind, at)),
    ];
    const state = (points: Series) => alarmState(one?.properties ?? {}, points);

    expect(state(series(0))).toBe('OK');
    expect(state(series(many - 1))).toBe('OK');
    expect(state(series(many))).toBe('ALARM');
    expect(state([...series(many), ...Array<number>(of).fill(quiet(kind, at))])).toBe('OK');
    expect(state(Array<null>(10).fill(null))).toBe(kind.missing === 'breaching' ? 'ALARM' : 'OK');
  });
});

describe('the alarm on the hub as a whole', () => {
  holds(
    '22 is put together from all that people notice, and from nothing else',
    (templates) => {
      const felt = alarms(templates)
        .filter(({ properties }) => kindOf(properties)?.isFelt)
        .map(({ id }) => `\${${id}}`);
      const [rule = ''] = rulesOf(templates);
      return [
        ...difference(
          felt,
          [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, id = '']) => id),
        ),
        ...felt.filter((id) => compositeState(rule, new Set([id])) !== 'ALARM'),
        ...(compositeState(rule, new Set(['${AccountConcurrency}'])) === 'OK' ? [] : ['too much']),
      ];
    },
    rewrite(observability, ' OR ALARM(\\"${DatabaseWait}\\")', ''),
    rewrite(observability, '${DatabaseWait}', '${AccountConcurrency}'),
  );
});

const published = new Set([
  ...['AWS/Lambda', 'Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'],
  ...['AWS/ApiGateway', '4XXError', '5XXError', 'Latency', 'Count'],
  ...['AWS/States', 'ExecutionsFailed', 'ExecutionsTimedOut'],
  ...['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'],
  ...[
    'AWS/RDS',
    'CPUUtilization',
    'FreeStorageSpace',
    'ACUUtilization',
    'DatabaseConnections',
    'MaxDatabaseConnectionsAllowed',
  ],
  ...['DatabaseConnectionsSetupFailed', 'DatabaseConnectionsBorrowLatency'],
  ...['AWS/WAFV2', 'BlockedRequests', 'AWS/CloudFront', '5xxErrorRate'],
  ...['AWS/SES', 'Bounce', 'Complaint', 'Reject'],
  ...['AWS/CertificateManager', 'DaysToExpiry'],
]);

function rulesOf(templates: Templates): string[] {
  return composites(templates).map(
    ({ properties }) => (properties['AlarmRule'] as { 'Fn::Sub': string })['Fn::Sub'],
  );
}

/** The kind whose name ends an alarm's own. */
function kindOf(properties: Found['properties']): AlarmKind | undefined {
  const name = textOf(properties['AlarmName']);
  return Object.entries<AlarmKind>(alarmKinds).find(([kind]) => name.endsWith(`-${kind}"}`))?.[1];
}
