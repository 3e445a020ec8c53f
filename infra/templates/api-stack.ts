import { createHash } from 'node:crypto';
import type { Operation } from '@waybill/contracts';
import { apiBody, describeRoute, gatewayPath } from './api-body.ts';
import type { Route } from './api-body.ts';
import { functionName } from './function-stack.ts';
import { parametersIn } from './parameters.ts';
import { getAtt, logicalId, ref, sub } from './template.ts';
import type { Parameter, Resource, Template, Value } from './template.ts';
import { liveAlias } from './version-stack.ts';
import { webAcl } from './web-acl.ts';

/** What the API is told besides the shared parameters. */
export const apiParameters = {
  AuthMode: { Type: 'String' },
  UserPoolArn: { Type: 'String' },
  ApiDomainName: { Type: 'String' },
  // Of a certificate in us-east-1, where CloudFront, and so an edge-optimized API, looks for it.
  ApiCertificate: { Type: 'String' },
  RequestsPerSecond: { Type: 'Number' },
  RequestBurst: { Type: 'Number' },
} as const satisfies Record<string, Parameter>;

/** The REST API before all operations: routes, the right of each route to its function and to no other, limits, logs. */
export function apiStack(rows: readonly Operation[]): Template {
  const body = apiBody(rows);
  const Resources: Record<string, Resource> = {
    ...gatewayResources(body),
    ...Object.assign({}, ...[...rows, describeRoute].map(permissionOf)),
    ...webAcl,
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Waybill: the REST API',
    Parameters: { ...parametersIn(Resources), ...apiParameters },
    Conditions: {
      CognitoAlone: { 'Fn::Equals': [ref('AuthMode'), 'cognito'] },
      NotCognitoAlone: { 'Fn::Not': [{ Condition: 'CognitoAlone' }] },
    },
    Resources,
    Outputs: {
      EdgeDomainName: { Value: getAtt('DomainName', 'DistributionDomainName') },
      EdgeHostedZone: { Value: getAtt('DomainName', 'DistributionHostedZoneId') },
    },
  };
}

function gatewayResources(body: Record<string, Value>): Record<string, Resource> {
  // A deployment is a picture of the routes: without a new one for new routes, nothing goes live.
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 10);
  // It is one with the authorizer or one with the user pool: what the parameter changes has to go live, too.
  const [deployment, ofPool] = [`Deployment${digest}`, `PoolDeployment${digest}`];
  return {
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Name: sub('waybill-${Environment}'),
        EndpointConfiguration: { Types: ['EDGE'] },
        DisableExecuteApiEndpoint: true,
        FailOnWarnings: true,
        Body: body,
      },
    },
    [deployment]: { ...deploymentOfApi, Condition: 'NotCognitoAlone' },
    [ofPool]: { ...deploymentOfApi, Condition: 'CognitoAlone' },
    AuthorizerRoute: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: functionName(`authorize:${liveAlias}`),
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: sub(
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*',
        ),
      },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      DependsOn: 'LogAccount',
      Properties: {
        RestApiId: ref('Api'),
        DeploymentId: { 'Fn::If': ['CognitoAlone', ref(ofPool), ref(deployment)] },
        StageName: 'live',
        TracingEnabled: true,
        AccessLogSetting: { DestinationArn: getAtt('AccessLog', 'Arn'), Format: accessLogLine },
        MethodSettings: [
          {
            HttpMethod: '*',
            ResourcePath: '/*',
            MetricsEnabled: true,
            // Bodies hold people's data.
            DataTraceEnabled: false,
            LoggingLevel: 'ERROR',
            ThrottlingRateLimit: ref('RequestsPerSecond'),
            ThrottlingBurstLimit: ref('RequestBurst'),
          },
        ],
      },
    },
    AccessLog: {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        LogGroupName: sub('/waybill/${Environment}/api-access'),
        RetentionInDays: ref('LogRetentionDays'),
        KmsKeyId: ref('DataKey'),
      },
    },
    ...domainOfApi,
    ...logAccount,
  };
}

const domainOfApi: Record<string, Resource> = {
  DomainName: {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: {
      DomainName: ref('ApiDomainName'),
      CertificateArn: ref('ApiCertificate'),
      EndpointConfiguration: { Types: ['EDGE'] },
      SecurityPolicy: 'TLS_1_2',
    },
  },
  BasePath: {
    Type: 'AWS::ApiGateway::BasePathMapping',
    Properties: { DomainName: ref('DomainName'), RestApiId: ref('Api'), Stage: ref('Stage') },
  },
};

const deploymentOfApi: Resource = {
  Type: 'AWS::ApiGateway::Deployment',
  // The stage goes over to the new one before this goes.
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: { RestApiId: ref('Api') },
};

/** One per account and region; API Gateway writes no log without it. */
const logAccount: Record<string, Resource> = {
  LogAccount: {
    Type: 'AWS::ApiGateway::Account',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { CloudWatchRoleArn: getAtt('LogRole', 'Arn') },
  },
  LogRole: {
    Type: 'AWS::IAM::Role',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'apigateway.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      ManagedPolicyArns: [
        sub(
          'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
        ),
      ],
    },
  },
};

const accessLogLine = JSON.stringify({
  at: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  trace: '$context.xrayTraceId',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  authorizerMs: '$context.authorizer.latency',
  client: '$context.authorizer.client',
  bytes: '$context.responseLength',
  gatewayError: '$context.error.responseType',
});

function permissionOf({ name, method, path }: Route): Record<string, Resource> {
  const address = gatewayPath(path).replace(/\{\w+\}/g, '*');
  return {
    [`${logicalId(name)}Route`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: functionName(`${name}:${liveAlias}`),
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/${method}${address}`,
        ),
      },
    },
  };
}
