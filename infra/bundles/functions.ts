import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { handlers } from '@waybill/api';
import type { Hub } from '@waybill/api';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';

/** One Lambda function before it is bundled. */
export interface LambdaFunction {
  /** `<verb-noun>`; the name of an operation is that of its row. */
  readonly name: string;
  readonly operation: OperationKey | null;
  /** The module that exports `handler`, importing from the root of the workspace. */
  readonly source: string;
}

const entries = new URL('entries/', import.meta.url);

/** Every function of the hub: one for each operation, and those that no caller asks for. */
export function lambdaFunctions(): LambdaFunction[] {
  const asked = (Object.keys(operations) as OperationKey[]).map(ofOperation);
  const others = readdirSync(entries)
    .filter((file) => file.endsWith('.handler.ts'))
    .map((file) => ofEntry(file));
  return [...asked, ...others];
}

/** What every cold start is measured against. */
export const emptyFunction: LambdaFunction = {
  name: 'empty-function',
  operation: null,
  source: 'export const handler = () => Promise.resolve({});',
};

/** What takes a start as long as this machine is slow: compiles and runs four thousand small functions for the first time. */
export const referenceFunction: LambdaFunction = {
  name: 'reference-function',
  operation: null,
  source: `
    const named = (at) => \`const f\${at} = (a) => { const list = [a, \${at}].map((each) => ({ each, text: String(each) })); return list.length; }; sum += f\${at}(sum);\`;
    const text = Array.from({ length: 4000 }, (_, at) => named(at)).join('');
    new Function('let sum = 0;' + text + 'return sum;')();
    export const handler = () => Promise.resolve({});`,
};

function ofOperation(key: OperationKey): LambdaFunction {
  const { name } = operations[key];
  const used = doorsOf(key);
  const door = (one: 'buckets' | 'reception' | 'mail') =>
    `${one}${used.has(one) ? '' : '-absent'}.ts`;
  return {
    name,
    operation: key,
    source: `
      import { hubFromEnvironment } from '@waybill/api';
      import { handler as handlerIn } from './libs/backend/api/src/operations/${name}/handler.ts';
      import { bucketStore } from './infra/bundles/entries/${door('buckets')}';
      import { reception } from './infra/bundles/entries/${door('reception')}';
      import { mail } from './infra/bundles/entries/${door('mail')}';
      import { onAws } from './infra/bundles/platform/on-aws.ts';
      export const handler = await onAws(process.env, ({ env, renewLogin }) =>
        handlerIn(
          hubFromEnvironment(env, process.stdout, { bucketStore, reception, mail, renewLogin }),
        ),
      );`,
  };
}

function ofEntry(file: string): LambdaFunction {
  const path = fileURLToPath(new URL(file, entries)).replaceAll('\\', '/');
  return {
    name: file.replace('.handler.ts', ''),
    operation: null,
    source: `export { handler } from ${JSON.stringify(path)};`,
  };
}

/** What an operation takes of its hub; the decision gets nothing else, so a bundle needs nothing else. */
function doorsOf(key: OperationKey): ReadonlySet<string> {
  const used = new Set<string>();
  const watched = new Proxy({} as Hub, {
    get(_, name) {
      used.add(String(name));
      return {};
    },
  });
  handlers[key](watched);
  // What is received is read from the object store.
  if (used.has('reception')) used.add('buckets');
  return used;
}
