import { problems, problemType, roleMatrix } from '@waybill/contracts';
import type { Operation, ProblemName } from '@waybill/contracts';
import { sub } from './template.ts';
import type { Value } from './template.ts';
import { liveAlias } from './version-stack.ts';

/** Paths of the API as the gateway has them; the base path mapping adds nothing. */
export const gatewayPath = (path: string) => `/v1${path}`;

/** A way to a function. */
export type Route = Pick<Operation, 'name' | 'method' | 'path'>;

/** What anybody may ask: how the API is to be asked. The one route that is no operation. */
export const describeRoute: Route = {
  name: 'describe-api',
  method: 'GET',
  path: '/openapi.json',
};

/**
 * What API Gateway imports: addresses, and the function behind each. It is no description of the API: requests are checked by the
 * functions, whose answers say which value is wrong, and the document for callers is OpenAPI 3.1, which the gateway cannot read.
 */
export function apiBody(rows: readonly Operation[]): Record<string, Value> {
  const paths: Record<string, Record<string, Value>> = {};
  for (const row of [...rows, describeRoute]) {
    const path = gatewayPath(row.path);
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: routeOf(row) };
  }
  return {
    openapi: '3.0.1',
    info: { title: sub('waybill-${Environment}'), version: '1' },
    paths,
    components: {
      securitySchemes: whenCognitoAlone({ [pool]: poolScheme }, { [authorizer]: authorizerScheme }),
    },
    'x-amazon-apigateway-gateway-responses': gatewayResponses,
    'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true },
  };
}

function routeOf({ name, path, ...row }: Route | Operation): Value {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter ?? '',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const integration =
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/' +
    `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:waybill-\${Environment}-${name}:${liveAlias}/invocations`;
  return {
    operationId: name,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...('permission' in row ? { security: securityOf(row) } : {}),
    responses: { default: { description: 'As the function answers' } },
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: sub(integration),
      timeoutInMillis: 29_000,
      passthroughBehavior: 'when_no_match',
    },
  };
}

/** The identifier of the API at the user pool, before each of its scopes. */
export const resourceServer = 'api://waybill';
const authorizer = 'authorizer';
const pool = 'userPool';

/** Of the two ways to check tokens before a function the one that is in use; of a pool alone the gateway can check them itself. */
const whenCognitoAlone = (then: Value, otherwise: Value): Value => ({
  'Fn::If': ['CognitoAlone', then, otherwise],
});

const securityOf = ({ permission }: Pick<Operation, 'permission'>): Value =>
  whenCognitoAlone(
    [{ [pool]: [`${resourceServer}/${roleMatrix[permission].scope}`] }],
    [{ [authorizer]: [] }],
  );

const inAuthorization = { type: 'apiKey', name: 'Authorization', in: 'header' } as const;

const authorizerScheme: Value = {
  ...inAuthorization,
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': {
    type: 'request',
    // A request without it is refused without asking.
    identitySource: 'method.request.header.Authorization',
    authorizerUri: sub(
      'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/' +
        `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:waybill-\${Environment}-authorize:${liveAlias}/invocations`,
    ),
    authorizerResultTtlInSeconds: 300,
  },
};

/** With scopes the gateway takes access tokens; without any it would take ID tokens. */
const poolScheme: Value = {
  ...inAuthorization,
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': {
    type: 'cognito_user_pools',
    providerARNs: [{ Ref: 'UserPoolArn' }],
  },
};

/** The gateway's own refusals look like ours. */
const gatewayResponses: Value = {
  UNAUTHORIZED: refusal('unauthenticated', { 'WWW-Authenticate': `'Bearer realm="waybill"'` }),
  ACCESS_DENIED: refusal('forbidden'),
  // The authorizer could not ask an issuer for its keys.
  AUTHORIZER_FAILURE: refusal('unavailable', { 'Retry-After': "'5'" }),
  // How the gateway answers an address that it does not know.
  MISSING_AUTHENTICATION_TOKEN: refusal('not-found'),
  REQUEST_TOO_LARGE: refusal('payload-too-large'),
  UNSUPPORTED_MEDIA_TYPE: refusal('unsupported-media-type'),
  THROTTLED: refusal('too-many-requests', { 'Retry-After': "'1'" }),
  QUOTA_EXCEEDED: refusal('too-many-requests', { 'Retry-After': "'60'" }),
  BAD_REQUEST_BODY: refusal('malformed-request'),
  WAF_FILTERED: refusal('forbidden'),
  INTEGRATION_TIMEOUT: refusal('unavailable', { 'Retry-After': "'5'" }),
  DEFAULT_5XX: refusal('unexpected'),
};

function refusal(name: ProblemName, headers: Readonly<Record<string, string>> = {}): Value {
  const { code, status, title } = problems[name];
  const body = { type: problemType(name), title, status, code, traceId: '$context.requestId' };
  return {
    statusCode: String(status),
    responseParameters: {
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      ...Object.fromEntries(
        Object.entries(headers).map(([header, value]) => [
          `gatewayresponse.header.${header}`,
          value,
        ]),
      ),
    },
    responseTemplates: { 'application/json': JSON.stringify(body) },
  };
}
