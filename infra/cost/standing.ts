import { allTemplates } from '../templates/all-templates.ts';
import type { Resource, Template, Templates, Value } from '../templates/template.ts';
import { priceOf } from './prices.ts';

const hours = 730;
const zones = 3;

/** What a resource costs in a month in which nothing happens, in US dollars. */
export const standingCosts: Readonly<Record<string, (resource: Resource) => number>> = {
  'AWS::CloudWatch::Alarm': () => priceOf('alarm'),
  'AWS::CloudWatch::CompositeAlarm': () => priceOf('compositeAlarm'),
  'AWS::CloudWatch::Dashboard': () => priceOf('dashboard'),
  'AWS::EC2::NatGateway': () => priceOf('natHour') * hours,
  'AWS::EC2::VPCEndpoint': ({ Properties }) =>
    Properties?.['VpcEndpointType'] === 'Interface' ? priceOf('endpointHour') * hours * zones : 0,
  'AWS::KMS::Key': () => priceOf('key'),
  'AWS::RDS::DBProxy': () => priceOf('proxyAcuHour') * 8 * hours,
  'AWS::SecretsManager::Secret': () => priceOf('secret'),
  'AWS::Transfer::Server': () => priceOf('transferHour') * hours,
  'AWS::WAFv2::WebACL': ({ Properties }) =>
    priceOf('webAcl') + priceOf('webAclRule') * (Properties?.['Rules'] as Value[]).length,
};

/** Costs nothing by itself, or by what is done with it, which is the workload's. */
export const paidByUse: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFormation::Stack',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::Events::Rule',
  'AWS::IAM::AccessKey',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::DeliverySource',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBProxyTargetGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::RecordSetGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::Serverless::Function',
  'AWS::Serverless::StateMachine',
  'AWS::Transfer::User',
  'AWS::WAFv2::WebACLAssociation',
]);

export interface Standing {
  readonly type: string;
  readonly count: number;
  readonly usd: number;
}

/** What stands in an environment with the parameters' defaults and costs something by itself. */
export function standing(templates: Templates = allTemplates()): readonly Standing[] {
  const absent = nestedOnlyOnRequest(templates);
  const deployed = Object.entries(templates)
    .filter(([file]) => !absent.has(file))
    .flatMap(([, template]) => resourcesOf(template, templates));
  return Object.entries(standingCosts)
    .map(([type, costOf]) => {
      const ofType = deployed.filter(({ Type }) => Type === type);
      return { type, count: ofType.length, usd: ofType.reduce((sum, one) => sum + costOf(one), 0) };
    })
    .filter(({ count }) => count > 0);
}

/** Templates whose stack the root makes only under a condition that its defaults do not meet, such as SFTP. */
function nestedOnlyOnRequest(templates: Templates): ReadonlySet<string> {
  const { 'template.yaml': root } = templates;
  if (!root) return new Set();
  const made = new Set(resourcesOf(root, templates));
  return new Set(
    Object.values(root.Resources)
      .filter((resource) => !made.has(resource))
      .map(({ Properties }) => String(Properties?.['TemplateURL'])),
  );
}

function resourcesOf(template: Template, templates: Templates): Resource[] {
  const defaults = {
    ...defaultsOf(templates['template.yaml']),
    ...defaultsOf(template),
  };
  const holds = (name: string): boolean => isTrue(template.Conditions?.[name], defaults, holds);
  return Object.values(template.Resources).filter(
    ({ Condition }) => Condition === undefined || holds(Condition),
  );
}

function defaultsOf(template: Template | undefined): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(template?.Parameters ?? {}).flatMap(([name, { Default }]) =>
      Default === undefined ? [] : [[name, Default]],
    ),
  );
}

/** The functions of CloudFormation's conditions, with parameters at their defaults; an unknown parameter is empty. */
function isTrue(
  condition: Value | undefined,
  values: Readonly<Record<string, Value>>,
  named: (name: string) => boolean,
): boolean {
  const [entry] = Object.entries(condition as Record<string, Value>);
  if (!entry) throw new Error('A condition is empty.');
  const [kind, value] = entry;
  if (kind === 'Condition') return named(String(value));
  const parts = value as Value[];
  const ask = (part: Value) => isTrue(part, values, named);
  if (kind === 'Fn::Equals') return textOf(parts[0], values) === textOf(parts[1], values);
  if (kind === 'Fn::Not') return !parts.some(ask);
  if (kind === 'Fn::And') return parts.every(ask);
  if (kind === 'Fn::Or') return parts.some(ask);
  throw new Error(`A condition uses ${kind}, which the cost model does not know.`);
}

function textOf(value: Value | undefined, values: Readonly<Record<string, Value>>): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return String(values[(value as { Ref?: string }).Ref ?? ''] ?? '');
}
