import type { Templates } from '../../template.ts';
import { every } from '../../testing/changed.ts';
import type { Found } from '../../testing/changed.ts';

export const alarms = (templates: Templates): Found[] => every(templates, 'AWS::CloudWatch::Alarm');

export const composites = (templates: Templates): Found[] =>
  every(templates, 'AWS::CloudWatch::CompositeAlarm');

export const functions = (templates: Templates): Found[] =>
  every(templates, 'AWS::Serverless::Function');
