/** `npm test [-- --only <step>]`: every check, and one closing line that adds them up. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureMachine } from './machine.mjs';
import { ensureSetUp, root, stop } from './setup.mjs';
import { countsOf, forgetCounts, steps } from './test-steps.mjs';

const only = process.argv[process.argv.indexOf('--only') + 1];
const chosen = process.argv.includes('--only') ? steps.filter(({ name }) => name === only) : steps;
if (chosen.length === 0) stop(`--only takes one of: ${steps.map(({ name }) => name).join(', ')}`);

const node = await ensureSetUp();
const results = join(root, 'test-results');
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0 };

const missing = chosen.some(({ machine }) => machine) ? ensureMachine() : '';
if (missing) {
  console.error(`\n${missing}\n`);
  total.failed += 1;
}
for (const step of chosen) {
  if (step.when && !step.when()) continue;
  const { passed, failed } = await run(step);
  total.passed += passed;
  total.failed += failed;
}
if (total.passed + total.failed === 0) total.failed = 1;
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

async function run(step) {
  const started = performance.now();
  const log = join(results, `${step.name}.log`);
  forgetCounts(step);
  const counts = countsOf(step, await everyCommandEnds(step, log));
  if (counts.failed > 0) console.log(readFileSync(log, 'utf8'));
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  const mark = counts.failed > 0 ? '✗' : '✓';
  console.log(
    `${mark} ${step.name.padEnd(13)} ${seconds} s  ${counts.passed} passed, ${counts.failed} failed`,
  );
  return counts;
}

async function everyCommandEnds({ commands, env = {} }, log) {
  const output = createWriteStream(log);
  try {
    for (const command of commands) {
      if ((await exitCodeOf(command, env, output)) !== 0) return false;
    }
    return true;
  } finally {
    await new Promise((resolve) => output.end(resolve));
  }
}

function exitCodeOf(command, more, output) {
  const quiet = { CI: 'true', NX_NO_CLOUD: 'true', NG_CLI_ANALYTICS: 'false' };
  const env = { ...process.env, ...quiet, ...more };
  const child = spawn(node, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
