import { getAtt, ref, sub } from '../template.ts';
import type { Resource } from '../template.ts';

/** CloudFront's access log, by the delivery of CloudWatch Logs: its older way asks for a bucket with access control lists. */
export const accessLogs: Record<string, Resource> = {
  AccessLogBucket: {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: sub('waybill-${Environment}-edge-access-${AWS::AccountId}'),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'old-logs',
            Status: 'Enabled',
            ExpirationInDays: ref('LogRetentionDays'),
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          },
        ],
      },
    },
  },
  AccessLogBucketPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref('AccessLogBucket'),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyByTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [getAtt('AccessLogBucket', 'Arn'), sub('${AccessLogBucket.Arn}/*')],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'Delivery',
            Effect: 'Allow',
            Principal: { Service: 'delivery.logs.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: sub('${AccessLogBucket.Arn}/*'),
            Condition: {
              StringEquals: {
                'aws:SourceAccount': ref('AWS::AccountId'),
                's3:x-amz-acl': 'bucket-owner-full-control',
              },
              ArnLike: {
                'aws:SourceArn': sub(
                  'arn:${AWS::Partition}:logs:us-east-1:${AWS::AccountId}:delivery-source:waybill-${Environment}-portal',
                ),
              },
            },
          },
        ],
      },
    },
  },
  AccessLogSource: {
    Type: 'AWS::Logs::DeliverySource',
    Condition: 'WithDistribution',
    Properties: {
      Name: sub('waybill-${Environment}-portal'),
      LogType: 'ACCESS_LOGS',
      ResourceArn: sub(
        'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}',
      ),
    },
  },
  AccessLogDestination: {
    Type: 'AWS::Logs::DeliveryDestination',
    Properties: {
      Name: sub('waybill-${Environment}-portal'),
      DestinationResourceArn: getAtt('AccessLogBucket', 'Arn'),
      OutputFormat: 'json',
    },
  },
  AccessLogDelivery: {
    Type: 'AWS::Logs::Delivery',
    Condition: 'WithDistribution',
    DependsOn: 'AccessLogBucketPolicy',
    Properties: {
      DeliverySourceName: ref('AccessLogSource'),
      DeliveryDestinationArn: getAtt('AccessLogDestination', 'Arn'),
    },
  },
};
