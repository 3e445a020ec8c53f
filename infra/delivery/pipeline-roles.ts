import { getAtt, ref, sub } from '../templates/template.ts';
import type { Resource, Value } from '../templates/template.ts';
import { steps } from './steps.ts';
import type { Step } from './steps.ts';

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly Value[];
  readonly Condition?: Value;
}

const here = '${AWS::Region}:${AWS::AccountId}';
const arn = (rest: string) => sub(`arn:\${AWS::Partition}:${rest}`);
const releaseKey: Statement = {
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: [getAtt('ReleaseKey', 'Arn')],
};
/** What CodePipeline keeps for its actions. */
const artefacts: Statement = {
  Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
  Resource: [sub('${Releases.Arn}/waybill/*')],
};

/** What each step may do beside its log and its artefacts. */
const ofStep: Readonly<Record<Step['id'], readonly Statement[]>> = {
  Build: [],
  Prepare: [
    {
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: ['code', 'templates', 'environments'].map((folder) =>
        sub(`\${Releases.Arn}/${folder}/*`),
      ),
    },
    { Action: ['s3:ListBucket'], Resource: [getAtt('Releases', 'Arn')] },
  ],
  Migrate: [
    {
      Action: ['lambda:InvokeFunction'],
      Resource: [arn(`lambda:${here}:function:waybill-*-migrate-database`)],
    },
  ],
  Portal: [
    {
      Action: ['cloudformation:DescribeStacks'],
      Resource: [arn(`cloudformation:${here}:stack/waybill-*/*`)],
    },
    {
      Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: [arn('s3:::waybill-*-portal-*'), arn('s3:::waybill-*-portal-*/*')],
    },
    {
      Action: [
        'cloudfront:CreateInvalidation',
        'cloudfront:GetInvalidation',
        'cloudfront:GetDistribution',
      ],
      Resource: [arn('cloudfront::${AWS::AccountId}:distribution/*')],
    },
    {
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: [arn(`kms:${here}:key/*`)],
      Condition: {
        StringEquals: { 'kms:ViaService': sub('s3.${AWS::Region}.amazonaws.com') },
        'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/waybill-*' },
      },
    },
  ],
  Smoke: [
    {
      Action: ['secretsmanager:GetSecretValue'],
      Resource: [arn(`secretsmanager:${here}:secret:waybill-*-smoke-*`)],
    },
  ],
  Record: [{ Action: ['s3:PutObject'], Resource: [sub('${Releases.Arn}/environments/*')] }],
};

export function deliveryRoles(): Record<string, Resource> {
  const ofSteps = steps.flatMap(({ id }): [string, Resource][] => [
    [`${id}Log`, logOf(id)],
    [
      `${id}Role`,
      role('codebuild', [
        {
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [getAtt(`${id}Log`, 'Arn')],
        },
        artefacts,
        releaseKey,
        ...ofStep[id],
      ]),
    ],
  ]);
  return {
    ...Object.fromEntries(ofSteps),
    PipelineRole: role('codepipeline', ofPipeline),
    DeployRole: role('cloudformation', ofDeployment),
    TriggerRole: {
      ...role('events', [
        {
          Action: ['codepipeline:StartPipelineExecution'],
          Resource: [arn(`codepipeline:${here}:waybill`)],
        },
      ]),
      Condition: 'FromCodeCommit',
    },
  };
}

const ofPipeline: readonly Statement[] = [
  artefacts,
  releaseKey,
  {
    Action: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'],
    Resource: steps.map(({ id }) => getAtt(`${id}Project`, 'Arn')),
  },
  {
    Action: [
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteChangeSet',
      'cloudformation:DescribeChangeSet',
      'cloudformation:DescribeStacks',
      'cloudformation:ExecuteChangeSet',
    ],
    Resource: [arn(`cloudformation:${here}:stack/waybill-*/*`)],
  },
  {
    Action: ['iam:PassRole'],
    Resource: [getAtt('DeployRole', 'Arn')],
    Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
  },
  { Action: ['sns:Publish'], Resource: [ref('ReleaseTopic')] },
  {
    Action: ['cloudwatch:DescribeAlarms'],
    Resource: [arn(`cloudwatch:${here}:alarm:waybill-*`)],
  },
  {
    Action: [
      'codecommit:GetBranch',
      'codecommit:GetCommit',
      'codecommit:UploadArchive',
      'codecommit:GetUploadArchiveStatus',
    ],
    Resource: [arn(`codecommit:${here}:\${Repository}`)],
  },
  {
    Action: ['codeconnections:UseConnection', 'codestar-connections:UseConnection'],
    Resource: [ref('ConnectionArn')],
  },
];

/** Services of which an environment has something. Many of their actions know no resource before it is made. */
const madeOf = [
  'acm',
  'apigateway',
  'application-autoscaling',
  'cloudfront',
  'cloudwatch',
  'cognito-idp',
  'ec2',
  'events',
  'kms',
  'lambda',
  'logs',
  'rds',
  'route53',
  's3',
  'scheduler',
  'secretsmanager',
  'ses',
  'sns',
  'sqs',
  'states',
  'transfer',
  'wafv2',
];

/**
 * CloudFormation makes what the templates say, so its role reaches as far as they do; who may call CloudFormation with it is the pipeline
 * alone. It makes roles of this product's names only, and hands them to nobody but the services of the product.
 */
const ofDeployment: readonly Statement[] = [
  { Action: madeOf.map((service) => `${service}:*`), Resource: ['*'] },
  {
    Action: ['cloudformation:*'],
    Resource: [
      arn(`cloudformation:${here}:stack/waybill-*/*`),
      arn('cloudformation:${AWS::Region}:aws:transform/Serverless-2016-10-31'),
    ],
  },
  {
    Action: ['s3:GetObject'],
    Resource: [sub('${Releases.Arn}/code/*'), sub('${Releases.Arn}/templates/*')],
  },
  {
    Action: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
    ],
    Resource: [arn('iam::${AWS::AccountId}:role/waybill-*')],
  },
  {
    Action: ['iam:PassRole'],
    Resource: [arn('iam::${AWS::AccountId}:role/waybill-*')],
    Condition: {
      StringEquals: {
        'iam:PassedToService': [
          'apigateway.amazonaws.com',
          'events.amazonaws.com',
          'lambda.amazonaws.com',
          'monitoring.rds.amazonaws.com',
          'rds.amazonaws.com',
          'scheduler.amazonaws.com',
          'states.amazonaws.com',
          'transfer.amazonaws.com',
          'vpc-flow-logs.amazonaws.com',
        ],
      },
    },
  },
];

function role(service: string, statements: readonly Statement[]): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: `${service}.amazonaws.com` },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'delivery',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) as unknown as Value,
          },
        },
      ],
    },
  };
}

function logOf(id: string): Resource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      LogGroupName: `/waybill/delivery/${id.toLowerCase()}`,
      RetentionInDays: 90,
      KmsKeyId: getAtt('ReleaseKey', 'Arn'),
    },
  };
}
