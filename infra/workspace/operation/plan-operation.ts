import { withImport, withMember, withSortedLine } from './edits.ts';
import { newFiles, rowText, targetText } from './new-files.ts';
import type { Wish } from './wish.ts';

const contracts = 'libs/contracts/src';
const api = 'libs/backend/api';

/**
 * Every file that a new operation adds or changes, by its path in the repository.
 *
 * @param read the present text of a file, or null when there is none
 * @throws Error when there is such an operation already
 */
export function planOperation(
  wish: Wish,
  read: (path: string) => string | null,
): Map<string, string> {
  const folder = `${api}/src/operations/${wish.name}`;
  const present = (path: string) => {
    const text = read(path);
    if (text === null) throw new Error(`${path} is missing; is this the repository?`);
    return text;
  };
  if (read(`${folder}/handler.ts`) !== null)
    throw new Error(`There is a ${wish.name} already, in ${folder}.`);

  const plan = new Map<string, string>();
  for (const [file, text] of newFiles(wish)) plan.set(`${folder}/${file}`, text);

  const contract = `${contracts}/${wish.resource}.ts`;
  const known = read(contract);
  plan.set(contract, withRow(known ?? "import * as z from 'zod';\n", wish));
  if (known === null) {
    const index = present(`${contracts}/index.ts`);
    const line = `export * from './${wish.resource}.ts';`;
    plan.set(`${contracts}/index.ts`, withSortedLine(index, line, /^export \* from /));
  }
  const table = withImport(
    present(`${contracts}/operations.ts`),
    wish.key,
    `./${wish.resource}.ts`,
  );
  plan.set(
    `${contracts}/operations.ts`,
    withMember(table, 'export const operations = {', `${wish.key},`),
  );
  const handlers = withSortedLine(
    present(`${api}/src/handlers.ts`),
    `import { handler as ${wish.key} } from './operations/${wish.name}/handler.ts';`,
    /^import \{ handler as /,
  );
  plan.set(
    `${api}/src/handlers.ts`,
    withMember(handlers, 'export const handlers = {', `${wish.key},`),
  );
  const targets = present(`${api}/testing/targets.ts`);
  plan.set(
    `${api}/testing/targets.ts`,
    withMember(targets, 'export const requestFor', targetText(wish)),
  );
  return plan;
}

function withRow(text: string, wish: Wish): string {
  const shared = ['instant', 'noQuery', ...(wish.parameters.length === 0 ? ['noParams'] : [])];
  const imported = shared.reduce(
    (source, name) => withImport(source, name, './shared-shapes.ts'),
    withImport(text, 'operation', './operation.ts'),
  );
  return `${imported}${rowText(wish)}`;
}

/** What is left to do by hand, in the order in which it is best done. */
export function whatIsLeft({ name, resource, path, method }: Wish): string {
  return `${name} (${method} /v1${path}) is in the table, the OpenAPI document, the client and the tests of roles and tenants.
Now fill in what only you know; every place is marked TODO:
  1. ${contracts}/${resource}.ts       permission, request, response, problems; Location when something is made
  2. ${api}/src/operations/${name}/${name}.ts       the decision over the narrowest ports, and its failures
  3. ${api}/src/operations/${name}/handler.ts       the ports it is given, and a sentence for each failure
  4. ${api}/src/operations/${name}/${name}.spec.ts       a behaviour for each outcome
  5. ${api}/testing/targets.ts       the ids it is asked for, so that roles and tenants are tried on it
Then: npx vitest run ${api} && npx tsc -p tsconfig.node.json`;
}
