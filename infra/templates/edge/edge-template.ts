import { getAtt, ref, sub } from '../template.ts';
import type { Resource, Template } from '../template.ts';
import { alarmOf } from '../watch/alarm.ts';
import type { Watched } from '../watch/alarm.ts';
import { webAclOf } from '../web-acl.ts';
import { accessLogs } from './access-logs.ts';

/**
 * What CloudFront looks for in us-east-1, wherever the environment itself is: certificates, a firewall, logs and alarms. Deployed there before the
 * environment, and once more when its distribution is known.
 */
export function edgeTemplate(): Template {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Waybill: the edge of one environment. In us-east-1',
    Parameters: {
      Environment: { Type: 'String', AllowedPattern: '^[a-z][a-z0-9]{1,9}$' },
      AlarmEmail: { Type: 'String' },
      PortalDomainName: { Type: 'String' },
      ApiDomainName: { Type: 'String' },
      // Where the certificates prove themselves, and renew.
      HostedZone: { Type: 'AWS::Route53::HostedZone::Id' },
      // Of the environment's outputs; empty as long as there is none.
      Distribution: { Type: 'String', Default: '' },
      LogRetentionDays: { Type: 'Number', Default: 90 },
    },
    Conditions: { WithDistribution: { 'Fn::Not': [{ 'Fn::Equals': [ref('Distribution'), ''] }] } },
    Resources: {
      PortalCertificate: certificate('PortalDomainName'),
      ApiCertificate: certificate('ApiDomainName'),
      WebAcl: webAclOf('CLOUDFRONT'),
      ...alarmTopic,
      ...Object.fromEntries(watched.map(alarmOf)),
      ...accessLogs,
    },
    Outputs: {
      PortalCertificate: { Value: ref('PortalCertificate') },
      ApiCertificate: { Value: ref('ApiCertificate') },
      PortalWebAcl: { Value: getAtt('WebAcl', 'Arn') },
    },
  };
}

function certificate(domain: string): Resource {
  return {
    Type: 'AWS::CertificateManager::Certificate',
    Properties: {
      DomainName: ref(domain),
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: ref(domain), HostedZoneId: ref('HostedZone') }],
    },
  };
}

/** Alarms go to a topic in their own region. It is not encrypted: a key for it would be all that it protects. */
const alarmTopic: Record<string, Resource> = {
  AlarmTopic: {
    Type: 'AWS::SNS::Topic',
    Properties: {
      TopicName: sub('waybill-${Environment}-edge-alarms'),
      Subscription: [{ Protocol: 'email', Endpoint: ref('AlarmEmail') }],
    },
  },
  AlarmTopicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [ref('AlarmTopic')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: ref('AlarmTopic'),
            Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
          },
        ],
      },
    },
  },
};

const watched: readonly Watched[] = [
  {
    kind: 'portal-failures',
    subject: '',
    // Silent until there is a distribution, and silence is well.
    dimensions: { DistributionId: ref('Distribution'), Region: 'Global' },
    condition: 'WithDistribution',
  },
  {
    kind: 'requests-blocked',
    subject: 'edge-web-acl',
    dimensions: { WebACL: sub('waybill-${Environment}-edge'), Rule: 'ALL' },
  },
  {
    kind: 'certificate-expires',
    subject: 'portal',
    dimensions: { CertificateArn: ref('PortalCertificate') },
  },
  {
    kind: 'certificate-expires',
    subject: 'api',
    dimensions: { CertificateArn: ref('ApiCertificate') },
  },
];
