import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { root } from './setup.mjs';

const source = join(root, 'apps/portal/src/service-worker/service-worker.ts');
/** Larger files are parts of the code editor and of its workers: fetched when they are wanted, and kept then. */
const aheadMaxBytes = 250_000;
const unlisted = /^\/(?:index\.html|service-worker\.js|.*\.(?:map|txt))$/;

/**
 * Writes the portal's service worker into a build, with the list of its files. It comes last, so a host that sees a new worker sees a
 * whole release.
 * @param {string} folder of the build, with its index.html
 */
export function writeServiceWorker(folder) {
  const paths = filesBelow(folder)
    .map((file) => `/${relative(folder, file).split(sep).join('/')}`)
    .filter((path) => !unlisted.test(path) && !path.includes('/.'))
    .sort();
  const isAhead = (path) => statSync(join(folder, path)).size <= aheadMaxBytes;
  const release = {
    id: releaseOf(folder, paths),
    ahead: paths.filter((path) => isAhead(path)),
    wanted: paths.filter((path) => !isAhead(path)),
  };
  const { buildSync } = createRequire(import.meta.url)('esbuild');
  buildSync({
    entryPoints: [source],
    outfile: join(folder, 'service-worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { RELEASE: JSON.stringify(release) },
    logLevel: 'error',
  });
  // A host that looks at the time of the page reads the build anew, now with its worker.
  utimesSync(join(folder, 'index.html'), new Date(), new Date());
}

/** Of the bytes of every file, so that the same build is the same release wherever it was made. */
function releaseOf(folder, paths) {
  const hash = createHash('sha256');
  for (const path of ['/index.html', ...paths]) {
    hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
