import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { operations, problems, roleMatrix } from '@waybill/contracts';
import type { Operation } from '@waybill/contracts';
import { createClient } from '@waybill/contracts/client';
import { openApiDocument } from '@waybill/contracts/openapi';
import { describe, expect, it } from 'vitest';
import { handlers } from './handlers.ts';

/** What must never differ: tree, operation table, OpenAPI, client and handlers. */
const rows: [string, Operation][] = Object.entries(operations);
const names = rows.map(([, { name }]) => name).sort();
const folder = (name: string) => new URL(`operations/${name}/`, import.meta.url);

describe('the operations', () => {
  it('are the folders of the tree', () => {
    expect(readdirSync(new URL('operations', import.meta.url)).sort()).toEqual(names);
  });

  it('are the handlers', () => {
    expect(Object.keys(handlers)).toEqual(Object.keys(operations));
  });

  it('are the methods of the client', () => {
    const client = createClient({ baseUrl: '', token: async () => '' });

    expect(Object.keys(client)).toEqual(Object.keys(operations));
  });

  it('are the OpenAPI document', () => {
    const described = Object.values(openApiDocument().paths ?? {}).flatMap((item) =>
      Object.values(item).map(({ operationId }: { operationId?: string }) => operationId),
    );

    expect(described.sort()).toEqual(names);
  });

  it('have one address each', () => {
    const addresses = rows.map(
      ([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`,
    );

    expect(new Set(addresses).size).toBe(rows.length);
  });
});

describe.each(rows)('%s', (key, row) => {
  it('has one name everywhere', () => {
    const camel = row.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const handler = readFileSync(new URL('handler.ts', folder(row.name)), 'utf8');

    expect(camel).toBe(key);
    // Its own row and not the table, or each function would carry the schemas of all others.
    expect(handler).toMatch(new RegExp(`import { .*\\b${key} as row\\b`));
    expect(handler).toContain(`defineOperation(row, {\n  run: ${key},`);
    expect(existsSync(new URL(`${row.name}.ts`, folder(row.name)))).toBe(true);
    expect(existsSync(new URL(`${row.name}.spec.ts`, folder(row.name)))).toBe(true);
  });

  it('has a handler without a decision in it', () => {
    const handler = readFileSync(new URL('handler.ts', folder(row.name)), 'utf8');

    expect(handler).not.toMatch(/\bif\b|\?\s|\bawait\b|\bswitch\b|\bfor\b \(/);
  });

  it('names its path’s parameters, a permission and problems that exist', () => {
    const inPath = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    expect(Object.keys(row.params.shape)).toEqual(inPath);
    expect(Object.keys(roleMatrix)).toContain(row.permission);
    expect(row.problems.filter((name) => !(name in problems))).toEqual([]);
    expect(row.body === undefined).toBe(row.method === 'GET' || row.method === 'DELETE');
    expect(row.status === 202 && row.location === undefined).toBe(false);
  });
});
