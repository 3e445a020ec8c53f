import { describe, expect, it } from 'vitest';
import { operations } from '../operations.ts';
import { problems } from '../problem-catalogue.ts';
import { openApiDocument } from './open-api-document.ts';
import { sharedProblemsOf } from './shared-problems.ts';

const document = openApiDocument();
const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('is 3.1 and resolves every reference it makes', () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g),
    ];
    const known = Object.keys(document.components?.schemas ?? {});

    expect(document.openapi).toBe('3.1.0');
    expect(references.length).toBeGreaterThan(50);
    expect(
      references.map(([, name]) => name).filter((name) => !known.includes(name ?? '')),
    ).toEqual([]);
  });

  it('names each operation of the table once, and no other', () => {
    const rows = Object.values(operations).map(
      ({ name, method, path }) => `${method} ${path} ${name}`,
    );

    expect(
      described
        .map(
          ({ path, method, operation }) =>
            `${method.toUpperCase()} ${path} ${operation.operationId}`,
        )
        .sort(),
    ).toEqual(rows.sort());
  });

  it.each(Object.values(operations))('$name has its parameters, answers and problems', (row) => {
    const found = described.find(({ operation }) => operation.operationId === row.name)?.operation;
    const parameters: { in: string; name: string }[] = found?.parameters ?? [];
    const inPath = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const statuses = new Set(
      [...sharedProblemsOf(row), ...row.problems].map((name) => problems[name].status),
    );

    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath);
    expect(parameters.filter((each) => each.in === 'query').map(({ name }) => name)).toEqual(
      Object.keys(row.query.shape),
    );
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(row.method === 'POST');
    expect(Object.keys(found?.responses ?? {})).toEqual(
      expect.arrayContaining([row.status, ...statuses].map(String)),
    );
  });

  it('shows the limit as the number it is', () => {
    const runs = described.find(
      ({ operation }) => operation.operationId === 'list-runs',
    )?.operation;
    const parameters: { name: string; schema?: unknown }[] = runs?.parameters ?? [];

    expect(parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 500,
      default: 50,
    });
    expect(JSON.stringify(parameters.find(({ name }) => name === 'limit'))).not.toContain('anyOf');
  });
});
