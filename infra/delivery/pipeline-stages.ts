import { getAtt, ref, sub } from '../templates/template.ts';
import type { Value } from '../templates/template.ts';
import type { Step } from './steps.ts';

type Action = Readonly<Record<string, Value>>;

/** Of the environment that somebody has to say yes to. */
const approved = 'prod';
/** Minutes for which a tenth of the calls is watched before all follow. */
const watchedMinutes = '10';

/** Source, build, and for each environment two stages: up to a tenth of the calls, and all of them. */
export function stages(environments: readonly string[]): Value {
  return [
    { Name: 'Source', Actions: [fromCodeCommit, fromConnection].map(when) },
    { Name: 'Build', Actions: [build('Build', 1, { output: 'Release' })] },
    ...environments.flatMap((environment) => [
      { Name: environment, Actions: tenth(environment), ...guarded(environment) },
      { Name: `${environment}-all`, Actions: all(environment), ...guarded(environment) },
    ]),
  ] as Value;
}

/** New versions that nobody calls, the schema, and then one call in ten. */
function tenth(environment: string): Action[] {
  const prepared = `Prepared-${environment}`;
  const first = build('Prepare', 1, {
    environment,
    inputs: ['Source', 'Release'],
    output: prepared,
  });
  const release = changeSet(environment, { prepared, share: '0', order: 2 });
  return [
    first,
    release.made,
    ...(environment === approved ? [approval] : []),
    release.executed,
    // Expands, which the version that is called does not notice.
    build('Migrate', 5, { environment }),
    ...shift(environment, { prepared, share: '0.1', order: 6 }),
    build('Smoke', 8, { environment }),
  ];
}

function all(environment: string): Action[] {
  // Anew: when this stage goes back to an earlier release, what is live is not what it was then.
  const prepared = `Prepared-${environment}-all`;
  return [
    build('Prepare', 1, { environment, inputs: ['Source', 'Release'], output: prepared }),
    ...shift(environment, { prepared, share: '1', order: 2 }),
    build('Portal', 4, { environment, inputs: ['Source', 'Release'] }),
    build('Smoke', 5, { environment }),
    build('Record', 6, { environment, inputs: [prepared] }),
  ];
}

/** A stage that fails goes back to the release before; so does one under which people suffer, as the alarm says. */
function guarded(environment: string): Readonly<Record<string, Value>> {
  return {
    OnFailure: { Result: 'ROLLBACK' },
    OnSuccess: {
      Conditions: [
        {
          Result: 'ROLLBACK',
          Rules: [
            {
              Name: 'nobody-suffers',
              RuleTypeId: {
                Category: 'Rule',
                Owner: 'AWS',
                Provider: 'CloudWatchAlarm',
                Version: '1',
              },
              Configuration: {
                AlarmName: `waybill-${environment}-hub-unwell`,
                AlarmStates: 'ALARM',
                WaitTime: watchedMinutes,
              },
            },
          ],
        },
      ],
    },
  };
}

const approval: Action = {
  Name: 'Approve',
  RunOrder: 3,
  ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' },
  Configuration: {
    NotificationArn: ref('ReleaseTopic'),
    CustomData: 'Read the change set of waybill-prod: what goes, what is replaced.',
  },
};

interface Change {
  readonly prepared: string;
  readonly share: string;
  readonly order: number;
}

function shift(environment: string, change: Change): Action[] {
  const { made, executed } = changeSet(environment, change);
  return [made, { ...executed, RunOrder: change.order + 1 }];
}

/** A change set, and its execution two steps later, with room for somebody who reads it between. */
function changeSet(environment: string, { prepared, share, order }: Change) {
  const percent = `${String(Number(share) * 100)}Percent`;
  const action = (
    Name: string,
    RunOrder: number,
    configuration: Record<string, Value>,
  ): Action => ({
    Name: `${Name}${percent}`,
    RunOrder,
    ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
    InputArtifacts: [{ Name: prepared }],
    Configuration: {
      StackName: `waybill-${environment}`,
      ChangeSetName: `waybill-${percent}`,
      ...configuration,
    },
  });
  return {
    made: action('ChangeSet', order, {
      ActionMode: 'CHANGE_SET_REPLACE',
      RoleArn: getAtt('DeployRole', 'Arn'),
      Capabilities: 'CAPABILITY_IAM,CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND',
      TemplatePath: `${prepared}::template.json`,
      TemplateConfiguration: `${prepared}::parameters.json`,
      ParameterOverrides: JSON.stringify({ ShiftedShare: share }),
    }),
    executed: action('Execute', order + 2, { ActionMode: 'CHANGE_SET_EXECUTE' }),
  };
}

interface Built {
  readonly environment?: string;
  readonly inputs?: readonly string[];
  readonly output?: string;
}

function build(
  id: Step['id'],
  order: number,
  { environment, inputs = ['Source'], output }: Built,
): Action {
  const told = [{ name: 'ENVIRONMENT', value: environment ?? '', type: 'PLAINTEXT' }];
  return {
    Name: id,
    RunOrder: order,
    ActionTypeId: {
      Category: id === 'Smoke' ? 'Test' : 'Build',
      Owner: 'AWS',
      Provider: 'CodeBuild',
      Version: '1',
    },
    InputArtifacts: inputs.map((Name) => ({ Name })),
    ...(output === undefined ? {} : { OutputArtifacts: [{ Name: output }] }),
    Configuration: {
      ProjectName: ref(`${id}Project`),
      PrimarySource: inputs[0] ?? '',
      ...(environment === undefined ? {} : { EnvironmentVariables: JSON.stringify(told) }),
    },
  };
}

const source = { Name: 'Source', RunOrder: 1, OutputArtifacts: [{ Name: 'Source' }] };

const fromCodeCommit = {
  condition: 'FromCodeCommit',
  action: {
    ...source,
    ActionTypeId: { Category: 'Source', Owner: 'AWS', Provider: 'CodeCommit', Version: '1' },
    Configuration: {
      RepositoryName: ref('Repository'),
      BranchName: ref('Branch'),
      // Told of by an event.
      PollForSourceChanges: 'false',
    },
  },
};

const fromConnection = {
  condition: 'FromConnection',
  action: {
    ...source,
    ActionTypeId: {
      Category: 'Source',
      Owner: 'AWS',
      Provider: 'CodeStarSourceConnection',
      Version: '1',
    },
    Configuration: {
      ConnectionArn: ref('ConnectionArn'),
      FullRepositoryId: ref('Repository'),
      BranchName: sub('${Branch}'),
    },
  },
};

const when = ({ condition, action }: { condition: string; action: Value }): Value => ({
  'Fn::If': [condition, action, { Ref: 'AWS::NoValue' }],
});
