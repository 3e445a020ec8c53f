import type { Rows } from '../function-stack.ts';
import { parametersIn } from '../parameters.ts';
import { ref, sub } from '../template.ts';
import type { Resource, Template, Templates } from '../template.ts';
import { alarmKinds, runbookOf } from './alarm-kinds.ts';
import type { AlarmKind } from './alarm-kinds.ts';
import { alarmId, alarmOf } from './alarm.ts';
import type { Watched } from './alarm.ts';
import { dashboardBody } from './dashboard.ts';
import { surroundings } from './surroundings.ts';

/** Alarms on everything that is there once, the one alarm on the hub as a whole, and the dashboard. */
export function observabilityStack(rows: Rows, written: Templates): Template {
  const watched = surroundings(written);
  const Resources: Record<string, Resource> = {
    ...Object.fromEntries(watched.map(alarmOf)),
    HubUnwell: hubUnwell(watched),
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: sub('waybill-${Environment}'),
        DashboardBody: sub(JSON.stringify(dashboardBody(rows, written))),
      },
    },
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Waybill: alarms on the surroundings of the operations, and the dashboard',
    Parameters: parametersIn(Resources),
    Resources,
  };
}

function hubUnwell(watched: readonly Watched[]): Resource {
  const felt = watched.filter(({ kind }) => (alarmKinds[kind] as AlarmKind).isFelt);
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: {
      AlarmName: sub('waybill-${Environment}-hub-unwell'),
      AlarmDescription: `People notice, or files wait. Runbook: ${runbookOf('hub-unwell')}`,
      AlarmRule: sub(felt.map((one) => `ALARM("\${${alarmId(one)}}")`).join(' OR ')),
      AlarmActions: [ref('AlarmTopic')],
      OKActions: [ref('AlarmTopic')],
    },
  };
}
