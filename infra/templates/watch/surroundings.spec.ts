import { describe, expect, it } from 'vitest';
import type { Resource, Templates } from '../template.ts';
import { surroundings } from './surroundings.ts';

const named = (name: string) => ({ 'Fn::Sub': `waybill-\${Environment}-${name}` });
const works: Resource = {
  Type: 'AWS::Serverless::Function',
  Properties: { FunctionName: named('work'), Timeout: 60 },
};

describe('what is found in written templates', () => {
  it.each([
    ['itself', { 'Fn::GetAtt': ['Work', 'Arn'] }],
    ['by its alias', { Ref: 'Live' }],
    ['by way of a queue', { 'Fn::GetAtt': ['Bell', 'Arn'] }],
  ])('69 is a function that a schedule starts %s', (_, Arn) => {
    const found = surroundings(
      templatesWith({
        Work: works,
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Work' } } },
        Bell: { Type: 'AWS::SQS::Queue', Properties: { QueueName: named('bell') } },
        Rings: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Bell', 'Arn'] },
            FunctionName: { Ref: 'Live' },
          },
        },
        ByTheMinute: {
          Type: 'AWS::Events::Rule',
          Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'a', Arn }] },
        },
      }),
    );

    expect(found.filter(({ kind }) => kind === 'schedule-stopped')).toHaveLength(1);
  });

  it('69 is no function that only an event starts', () => {
    const found = surroundings(templatesWith({ Work: works }));

    expect(found.filter(({ subject }) => subject === 'work').map(({ kind }) => kind)).toEqual([
      'function-errors',
      'function-throttles',
      'function-out-of-time',
    ]);
  });

  it('57 is no queue that forgets before a message has waited too long', () => {
    const found = surroundings(
      templatesWith({
        Bell: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: named('bell'), MessageRetentionPeriod: 300 },
        },
      }),
    );

    expect(found.filter(({ subject }) => subject === 'bell')).toEqual([]);
  });

  it('22 is nothing that CloudWatch could not be told the name of', () => {
    const nameless = templatesWith({ Queue: { Type: 'AWS::SQS::Queue', Properties: {} } });

    expect(() => surroundings(nameless)).toThrow('no name of ours');
  });
});

function templatesWith(Resources: Record<string, Resource>): Templates {
  return {
    'stacks/some.yaml': { AWSTemplateFormatVersion: '2010-09-09', Description: '', Resources },
  };
}
