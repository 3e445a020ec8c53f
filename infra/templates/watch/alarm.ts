import { logicalId, ref, sub } from '../template.ts';
import type { Resource, Value } from '../template.ts';
import { alarmKinds, runbookOf } from './alarm-kinds.ts';
import type { AlarmKind, AlarmKindName } from './alarm-kinds.ts';

/** What one alarm watches. */
export interface Watched {
  readonly kind: AlarmKindName;
  /** As the alarm is called after it: `get-run`. The account and the hub as a whole are called nothing. */
  readonly subject: string;
  /** As CloudWatch knows it. */
  readonly dimensions: Readonly<Record<string, Value>>;
  readonly threshold?: number;
  /** Of its template. */
  readonly condition?: string;
}

/** `GetRunFunctionErrors`: unique in an environment, like the alarm's name. */
export const alarmId = ({ subject, kind }: Watched) => logicalId(nameOf({ subject, kind }));

/** An alarm that tells the alarm topic of its beginning and its end. */
export function alarmOf(watched: Watched): [string, Resource] {
  const kind: AlarmKind = alarmKinds[watched.kind];
  const [many, of] = kind.breaching;
  return [
    alarmId(watched),
    {
      Type: 'AWS::CloudWatch::Alarm',
      ...(watched.condition ? { Condition: watched.condition } : {}),
      Properties: {
        AlarmName: sub(`waybill-\${Environment}-${nameOf(watched)}`),
        AlarmDescription: `${spokenOf(watched)} ${kind.says}. Runbook: ${runbookOf(watched.kind)}`,
        ...metricOf(kind, watched.dimensions),
        EvaluationPeriods: of,
        DatapointsToAlarm: many,
        Threshold: watched.threshold ?? kind.threshold,
        ComparisonOperator: kind.comparison,
        TreatMissingData: kind.missing,
        AlarmActions: [ref('AlarmTopic')],
        OKActions: [ref('AlarmTopic')],
      },
    },
  ];
}

/** What has no name of its own is named by its kind: the database, the account, the mail. */
function spokenOf({ subject, kind }: Watched): string {
  return subject || `The ${kind.split('-')[0] ?? ''}`;
}

function nameOf({ subject, kind }: Pick<Watched, 'subject' | 'kind'>): string {
  return subject ? `${subject}-${kind}` : kind;
}

function metricOf(
  kind: AlarmKind,
  dimensions: Watched['dimensions'],
): Readonly<Record<string, Value>> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const { namespace: Namespace, metric: MetricName, inPercentOf } = kind;
  if (!inPercentOf)
    return { Namespace, MetricName, Dimensions, ...statisticOf(kind), Period: kind.period };
  const part = (Id: string, name: string) => ({
    Id,
    MetricStat: {
      Metric: { Namespace, MetricName: name, Dimensions },
      Stat: kind.statistic,
      Period: kind.period,
    },
    ReturnData: false,
  });
  return {
    Metrics: [
      { Id: 'percent', Expression: '100 * used / allowed', Label: `${MetricName} in percent` },
      part('used', MetricName),
      part('allowed', inPercentOf),
    ],
  };
}

function statisticOf({ statistic }: AlarmKind): Readonly<Record<string, Value>> {
  return statistic.startsWith('p') ? { ExtendedStatistic: statistic } : { Statistic: statistic };
}
