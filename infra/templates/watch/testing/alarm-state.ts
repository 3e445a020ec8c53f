import type { Value } from '../../template.ts';

export type AlarmState = 'OK' | 'ALARM';

/** Data points as they lie in time, the newest last; `null` where nothing was published. */
export type Series = readonly (number | null)[];

/**
 * The state that CloudWatch gives an alarm. More periods are looked at than are asked for: where enough of them have data, only those count,
 * the newest of them; where not, the rest is filled in as the alarm says. Of its ways to do that the two are here that our alarms use.
 *
 * @param properties of an `AWS::CloudWatch::Alarm`
 */
export function alarmState(
  properties: Readonly<Record<string, Value | undefined>>,
  series: Series,
): AlarmState {
  const of = Number(properties['EvaluationPeriods']);
  const many = Number(properties['DatapointsToAlarm'] ?? of);
  const looked = series.slice(-(of + 2)).filter((point) => point !== null);
  const real = looked.slice(-of);
  const filled = properties['TreatMissingData'] === 'breaching' ? of - real.length : 0;
  const isAbove = properties['ComparisonOperator'] === 'GreaterThanThreshold';
  const threshold = Number(properties['Threshold']);
  const breaching = real.filter((point) => (isAbove ? point > threshold : point < threshold));
  return breaching.length + filled >= many ? 'ALARM' : 'OK';
}

/** The state of an alarm whose rule is `ALARM("a") OR ALARM("b") …`, from which of those are in alarm. */
export function compositeState(rule: string, inAlarm: ReadonlySet<string>): AlarmState {
  const parts = rule.split(' OR ').map((part) => /^ALARM\("([^"]+)"\)$/.exec(part)?.[1]);
  if (parts.includes(undefined)) throw new Error(`not a rule of this form: ${rule}`);
  return parts.some((part) => part !== undefined && inAlarm.has(part)) ? 'ALARM' : 'OK';
}
