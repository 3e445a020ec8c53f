import { functionName } from './function-stack.ts';
import type { Rows } from './function-stack.ts';
import { parametersIn } from './parameters.ts';
import { logicalId, ref, sub } from './template.ts';
import type { Resource, Template } from './template.ts';

interface Watch {
  readonly metric: 'Errors' | 'Throttles' | 'Duration';
  readonly statistic: 'Sum' | 'Maximum';
  readonly above: number;
  /** Milliseconds or times; ends the sentence "get-run …". */
  readonly says: string;
}

const watches: readonly Watch[] = [
  { metric: 'Errors', statistic: 'Sum', above: 0, says: 'ended with an error' },
  { metric: 'Throttles', statistic: 'Sum', above: 0, says: 'was throttled' },
  { metric: 'Duration', statistic: 'Maximum', above: 5000, says: 'took longer than 5 s' },
];

/** The alarms of one domain: apart from its functions, so that both have room to grow and alarms can be changed without touching code. */
export function alarmStack(tag: string, rows: Rows): Template {
  const alarms = rows.flatMap(([, { name }]) => watches.map((watch) => alarmOf(name, watch)));
  const Resources = Object.fromEntries(alarms);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Waybill: alarms on the operations of ${tag}`,
    Parameters: parametersIn(Resources),
    Resources,
  };
}

function alarmOf(operation: string, watch: Watch): [string, Resource] {
  const { metric, statistic, above, says } = watch;
  return [
    `${logicalId(operation)}${metric}`,
    {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: sub(`waybill-\${Environment}-${operation}-${metric.toLowerCase()}`),
        AlarmDescription: `${operation} ${says}.`,
        Namespace: 'AWS/Lambda',
        MetricName: metric,
        Dimensions: [{ Name: 'FunctionName', Value: functionName(operation) }],
        Statistic: statistic,
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: above,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [ref('AlarmTopic')],
        OKActions: [ref('AlarmTopic')],
      },
    },
  ];
}
