import { operations, roleMatrix, scopes } from '@waybill/contracts';
import type { Operation } from '@waybill/contracts';
import { describe } from 'vitest';
import { gatewayPath, resourceServer } from './api-body.ts';
import type { Templates, Value } from './template.ts';
import { difference, every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const identity = 'stacks/identity.yaml';
const api = 'stacks/api.json';
const responses = 'Resources.Api.Properties.Body.x-amazon-apigateway-gateway-responses';
const rows: readonly Operation[] = Object.values(operations);

describe('the user pool', () => {
  holds(
    '16 is entered by way of Okta alone, with signed requests and encrypted answers',
    (templates) => [
      ...failing(
        every(templates, 'AWS::Cognito::UserPoolIdentityProvider'),
        ({ properties }) =>
          properties['ProviderType'] === 'SAML' &&
          /"RequestSigningAlgorithm":"rsa-sha256","EncryptedResponses":"true"/.test(
            textOf(properties['ProviderDetails']),
          ),
      ),
      ...failing(
        every(templates, 'AWS::Cognito::UserPoolClient'),
        ({ properties }) => textOf(properties['SupportedIdentityProviders']) === '["Okta"]',
      ),
      ...failing(
        every(templates, 'AWS::Cognito::UserPool'),
        ({ properties }) =>
          textOf(properties['AdminCreateUserConfig']) === '{"AllowAdminCreateUserOnly":true}' &&
          textOf(properties['UsernameConfiguration']) === '{"CaseSensitive":true}',
      ),
    ],
    without(identity, 'Resources.Okta.Properties.ProviderDetails.RequestSigningAlgorithm'),
    put(identity, 'Resources.Okta.Properties.ProviderDetails.EncryptedResponses', 'false'),
    put(identity, 'Resources.PeopleClient.Properties.SupportedIdentityProviders', [
      'COGNITO',
      'Okta',
    ]),
    put(identity, 'Resources.UserPool.Properties.AdminCreateUserConfig', {
      AllowAdminCreateUserOnly: false,
    }),
    put(identity, 'Resources.UserPool.Properties.UsernameConfiguration.CaseSensitive', false),
  );

  holds(
    '16 gives codes to a client with a secret, and lets nobody write their own groups',
    (templates) =>
      failing(
        every(templates, 'AWS::Cognito::UserPoolClient'),
        ({ properties }) =>
          properties['GenerateSecret'] === true &&
          textOf(properties['AllowedOAuthFlows']) === '["code"]' &&
          textOf(properties['ExplicitAuthFlows']) === '["ALLOW_REFRESH_TOKEN_AUTH"]' &&
          !textOf(properties['AllowedOAuthScopes']).includes('aws.cognito') &&
          Number(properties['AccessTokenValidity']) <= 60,
      ),
    put(identity, 'Resources.PeopleClient.Properties.GenerateSecret', false),
    put(identity, 'Resources.PeopleClient.Properties.AllowedOAuthFlows', ['code', 'implicit']),
    put(identity, 'Resources.PeopleClient.Properties.ExplicitAuthFlows', [
      'ALLOW_USER_PASSWORD_AUTH',
    ]),
    rewrite(identity, '"openid"', '"aws.cognito.signin.user.admin"'),
  );

  holds(
    '16 has the scopes of the operations, no more and no fewer',
    (templates) => {
      const properties = templates[identity]?.Resources['ResourceServer']?.Properties ?? {};
      const own = (properties['Scopes'] as { ScopeName: string }[]).map((one) => one.ScopeName);
      const asked = textOf(
        templates[identity]?.Resources['PeopleClient']?.Properties?.['AllowedOAuthScopes'],
      );
      return [
        ...difference(own, scopes),
        ...difference(
          rows.map(({ permission }) => roleMatrix[permission].scope),
          scopes,
        ),
        ...scopes.filter((scope) => !asked.includes(`"${resourceServer}/${scope}"`)),
        ...(properties['Identifier'] === resourceServer ? [] : ['another identifier']),
      ];
    },
    without(identity, 'Resources.ResourceServer.Properties.Scopes.0'),
    put(identity, 'Resources.ResourceServer.Properties.Identifier', 'waybill'),
    rewrite(identity, 'api://waybill/waybill.operate', 'api://waybill/waybill.admin'),
  );

  holds(
    '16 outlives its stack, and its function is called by this pool alone',
    (templates) => [
      ...failing(
        every(templates, 'AWS::Cognito::UserPool'),
        ({ resource, properties }) =>
          resource.DeletionPolicy === 'Retain' && properties['DeletionProtection'] === 'ACTIVE',
      ),
      ...failing(
        every(templates, 'AWS::Lambda::Permission').filter(({ properties }) =>
          textOf(properties['Principal']).includes('cognito'),
        ),
        ({ properties }) => textOf(properties['SourceArn']) === '{"Fn::GetAtt":["UserPool","Arn"]}',
      ),
    ],
    put(identity, 'Resources.UserPool.DeletionPolicy', 'Delete'),
    without(identity, 'Resources.NameGroupsPool.Properties.SourceArn'),
  );
});

describe('tokens at the gateway', () => {
  holds(
    '16 are asked for on every route, and checked by the authorizer or with the scope of the operation',
    (templates) =>
      rows
        .filter(({ method, path, permission }) => {
          const route = (bodyOf(templates)['paths'] as Body)[gatewayPath(path)] as Body;
          const { security } = (route[method.toLowerCase()] ?? {}) as { security?: Value };
          const scope = `${resourceServer}/${roleMatrix[permission].scope}`;
          const wanted = ['CognitoAlone', [{ userPool: [scope] }], [{ authorizer: [] }]];
          return textOf(security) !== textOf({ 'Fn::If': wanted });
        })
        .map(({ name }) => name),
    without(api, 'Resources.Api.Properties.Body.paths./v1/partners.get.security'),
    rewrite(api, 'api://waybill/waybill.operate', 'api://waybill/waybill.read'),
  );

  holds(
    '16 are checked by one authorizer, whose answers are kept by the Authorization header alone',
    (templates) => {
      const text = textOf(bodyOf(templates)['components'] as Value);
      return [
        '"type":"request","identitySource":"method.request.header.Authorization"',
        'waybill-${Environment}-authorize:live/invocations',
        '"x-amazon-apigateway-authtype":"cognito_user_pools"',
        '"providerARNs":[{"Ref":"UserPoolArn"}]',
      ].filter((piece) => !text.includes(piece));
    },
    rewrite(api, 'method.request.header.Authorization', 'method.request.querystring.token'),
    rewrite(api, '-authorize:live', '-authorize'),
    rewrite(api, '"providerARNs":[{"Ref":"UserPoolArn"}]', '"providerARNs":[]'),
  );

  holds(
    '16 59 60 are refused in the words of our problems, and an issuer that is away is no failure without words',
    (templates) => {
      const answers = bodyOf(templates)['x-amazon-apigateway-gateway-responses'] as Body;
      const wanted = { UNAUTHORIZED: '401', ACCESS_DENIED: '403', AUTHORIZER_FAILURE: '503' };
      return Object.entries(wanted)
        .filter(([name, status]) => {
          const text = textOf(answers[name] as Value);
          const isTold = text.includes(`"statusCode":"${status}"`) && text.includes('problem+json');
          return !isTold || (status === '503' && !text.includes('Retry-After'));
        })
        .map(([name]) => name);
    },
    without(api, `${responses}.ACCESS_DENIED`),
    put(api, `${responses}.AUTHORIZER_FAILURE.statusCode`, '500'),
    put(api, `${responses}.AUTHORIZER_FAILURE.responseParameters`, {}),
  );

  holds(
    '16 are of the issuers that AuthMode names, for the authorizer and for every operation alike',
    (templates) => {
      const outputs = textOf(templates[identity]?.Outputs as unknown as Value);
      const told = textOf(templates[identity]?.Resources['AuthorizeFunction'] as unknown as Value);
      const root = textOf(templates['template.yaml']?.Resources['Operations'] as unknown as Value);
      return [
        ...[
          '"WithOkta",{"Ref":"Issuer"},""',
          '"WithCognito",{"Fn::Sub":',
          '"WithCognito",{"Ref":',
        ].filter((piece) => !outputs.includes(piece) || !told.includes(piece)),
        ...['Issuer', 'CognitoIssuer', 'CognitoClients'].filter(
          (name) => !root.includes(`"${name}":{"Fn::GetAtt":["Identity","Outputs.${name}"]}`),
        ),
      ];
    },
    put(identity, 'Outputs.Issuer.Value', { Ref: 'Issuer' }),
    put('template.yaml', 'Resources.Operations.Properties.Parameters.Issuer', { Ref: 'Issuer' }),
  );

  holds(
    '16 go live with the way they are checked: each has a deployment of its own',
    (templates) => {
      const stage = textOf(templates[api]?.Resources['Stage']?.Properties?.['DeploymentId']);
      const [ofPool, ofAuthorizer] = every(templates, 'AWS::ApiGateway::Deployment')
        .filter(({ file }) => file === api)
        .map(({ id }) => id)
        .sort()
        .reverse();
      const wanted = ['CognitoAlone', { Ref: ofPool ?? '' }, { Ref: ofAuthorizer ?? '' }];
      return stage === textOf({ 'Fn::If': wanted }) ? [] : [stage];
    },
    put(api, 'Resources.Stage.Properties.DeploymentId', { Ref: 'Deployment' }),
  );
});

type Body = Readonly<Record<string, unknown>>;

function bodyOf(templates: Templates): Body {
  return templates[api]?.Resources['Api']?.Properties?.['Body'] as Body;
}
