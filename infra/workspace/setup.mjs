/**
 * Brings the workspace to the state of its lock file. Plain JavaScript for Node 20, because this is
 * what runs before there is a Node 24.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const lockFile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules/.waybill-lock');
const claim = join(root, '.waybill-setup');

/**
 * Installs what the lock file names, unless it is there already, and puts its tools on the PATH.
 * @returns {Promise<string>} the path of a Node 24
 */
export async function ensureSetUp() {
  if (!isInstalled()) {
    await claimSetUp();
    try {
      if (!isInstalled()) install();
    } finally {
      rmSync(claim, { recursive: true, force: true });
    }
  }
  const node = node24();
  const tools = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH];
  process.env.PATH = tools.filter(Boolean).join(delimiter);
  // A process of the hub starts in half the time when Node does not compile the same modules again.
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/waybill');
  return node;
}

function install() {
  console.error('Installing the packages of package-lock.json (about a minute, once) …');
  const started = Date.now();
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const [command, ...args] = [...npm, ...options];
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    // What a command reads and prints is its own; of the set-up is told beside it.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    stop(`npm ci failed${error ? `: ${error.message}` : ''}. Its message is above.`);
  }
  writeFileSync(stamp, lockHash());
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function isInstalled() {
  if (!existsSync(join(root, 'node_modules'))) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true;
  if (!agreesWithLock()) return false;
  writeFileSync(stamp, lockHash());
  return true;
}

/** Whether somebody ran `npm install` or `npm ci` by hand: npm keeps a copy of what it installed. */
function agreesWithLock() {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, optional, link }]) => {
      const found = installed[path];
      // Packages for other platforms are in the lock file and never installed.
      return found ? link || found.version === version : Boolean(optional);
    });
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** One set-up at a time: a folder is made by exactly one process, and outlives none of them. */
async function claimSetUp() {
  for (let said = false; ; said = true) {
    try {
      mkdirSync(claim);
      writeFileSync(join(claim, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!said) console.error('Another set-up is running; waiting for it …');
    await pause(500);
    if (!isClaimAlive()) rmSync(claim, { recursive: true, force: true });
  }
}

function isClaimAlive() {
  try {
    process.kill(Number(readFileSync(join(claim, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function node24() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, `node_modules/node-${system}-${process.arch}/bin`, executable);
  if (existsSync(pinned) && isNode24(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const wanted = readFileSync(join(root, '.nvmrc'), 'utf8').trim();
  return stop(
    `Waybill needs Node 24, and npm has none for ${process.platform}-${process.arch}.\n` +
      `Install Node ${wanted} (the version in .nvmrc, for example with \`nvm install\`) and run ` +
      `this again with it: a Node of 24 or newer is then used as it is. This is Node ${process.versions.node}.`,
  );
}

function isNode24(path) {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' }).startsWith('v24.');
  } catch {
    return false;
  }
}

/** @returns {never} */
export function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
