import type { Operation, OperationKey } from '@waybill/contracts';
import { parametersIn } from './parameters.ts';
import { bucketsToldTo, mailFrom, sendsMail, statementsOf } from './permissions.ts';
import { getAtt, logicalId, ref, sub } from './template.ts';
import type { Resource, Template, Value } from './template.ts';

/** Rows of one domain: `[key, row]` of the operation table. */
export type Rows = readonly (readonly [OperationKey, Operation])[];

/** What every function of an operation is alike in. */
export const functionGlobals = {
  Function: {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    MemorySize: 512,
    // The gateway gives up after 29 s; a function that ends before says why itself.
    Timeout: 28,
    Tracing: 'Active',
    VpcConfig: {
      SubnetIds: ref('PrivateSubnets'),
      SecurityGroupIds: [ref('FunctionSecurityGroup')],
    },
    Environment: {
      Variables: {
        NODE_OPTIONS: '--enable-source-maps',
        WAYBILL_DATABASE_HOST: ref('DatabaseHost'),
        WAYBILL_DATABASE_AUTHORITIES: ref('DatabaseAuthorities'),
        WAYBILL_DATABASE_POOL: '1',
        WAYBILL_DATABASE_SECRET: ref('DatabaseSecret'),
        WAYBILL_KEYS_SECRET: ref('KeysSecret'),
        // Empty where the API does not trust it.
        WAYBILL_ISSUER: ref('Issuer'),
        WAYBILL_COGNITO_ISSUER: ref('CognitoIssuer'),
        WAYBILL_COGNITO_CLIENTS: ref('CognitoClients'),
      },
    },
  },
} satisfies Template['Globals'];

/** Name of an operation's function; the API's stack knows it by this and by nothing else. */
export const functionName = (operation: string) => sub(`waybill-\${Environment}-${operation}`);

/** The functions of one domain, each with its role and its log. */
export function functionStack(tag: string, rows: Rows): Template {
  const Resources = Object.assign({}, ...rows.map(functionOf)) as Record<string, Resource>;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Description: `Waybill: operations of ${tag}`,
    Globals: functionGlobals,
    Parameters: parametersIn(functionGlobals, Resources),
    Resources,
  };
}

function functionOf([key, { name, summary }]: Rows[number]): Record<string, Resource> {
  const id = logicalId(name);
  const variables = [
    ...bucketsToldTo(key).map((bucket): [string, Value] => [
      `WAYBILL_${bucket.toUpperCase()}_BUCKET`,
      ref(`${bucket}Bucket`),
    ]),
    ...(sendsMail(key) ? mailVariables : []),
  ];
  return {
    [`${id}Function`]: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: functionName(name),
        Description: summary,
        CodeUri: `../../functions/${name}/`,
        Role: getAtt(`${id}Role`, 'Arn'),
        LoggingConfig: { LogFormat: 'JSON', LogGroup: ref(`${id}Log`) },
        ...(variables.length > 0
          ? { Environment: { Variables: Object.fromEntries(variables) } }
          : {}),
      },
    },
    [`${id}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Description: sub(`What ${name} may do in \${Environment}`),
        AssumeRolePolicyDocument: trustOfLambda,
        ManagedPolicyArns: managedPolicies,
        Policies: [
          {
            PolicyName: 'ports',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: statementsOf(key) as unknown as Value,
            },
          },
        ],
      },
    },
    [`${id}Log`]: {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        LogGroupName: sub(`/waybill/\${Environment}/${name}`),
        RetentionInDays: ref('LogRetentionDays'),
        KmsKeyId: ref('DataKey'),
      },
    },
  };
}

const mailVariables: readonly [string, Value][] = [
  ['WAYBILL_MAIL_FROM', mailFrom],
  ['WAYBILL_MAIL_REPLY_TO', ref('MailReplyTo')],
  ['WAYBILL_MAIL_CONFIGURATION_SET', sub('waybill-${Environment}')],
];

const trustOfLambda: Value = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

/** AWS's own, on `*` because it forces that; network interfaces, log lines and traces. */
export const managedPolicies = [
  sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'),
  sub('arn:${AWS::Partition}:iam::aws:policy/AWSXrayWriteOnlyAccess'),
];
