import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from '../fixtures/hub.ts';

/** The engine keeps its own bench beside its own cases; here it only gets a process to itself. */
export async function benchRules(): Promise<void> {
  console.log('\nRules, 20 rules of 3 conditions, one run');
  const child = spawn(process.execPath, [join(repositoryRoot, 'libs/rules/bench/rules-bench.ts')], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the rules bench ended with ${String(code)}`);
}
