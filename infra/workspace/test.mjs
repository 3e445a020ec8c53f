/** `npm test [-- --only <step>]`: every check, and one closing line that adds them up. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureMachine } from './machine.mjs';
import { ensureSetUp, root, stop } from './setup.mjs';
import { countsOf, forgetCounts, groupsOf, steps } from './test-steps.mjs';

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
for (const group of groupsOf(chosen.filter(({ when }) => !when || when()))) {
  const running = group.map((step) => ({ step, ended: run(step) }));
  for (const { step, ended } of running) {
    const { passed, failed } = print(step, await ended);
    total.passed += passed;
    total.failed += failed;
  }
}
if (total.passed + total.failed === 0) total.failed = 1;
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

async function run(step) {
  const started = performance.now();
  forgetCounts(step);
  const counts = countsOf(step, await everyCommandEnds(step, logOf(step)));
  return { counts, seconds: (performance.now() - started) / 1000 };
}

function print(step, { counts, seconds }) {
  if (counts.failed > 0) console.log(readFileSync(logOf(step), 'utf8'));
  const time = seconds.toFixed(1).padStart(6);
  const mark = counts.failed > 0 ? '✗' : '✓';
  console.log(
    `${mark} ${step.name.padEnd(13)} ${time} s  ${counts.passed} passed, ${counts.failed} failed`,
  );
  return counts;
}

function logOf({ name }) {
  return join(results, `${name}.log`);
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
