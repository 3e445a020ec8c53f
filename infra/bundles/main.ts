/** `npm run bundles`: bundles every function into dist/functions, starts each and prints what it costs. Ends with 1 over a budget. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { budgets, quantile } from './budgets.ts';
import { buildBundles } from './build-bundles.ts';
import { emptyFunction, lambdaFunctions, referenceFunction } from './functions.ts';
import { slowness, withReferences } from './pace.ts';
import { openAccount } from './runtime/account.ts';
import { startEach } from './runtime/start-each.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const outDir = join(dist, 'functions');
rmSync(outDir, { recursive: true, force: true });

const startedAt = performance.now();
const bundles = await buildBundles(lambdaFunctions(), outDir);
const [reference, ...empties] = await buildBundles(
  [
    referenceFunction,
    ...[0, 1, 2, 3, 4].map((n) => ({ ...emptyFunction, name: `empty-function-${String(n)}` })),
  ],
  join(dist, 'empty-functions'),
);
if (!reference) throw new Error('There is nothing to compare with.');
const builtS = (performance.now() - startedAt) / 1000;

const account = await openAccount();
const init = await startEach(
  withReferences([...empties, ...bundles], reference),
  account.variablesOf,
  ({ initCpuMs }) => Promise.resolve(initCpuMs),
);
await account.close();
const pace = slowness(init);
const emptyMs = quantile(
  empties.map(({ name }) => init.get(name) ?? Number.NaN),
  0.5,
);
const rows = bundles.map(({ name, bytes, gzipBytes }) => ({
  name,
  bytes,
  gzipBytes,
  initCpuMs: (init.get(name) ?? Number.NaN) - emptyMs,
}));

const line = (name: string, bytes: number, gzipBytes: number, initCpuMs: number) =>
  `${name.padEnd(32)}${kB(bytes)}${kB(gzipBytes)}${initCpuMs.toFixed(0).padStart(12)}`;
const kB = (bytes: number) => (bytes / 1000).toFixed(0).padStart(10);

console.log(`${'function'.padEnd(32)}        kB   gzip kB init CPU ms`);
for (const { name, bytes, gzipBytes, initCpuMs } of rows)
  console.log(line(name, bytes, gzipBytes, initCpuMs));
console.log('');
for (const [name, part] of [
  ['median', 0.5],
  ['p95', 0.95],
  ['largest', 1],
] as const) {
  const of = (value: (row: (typeof rows)[number]) => number) => quantile(rows.map(value), part);
  console.log(
    line(
      name,
      of((row) => row.bytes),
      of((row) => row.gzipBytes),
      of((row) => row.initCpuMs),
    ),
  );
}
console.log(
  `\n${String(rows.length)} functions, built in ${builtS.toFixed(0)} s; an empty one starts with ${emptyMs.toFixed(1)} ms of CPU, which is taken off above`,
);
console.log(
  `This machine starts a reference ${pace.toFixed(2)} times as slowly as the one that the budget of starts is written for.`,
);

const held = [
  [
    'p95 of gzip',
    quantile(
      rows.map(({ gzipBytes }) => gzipBytes),
      0.95,
    ),
    budgets.gzipBytes,
  ],
  [
    'median of init CPU by the pace of this machine',
    quantile(
      rows.map(({ initCpuMs }) => initCpuMs),
      0.5,
    ) / pace,
    budgets.initCpuMs,
  ],
] as const;
for (const [what, value, limit] of held)
  console.log(
    `${value <= limit ? 'held' : 'MISSED'}: ${what} ${value.toFixed(0)}, budget ${String(limit)}`,
  );
if (held.some(([, value, limit]) => value > limit)) process.exitCode = 1;
