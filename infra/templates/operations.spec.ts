import { readdirSync } from 'node:fs';
import { operations, roleMatrix } from '@waybill/contracts';
import type { Operation } from '@waybill/contracts';
import { openApiDocument } from '@waybill/contracts/openapi';
import { describe, expect, it } from 'vitest';
import { describeRoute } from './api-body.ts';
import type { Route } from './api-body.ts';
import { difference, every, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';
import type { Templates } from './template.ts';

/** Tree, operation table, template, OpenAPI and role matrix: no difference. */
const rows: Operation[] = Object.values(operations);
const names = rows.map(({ name }) => name);
const tree = readdirSync(new URL('../../libs/backend/api/src/operations', import.meta.url));

describe('the operations in the templates', () => {
  holds(
    '25 each operation of the table is a function, and no function of theirs is anything else',
    (templates) => difference(functionsOf(templates), names),
    without('stacks/functions-runs.json', 'Resources.GetRunFunction'),
    rewrite('stacks/functions-runs.json', '-get-run"', '-get-runs"'),
  );

  holds(
    '25 each folder of the tree is the code of one function',
    (templates) => difference(codeOf(templates), tree),
    put('stacks/functions-runs.json', 'Resources.GetRunFunction.Properties.CodeUri', '../x/'),
  );

  holds(
    '13 the routes are those of the OpenAPI document, under /v1',
    (templates) =>
      difference(routesOf(templates), [...described(), 'describe-api GET /v1/openapi.json']),
    rewrite('stacks/api.json', '/v1/runs/{runId}/events', '/v1/runs/{runId}/event'),
    without('stacks/api.json', 'Resources.Api.Properties.Body.paths./v1/search'),
  );

  holds(
    '13 each route leads to the function of its own operation, by proxy integration',
    (templates) =>
      routes(templates)
        .filter(([, { operationId, integration }]) => {
          const leads = textOf(integration['uri'] as string).includes(
            `:function:waybill-\${Environment}-${operationId}:live/invocations`,
          );
          return integration['type'] !== 'aws_proxy' || !leads;
        })
        .map(([route]) => route),
    rewrite('stacks/api.json', '-get-run:live/invocations', '-list-runs:live/invocations'),
    rewrite('stacks/api.json', '-get-run:live/invocations', '-get-run/invocations'),
    rewrite('stacks/api.json', '"aws_proxy"', '"aws"'),
  );

  holds(
    '40 each function can be called by its own route, and by nothing else',
    (templates) =>
      difference(rightsOf(templates), [
        ...[...rows, describeRoute].map(rightOf),
        rightTo('authorize', 'authorizers/*'),
      ]),
    without('stacks/api.json', 'Resources.GetRunRoute'),
    rewrite('stacks/api.json', '/*/GET/v1/runs/*"', '/*"'),
    rewrite('stacks/api.json', '/authorizers/*"', '/*"'),
  );

  holds(
    '41 siblings in a path name their parameter alike, as the gateway demands',
    (templates) => {
      const parameters: Record<string, string> = {};
      return routes(templates).flatMap(([route]) => {
        const segments = (route.split(' ')[1] ?? '').split('/');
        return segments.flatMap((segment, at) => {
          if (!segment.startsWith('{')) return [];
          const parent = segments.slice(0, at).join('/');
          return (parameters[parent] ??= segment) === segment ? [] : [`${parent}: ${segment}`];
        });
      });
    },
    rewrite('stacks/api.json', '/v1/runs/{runId}/events', '/v1/runs/{id}/events'),
  );

  it('29 each has a permission that the role matrix knows', () => {
    expect(rows.filter(({ permission }) => !(permission in roleMatrix))).toEqual([]);
    expect(new Set(names).size).toBeGreaterThanOrEqual(100);
  });
});

function functionsOf(templates: Templates): string[] {
  return ofOperations(templates).map(({ properties }) =>
    textOf(properties['FunctionName']).replace(/^.*Environment\}-|"\}$/g, ''),
  );
}

function codeOf(templates: Templates): string[] {
  return ofOperations(templates).map(({ properties }) =>
    String(properties['CodeUri']).replace(/^\.\.\/\.\.\/functions\/|\/$/g, ''),
  );
}

function ofOperations(templates: Templates) {
  return every(templates, 'AWS::Serverless::Function').filter(({ file }) =>
    file.startsWith('stacks/functions-'),
  );
}

function routes(templates: Templates) {
  const [api] = every(templates, 'AWS::ApiGateway::RestApi').filter(
    ({ file }) => file === 'stacks/api.json',
  );
  const { paths } = api?.properties['Body'] as unknown as {
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId, 'x-amazon-apigateway-integration': integration }]) =>
        [
          `${method.toUpperCase()} ${path}`,
          {
            operationId: String(operationId),
            integration: integration as Record<string, unknown>,
          },
        ] as const,
    ),
  );
}

function routesOf(templates: Templates): string[] {
  return routes(templates).map(([route, { operationId }]) => `${operationId} ${route}`);
}

function described(): string[] {
  return Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { operationId }]: [string, { operationId?: string }]) =>
        `${operationId ?? ''} ${method.toUpperCase()} /v1${path}`,
    ),
  );
}

function rightsOf(templates: Templates): string[] {
  return every(templates, 'AWS::Lambda::Permission')
    .filter(({ file }) => file === 'stacks/api.json')
    .map(({ properties }) =>
      [properties['FunctionName'], properties['Principal'], properties['SourceArn']]
        .map(textOf)
        .join(' '),
    );
}

function rightOf({ name, method, path }: Route): string {
  return rightTo(name, `*/${method}/v1${path.replace(/\{\w+\}/g, '*')}`);
}

function rightTo(name: string, from: string): string {
  const api = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}';
  return [
    { 'Fn::Sub': `waybill-\${Environment}-${name}:live` },
    'apigateway.amazonaws.com',
    { 'Fn::Sub': `${api}/${from}` },
  ]
    .map((one) => textOf(one))
    .join(' ');
}
