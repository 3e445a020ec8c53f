import { functionGlobals, functionName } from '../function-stack.ts';
import type { Rows } from '../function-stack.ts';
import { parametersIn } from '../parameters.ts';
import type { Template } from '../template.ts';
import { alarmOf } from './alarm.ts';
import { functionAlarms } from './function-alarms.ts';

const { Timeout } = functionGlobals.Function;

/** The alarms of one domain: apart from its functions, so that both have room to grow and alarms can be changed without touching code. */
export function alarmStack(tag: string, rows: Rows): Template {
  const watched = rows.flatMap(([, { name }]) => functionAlarms(name, functionName(name), Timeout));
  const Resources = Object.fromEntries(watched.map(alarmOf));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Waybill: alarms on the operations of ${tag}`,
    Parameters: parametersIn(Resources),
    Resources,
  };
}
