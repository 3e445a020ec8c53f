import type { Wish } from './wish.ts';

/** The text of the operation's own files, by their name in its folder; to be formatted. */
export function newFiles(wish: Wish): Map<string, string> {
  return new Map([
    ['handler.ts', handlerText(wish)],
    [`${wish.name}.ts`, decisionText(wish)],
    [`${wish.name}.spec.ts`, specText(wish)],
  ]);
}

function isAboutOne({ parameters }: Wish): boolean {
  return parameters.length > 0;
}

function handlerText(wish: Wish): string {
  const failures = isAboutOne(wish)
    ? "{ 'not-found': ({ id }) => `There is no such thing as ${id}.` }"
    : '{}';
  return `import { ${wish.key} as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { ${wish.key} } from './${wish.name}.ts';

export const handler = defineOperation(row, {
  run: ${wish.key},
  ports: ({ clock }: Hub) => ({ clock }),
  failures: ${failures},
});
`;
}

function decisionText(wish: Wish): string {
  const { key, name, type, parameters } = wish;
  const [parameter] = parameters;
  const failure = isAboutOne(wish)
    ? `export interface ${type}Failure {\n  code: 'not-found';\n  id: string;\n}\n\n`
    : '';
  const result = isAboutOne(wish)
    ? `ResponseOf<Operation>, ${type}Failure`
    : 'ResponseOf<Operation>';
  const body = parameter
    ? `if (params.${parameter} === '') return failure({ code: 'not-found', id: params.${parameter} });\n`
    : '';
  return `import type { operations, ResponseOf } from '@waybill/contracts';
import { ${isAboutOne(wish) ? 'failure, ' : ''}success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';

type Operation = typeof operations.${key};

${failure}/** TODO: the narrowest slice of the store that the decision needs, such as \`runs: Pick<RunStore, 'find'>\`. */
export interface ${type}Ports {
  clock: Clock;
}

/** TODO: what it does, and why it does it so. Give \`caller.partner\` to the store as the tenant. */
export async function ${key}(
  ${isAboutOne(wish) ? '{ params }' : '_asked'}: Asked<Operation>,
  { clock }: ${type}Ports,
): Promise<Result<${result}>> {
  ${body}return success({ at: clock.now().toISOString() });
}
`.replace('TODO: what it does', `TODO: what ${name} does`);
}

function specText({ key, name, parameters }: Wish): string {
  const request =
    parameters.length > 0
      ? `, { params: { ${parameters.map((each) => `${each}: 'x'`).join(', ')} } }`
      : '';
  return `import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { ${key} } from './${name}.ts';

describe('${name}', () => {
  it('TODO: says what a caller can see of it', async () => {
    const clock = { now: () => new Date('2026-11-03T06:00:00.000Z') };

    const result = await ${key}(asked(aPerson('support')${request}), { clock });

    expect(result).toEqual({ ok: true, value: { at: '2026-11-03T06:00:00.000Z' } });
  });

  it.todo('fails with each of its problems');
});
`;
}

/** The row of the operation table. */
export function rowText(wish: Wish): string {
  const { key, method, name, parameters, path, resource } = wish;
  const params = parameters.map((parameter) => `${parameter}: z.string().max(64)`).join(', ');
  const hasBody = method !== 'GET';
  return `
/** TODO: name what goes in and comes out; move what others share into a schema of its own. */
export const ${key} = operation({
  name: '${name}',
  method: '${method}',
  path: '${path}',
  summary: 'TODO',
  tag: '${resource}',
  permission: '${method === 'GET' ? 'runs:read' : 'runs:operate'}',
  params: ${params === '' ? 'noParams' : `z.strictObject({ ${params} })`},
  query: noQuery,
  body: ${hasBody ? 'z.strictObject({})' : 'undefined'},
  response: z.strictObject({ at: instant }),
  status: 200,
  problems: [${parameters.length > 0 ? "'not-found'" : ''}],
});
`;
}

/** How the tests of roles and tenants ask for it. */
export function targetText({ key, method, parameters }: Wish): string {
  const body = method === 'GET' ? '' : ', body: {}';
  if (parameters.length === 0) return `${key}: null,`;
  const params = parameters.map((parameter) => `${parameter}: 'TODO'`).join(', ');
  return `${key}: () => ({ params: { ${params} }${body} }),`;
}
