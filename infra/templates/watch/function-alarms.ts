import type { Value } from '../template.ts';
import type { Watched } from './alarm.ts';

/** Seconds up to which a function answers somebody who waits: less than the gateway does. */
const interactive = 29;

/**
 * The alarms that every function has.
 *
 * @param subject what the function is called in its environment: `get-run`
 * @param functionName its whole name, for CloudWatch
 * @param timeout seconds
 */
export function functionAlarms(subject: string, functionName: Value, timeout: number): Watched[] {
  const dimensions = { FunctionName: functionName };
  return [
    { kind: 'function-errors', subject, dimensions },
    { kind: 'function-throttles', subject, dimensions },
    timeout < interactive
      ? { kind: 'function-slow', subject, dimensions }
      : { kind: 'function-out-of-time', subject, dimensions, threshold: timeout * 900 },
  ];
}
