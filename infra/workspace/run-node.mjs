import { spawn } from 'node:child_process';
import { root } from './setup.mjs';

/**
 * Runs Node on a file until it ends, passing one SIGTERM on for the first signal that arrives here.
 * The child leads a process group of its own: a Ctrl-C then reaches it once and through us, instead
 * of twice. It learns of our death by the closed channel, so nothing is left behind.
 * @param {string} node path of the Node to use
 * @param {readonly string[]} args file and arguments
 * @returns {Promise<number>} its exit code
 */
export function runNode(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  const passOn = () => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  if (process.env.npm_lifecycle_event) whenParentDies(passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** npm signals the shell between it and us, which dies of that without telling anybody. */
function whenParentDies(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}
