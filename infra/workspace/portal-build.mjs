import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writeServiceWorker } from './service-worker.mjs';
import { root } from './setup.mjs';

const sources = [
  'apps/portal',
  'libs/portal',
  'libs/contracts',
  'libs/rules',
  'libs/tabular',
  'infra/workspace/service-worker.mjs',
  'angular.json',
  'tsconfig.base.json',
  'package-lock.json',
];
const stamp = join(root, 'dist/portal/.stamp');

/** Whether there is a portal to build at all. */
export function hasPortal() {
  return existsSync(join(root, 'angular.json'));
}

/** Whether dist/portal was built from the sources as they are now. */
export function isPortalBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash();
}

/**
 * Builds the portal into dist/portal.
 * @param {string} node path of a Node 24
 * @returns {boolean} whether it was built
 */
export function buildPortal(node) {
  const hash = sourceHash();
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const { status } = spawnSync(node, [ng, 'build', 'portal'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return false;
  writeServiceWorker(join(root, 'dist/portal/browser'));
  writeFileSync(stamp, hash);
  return true;
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((each) => filesBelow(join(root, each)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.includes('.spec.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesBelow(join(path, name)));
}
