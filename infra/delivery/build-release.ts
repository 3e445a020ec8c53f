/**
 * `npm run build-release [-- --without install,pre_build] [--twice]`: runs the phases of buildspec.yml as CodeBuild does, says how long each
 * took, and checks what came of them. `--twice` runs the last two phases again, which must give the same bytes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { phasesOf } from './build-phases.ts';
import type { Phase } from './build-phases.ts';
import { checkRelease } from './check-release.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: { without: { type: 'string', default: '' }, twice: { type: 'boolean', default: false } },
});
const without = values.without.split(',').filter((name) => name !== '');
const phases = phasesOf(readFileSync(new URL('buildspec.yml', import.meta.url), 'utf8'));
const asked = phases.filter(({ name }) => !without.includes(name));
const unknown = without.find((name) => !phases.some((phase) => phase.name === name));
if (unknown !== undefined) throw new Error(`buildspec.yml has no phase ${unknown}`);
for (const name of without) console.log(`left out: ${name}`);

const release = () => readFileSync(join(root, 'dist/release/release.json'), 'utf8');
const isBuilt = asked.every(run);
if (isBuilt) {
  const once = release();
  const isStable = !values.twice || (asked.filter(makesBytes).every(run) && release() === once);
  if (values.twice)
    console.log(`${isStable ? 'the same' : 'ANOTHER'} release when it is built again`);
  const { wrong, looked } = await checkRelease(join(root, 'dist/release'));
  for (const line of looked) console.log(`looked at: ${line}`);
  for (const line of wrong) console.log(`WRONG: ${line}`);
  console.log(`wrong=${String(wrong.length)}`);
  process.exitCode = wrong.length === 0 && isStable ? 0 : 1;
} else {
  process.exitCode = 1;
}

/** Whether all commands of a phase ended with 0. */
function run({ name, commands }: Phase): boolean {
  return commands.every((command) => {
    const startedAt = performance.now();
    const { status } = spawnSync('bash', ['-c', command], { cwd: root, stdio: 'inherit' });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`${name}: ${command}: ${status === 0 ? 'done' : 'FAILED'} in ${seconds} s`);
    return status === 0;
  });
}

function makesBytes({ name }: Phase): boolean {
  return name === 'build' || name === 'post_build';
}
