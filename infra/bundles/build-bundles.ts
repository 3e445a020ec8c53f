import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import type { LambdaFunction } from './functions.ts';
import { builtinModulesAsObjects } from './lean/builtin-modules.ts';
import { leftOut } from './lean/left-out.ts';
import type { Doings } from './lean/left-out.ts';
import { pureConstants } from './lean/pure-constants.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Bundle {
  readonly name: string;
  /** A folder of its own, which is what a deployment takes; holds `index.mjs`. */
  readonly folder: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** Bytes in the bundle by module, for finding out what it carries. */
  readonly modules: Readonly<Record<string, number>>;
}

/** Bundles each function into `<outDir>/<name>/index.mjs`, one minified ESM file without imports from elsewhere. */
export async function buildBundles(
  functions: readonly LambdaFunction[],
  outDir: string,
): Promise<Bundle[]> {
  const named = (name: string) => functions.filter((each) => each.name === name);
  const alone = [...named('migrate-database'), ...named('describe-api')];
  const others = functions.filter((each) => !alone.includes(each));
  const outputs = {
    ...(await outputsOf(named('migrate-database'), outDir, { changesSchema: true })),
    ...(await outputsOf(named('describe-api'), outDir, { describesSchemas: true })),
    ...(await outputsOf(others, outDir, {})),
  };
  return functions.map(({ name }) => {
    const folder = join(outDir, name);
    const text = readFileSync(join(folder, 'index.mjs'));
    return {
      name,
      folder,
      bytes: text.length,
      gzipBytes: gzipSync(text).length,
      modules: outputs[name] ?? {},
    };
  });
}

async function outputsOf(
  functions: readonly LambdaFunction[],
  outDir: string,
  does: Doings,
): Promise<Record<string, Record<string, number>>> {
  const { metafile } = await build({
    ...forLambda,
    entryPoints: functions.map(({ name }) => ({ in: `function:${name}`, out: `${name}/index` })),
    outdir: outDir,
    plugins: [entryPoints(functions), builtinModulesAsObjects, leftOut(does), pureConstants],
  });
  return modulesByFunction(metafile);
}

const forLambda = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  absWorkingDir: root,
} as const satisfies BuildOptions;

function entryPoints(functions: readonly LambdaFunction[]): Plugin {
  const sources = new Map(functions.map(({ name, source }) => [name, source]));
  return {
    name: 'entry-points',
    setup(setup) {
      setup.onResolve({ filter: /^function:/ }, ({ path }) => ({
        path: path.replace('function:', ''),
        namespace: 'function',
      }));
      setup.onLoad({ filter: /.*/, namespace: 'function' }, ({ path }) => ({
        contents: sources.get(path) ?? '',
        resolveDir: root,
        loader: 'ts',
      }));
    },
  };
}

function modulesByFunction({ outputs }: Metafile): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.values(outputs).map(({ entryPoint, inputs }) => [
      (entryPoint ?? '').replace('function:', ''),
      Object.fromEntries(
        Object.entries(inputs).map(([module, { bytesInOutput }]) => [module, bytesInOutput]),
      ),
    ]),
  );
}
