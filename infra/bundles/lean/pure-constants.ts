import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** Ours, none of which has an effect (`sideEffects: false`), and the shapes of all hundred commands of S3, of which we send ten. */
const modules = /[\\/]libs[\\/].+\.ts$|client-s3[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;

/**
 * Lets a bundle leave out every constant that it does not use. A bundler keeps `const page = z.object(…)` because the call might have an
 * effect; saying in the source that it has none would be noise on a thousand lines.
 */
export const pureConstants: Plugin = {
  name: 'pure-constants',
  setup(build) {
    build.onLoad({ filter: modules }, ({ path }) => ({
      contents: markedPure(readFileSync(path, 'utf8')),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** The source with the value of each constant of the module in a function that is marked as pure. */
export function markedPure(source: string): string {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest);
  const values = file.statements.flatMap(constantsOf).filter(mayCall);
  let marked = source;
  for (const value of values.reverse()) {
    const [start, end] = [value.getStart(file), value.end];
    const wrapped = `/* @__PURE__ */ (() => (${marked.slice(start, end)}))()`;
    marked = marked.slice(0, start) + wrapped + marked.slice(end);
  }
  return marked;
}

function constantsOf(statement: ts.Statement): ts.Expression[] {
  if (!ts.isVariableStatement(statement)) return [];
  if ((statement.declarationList.flags & ts.NodeFlags.Let) !== 0) return [];
  return statement.declarationList.declarations.flatMap(({ initializer }) => initializer ?? []);
}

/** Of functions and plain literals a bundler knows by itself that they have no effect. */
function mayCall(value: ts.Expression): boolean {
  return (
    !ts.isFunctionLike(value) && !ts.isLiteralExpression(value) && !ts.isAwaitExpression(value)
  );
}
