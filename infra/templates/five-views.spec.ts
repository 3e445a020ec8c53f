import { readdirSync } from 'node:fs';
import { operations, roleMatrix } from '@waybill/contracts';
import { openApiDocument } from '@waybill/contracts/openapi';
import { describe, expect, it } from 'vitest';
import { allTemplates } from './all-templates.ts';
import { describeRoute } from './api-body.ts';
import { roleMatrixText } from './role-matrix.ts';
import { difference, every, textOf } from './testing/changed.ts';

/** What one view of the hub says of its operations: name, and where it says so, route and permission. */
type View = readonly string[];

const rows = Object.values(operations);
const names = rows.map(({ name }) => name);

/** Each view beside what the operation table says in its words. */
const views: Readonly<Record<string, readonly [View, View]>> = {
  'the tree': [
    readdirSync(new URL('../../libs/backend/api/src/operations', import.meta.url)),
    names,
  ],
  'the functions of the templates': [functionsOf(), names],
  'the routes of the gateway': [
    gatewayRoutes(),
    [...rows, describeRoute].map(({ name, method, path }) => `${name} ${method} /v1${path}`),
  ],
  'the OpenAPI document': [
    described(),
    rows.map(({ name, method, path, permission }) => `${name} ${method} ${path} ${permission}`),
  ],
  'the role matrix as it is printed': [
    printed(),
    rows.map(({ name, method, path, permission }) => `${name} ${method} ${path} ${permission}`),
  ],
  'the permissions of the role matrix': [
    Object.keys(roleMatrix),
    [...new Set(rows.map(({ permission }) => permission))],
  ],
};

describe('the operation table', () => {
  it.each(Object.entries(views))('25 13 29 says what %s says', (_, [view, table]) => {
    expect(difference(view, table)).toEqual([]);
    expect(view.length).toBe(new Set(view).size);
  });

  it.each(Object.entries(views))(
    '25 13 29 says what %s says: is seen failing',
    (_, [view, table]) => {
      expect(difference(view.slice(1), table)).toHaveLength(1);
      expect(difference([...view, 'get-nothing'], table)).toEqual(['get-nothing']);
    },
  );

  it('29 prints for each operation who may call it', () => {
    const text = roleMatrixText();

    expect(text).toContain('| Operation | Route | Permission | Scope | admin |');
    expect(text).toMatch(/\| approve-change-request \|[^|]+\| rules:approve \|/);
    expect(roleMatrixText([operations.getRun]).split('\n')[4]).toBe(
      '| get-run | GET /runs/{runId} | runs:read | waybill.read |' + ' × |'.repeat(9),
    );
  });
});

function functionsOf(): string[] {
  return every(allTemplates(), 'AWS::Serverless::Function')
    .filter(({ file }) => file.startsWith('stacks/functions-'))
    .map(({ properties }) =>
      textOf(properties['FunctionName']).replace(/^.*Environment\}-|"\}$/g, ''),
    );
}

function gatewayRoutes(): string[] {
  const body = allTemplates()['stacks/api.json']?.Resources['Api']?.Properties?.['Body'];
  const { paths } = body as unknown as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId = '' }]) => `${operationId} ${method.toUpperCase()} ${path}`,
    ),
  );
}

function described(): string[] {
  return Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { operationId, description } = operation as Record<string, string>;
      const [, permission = ''] = /^Permission `([^`]+)`/.exec(description ?? '') ?? [];
      return `${operationId ?? ''} ${method.toUpperCase()} ${path} ${permission}`;
    }),
  );
}

function printed(): string[] {
  return roleMatrixText()
    .split('\n')
    .slice(4)
    .filter((line) => line !== '')
    .map((line) => line.split(' | ').slice(0, 3).join(' ').replace('| ', ''));
}
