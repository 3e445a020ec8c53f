import { getAtt, ref, sub } from '../templates/template.ts';
import type { Resource, Template, Value } from '../templates/template.ts';
import { deliveryRoles } from './pipeline-roles.ts';
import { stages } from './pipeline-stages.ts';
import { steps } from './steps.ts';

/** In the order in which a release goes through them. */
export const environments = ['dev', 'test', 'prod'] as const;

/** The stack of the pipeline, one for all environments: from a commit to all of them. Deployed by hand, once, and by itself never. */
export function pipelineTemplate(): Template {
  const projects = Object.fromEntries(
    steps.map(({ id, buildspec }) => [`${id}Project`, projectOf(id, buildspec)]),
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Waybill: the pipeline that takes a commit through all environments',
    Parameters: {
      SourceType: {
        Type: 'String',
        AllowedValues: ['codecommit', 'codeconnection'],
        Default: 'codecommit',
      },
      Repository: { Type: 'String', Description: 'Its name; owner/name behind a connection' },
      Branch: { Type: 'String', Default: 'main' },
      ConnectionArn: {
        Type: 'String',
        // Of no connection: the pipeline's role names it, whatever the source is.
        Default: 'arn:aws:codeconnections:::connection/none',
        Description: 'Of CodeConnections',
      },
      ReleaseEmail: { Type: 'String', Description: 'Who is asked before production' },
    },
    Conditions: {
      FromCodeCommit: { 'Fn::Equals': [ref('SourceType'), 'codecommit'] },
      FromConnection: { 'Fn::Equals': [ref('SourceType'), 'codeconnection'] },
    },
    Resources: { ...stores, ...deliveryRoles(), ...projects, Pipeline: pipeline(), ...trigger },
    Outputs: { ReleaseBucket: { Value: ref('Releases') } },
  };
}

function pipeline(): Resource {
  return {
    Type: 'AWS::CodePipeline::Pipeline',
    Properties: {
      Name: 'waybill',
      PipelineType: 'V2',
      // One release after the other; superseded ones would skip migrations that the next one counts on.
      ExecutionMode: 'QUEUED',
      RoleArn: getAtt('PipelineRole', 'Arn'),
      ArtifactStore: {
        Type: 'S3',
        Location: ref('Releases'),
        EncryptionKey: { Type: 'KMS', Id: getAtt('ReleaseKey', 'Arn') },
      },
      Stages: stages(environments),
    },
  };
}

function projectOf(id: string, buildspec: string): Resource {
  return {
    Type: 'AWS::CodeBuild::Project',
    Properties: {
      Name: `waybill-${id.toLowerCase()}`,
      ServiceRole: getAtt(`${id}Role`, 'Arn'),
      EncryptionKey: getAtt('ReleaseKey', 'Arn'),
      Artifacts: { Type: 'CODEPIPELINE' },
      Source: { Type: 'CODEPIPELINE', BuildSpec: buildspec },
      TimeoutInMinutes: 60,
      Environment: {
        Type: 'ARM_CONTAINER',
        ComputeType: 'BUILD_GENERAL1_MEDIUM',
        Image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
        EnvironmentVariables: [{ Name: 'RELEASES', Value: ref('Releases') }],
      },
      LogsConfig: {
        CloudWatchLogs: { Status: 'ENABLED', GroupName: ref(`${id}Log`) },
      },
    },
  };
}

const onlyOverTls: Value = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [getAtt('Releases', 'Arn'), sub('${Releases.Arn}/*')],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const stores: Record<string, Resource> = {
  ReleaseKey: {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: 'Waybill: releases at rest',
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        // Rights are given by roles in this account; AWS forces `*`, which here means this key.
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            Effect: 'Allow',
            Principal: { Service: sub('logs.${AWS::Region}.amazonaws.com') },
            Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
          },
        ],
      },
    },
  },
  Releases: {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: getAtt('ReleaseKey', 'Arn'),
            },
          },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      // `code/`, `templates/` and `environments/` stay: a rollback reads them.
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', Prefix: 'waybill/', ExpirationInDays: 90 }],
      },
    },
  },
  ReleasesPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref('Releases'),
      PolicyDocument: { Version: '2012-10-17', Statement: [onlyOverTls] },
    },
  },
  ReleaseTopic: {
    Type: 'AWS::SNS::Topic',
    Properties: {
      KmsMasterKeyId: 'alias/aws/sns',
      Subscription: [{ Protocol: 'email', Endpoint: ref('ReleaseEmail') }],
    },
  },
};

/** CodeCommit tells of a push by an event; a connection triggers by itself. */
const trigger: Record<string, Resource> = {
  Pushed: {
    Type: 'AWS::Events::Rule',
    Condition: 'FromCodeCommit',
    Properties: {
      EventPattern: {
        source: ['aws.codecommit'],
        'detail-type': ['CodeCommit Repository State Change'],
        resources: [
          sub('arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${Repository}'),
        ],
        detail: { referenceType: ['branch'], referenceName: [ref('Branch')] },
      },
      Targets: [
        {
          Id: 'pipeline',
          Arn: sub(
            'arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}',
          ),
          RoleArn: getAtt('TriggerRole', 'Arn'),
        },
      ],
    },
  },
};
