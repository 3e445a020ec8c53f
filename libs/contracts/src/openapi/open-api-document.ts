import { createDocument } from 'zod-openapi';
import type {
  ZodOpenApiHeadersObject,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { ruleSetSchemaUrl } from '@waybill/rules';
import * as z from 'zod';
import { answersAsShown } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { operations } from '../operations.ts';
import { problem } from '../problem-details.ts';
import { problems, problemType } from '../problem-catalogue.ts';
import type { ProblemName } from '../problem-catalogue.ts';
import { roleMatrix } from '../roles.ts';
import { pageLimitMax, pageQuery } from '../shared-shapes.ts';
import { sharedProblemsOf } from './shared-problems.ts';

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      'New and random for each new request, the same when it is repeated: the same body gets the same answer, another body 422, and a request whose first is still running 409.',
    example: '6f1c1a52-6c5e-4d0a-9f55-3f2a8a4f7f0e',
  });

function ifMatchOf(shown: Operation) {
  return z.string().meta({ description: `The ETag that \`${shown.name}\` answered with` });
}

const traceHeaders: ZodOpenApiHeadersObject = {
  'X-Trace-Id': {
    description: 'Joins this request with every line the hub wrote about it',
    schema: { type: 'string' },
  },
};

/**
 * The API as OpenAPI 3.1, made from the operation table. For documentation and for callers outside: no handler and no browser
 * imports this, since it brings the generator along.
 *
 * @param serverUrl base address up to and with `/v1`
 */
export function openApiDocument(serverUrl = '/v1') {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Waybill integration API',
        version: '1',
        description:
          'Partners’ files in, points out, exactly once. Errors are RFC 9457 problems; lists are paged by `cursor` and `limit`.',
      },
      externalDocs: {
        description:
          'The shape of rule documents as JSON Schema, here as well as there; no sign-in',
        url: new URL(ruleSetSchemaUrl).pathname,
      },
      servers: [{ url: serverUrl }],
      tags: [...new Set(Object.values(operations).map(({ tag }) => tag))].map((name) => ({ name })),
      security: [{ accessToken: [] }],
      paths: pathsOf(Object.values(operations)),
      components: {
        securitySchemes: {
          accessToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'An access token of the issuer for the audience `api://waybill`. People’s tokens come through the BFF by token exchange.',
          },
        },
        schemas: { Problem: problem },
      },
    },
    { override: plainLimit },
  );
}

/** The limit is read from text; to a caller it is just a number. */
function plainLimit({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }): void {
  if (zodSchema !== pageQuery.limit) return;
  Reflect.deleteProperty(jsonSchema, 'anyOf');
  Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: pageLimitMax, default: 50 });
}

function pathsOf(rows: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const row of rows) {
    const method = row.method.toLowerCase() as Lowercase<Operation['method']>;
    paths[row.path] = { ...paths[row.path], [method]: operationOf(row) };
  }
  return paths;
}

function operationOf(row: Operation): ZodOpenApiOperationObject {
  const { people, machines, scope } = roleMatrix[row.permission];
  return {
    operationId: row.name,
    summary: row.summary,
    description: `Permission \`${row.permission}\`: ${[...people, ...machines].join(', ')}. Scope \`${scope}\`.`,
    tags: [row.tag],
    requestParams: {
      ...(isEmpty(row.params) ? {} : { path: row.params }),
      ...(isEmpty(row.query) ? {} : { query: row.query }),
      ...(row.method === 'POST' || row.edits ? { header: z.object(headersOf(row)) } : {}),
    },
    ...(row.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: row.body } } } }
      : {}),
    responses: responsesOf(row),
  };
}

function headersOf({ method, edits }: Operation): Record<string, z.ZodType> {
  return {
    ...(method === 'POST' ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(edits ? { 'If-Match': ifMatchOf(edits) } : {}),
  };
}

function responsesOf(row: Operation): ZodOpenApiResponsesObject {
  const headers: ZodOpenApiHeadersObject = {
    ...traceHeaders,
    ...(row.method === 'GET' || answersAsShown(row)
      ? {
          ETag: {
            description: 'Send it as If-None-Match, and as If-Match when you edit this',
            schema: { type: 'string' },
          },
        }
      : {}),
    ...(row.location
      ? { Location: { description: 'Where it can be read', schema: { type: 'string' } } }
      : {}),
  };
  const success = {
    description: row.summary,
    headers,
    content: { 'application/json': { schema: row.response } },
  };
  const responses: ZodOpenApiResponsesObject = { [statusKey(row.status)]: success };
  if (row.method === 'GET') responses['304'] = { description: 'Unchanged since If-None-Match' };
  const names = new Set([...sharedProblemsOf(row), ...row.problems]);
  for (const status of new Set([...names].map((name) => problems[name].status))) {
    const those = [...names].filter((name) => problems[name].status === status);
    responses[statusKey(status)] = problemResponse(those);
  }
  return responses;
}

function problemResponse(names: readonly ProblemName[]) {
  const examples = names.map((name) => {
    const { code, status, title } = problems[name];
    const value = {
      type: problemType(name),
      title,
      status,
      code,
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    };
    return [name, { summary: title, value }];
  });
  return {
    description: names.map((name) => problems[name].title).join(' · '),
    headers: traceHeaders,
    content: {
      'application/problem+json': { schema: problem, examples: Object.fromEntries(examples) },
    },
  };
}

function statusKey(status: number): `${1 | 2 | 3 | 4 | 5}${string}` {
  return `${status}` as `${1 | 2 | 3 | 4 | 5}${string}`;
}

function isEmpty(schema: z.ZodObject): boolean {
  return Object.keys(schema.shape).length === 0;
}
