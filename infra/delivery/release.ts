/** `npm run release`: from dist/functions, dist/infra and dist/portal makes dist/release, the same bytes from the same sources. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zip } from './zip.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a release is, as `release.json` says it. */
export interface Release {
  readonly version: string;
  /** SHA-256 of each function's archive in hexadecimal, by the function's name; the archive is `code/<sha256>.zip`. */
  readonly functions: Readonly<Record<string, string>>;
  /** SHA-256 over the files of the portal, names and contents. */
  readonly portal: string;
}

/** @throws naming the folder that has not been built */
export function buildRelease(dist: string, out = join(dist, 'release')): Release {
  for (const [folder, command] of [
    ['functions', 'npm run bundles'],
    ['infra', 'npm run infra'],
    ['portal/browser', 'npm run build:portal'],
  ] as const)
    if (!existsSync(join(dist, folder))) throw new Error(`There is no ${folder}: ${command}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'code'), { recursive: true });
  cpSync(join(dist, 'infra'), join(out, 'templates'), { recursive: true });
  cpSync(join(dist, 'portal/browser'), join(out, 'portal'), { recursive: true });
  cpSync(join(root, 'infra/environments'), join(out, 'environments'), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Release;
  const release: Release = {
    version,
    functions: Object.fromEntries(
      readdirSync(join(dist, 'functions'))
        .sort()
        .map((name) => [name, archive(join(dist, 'functions', name), join(out, 'code'))]),
    ),
    portal: digestOf(join(out, 'portal')),
  };
  writeFileSync(join(out, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
  return release;
}

/** `../../functions/get-run/` is the archive of get-run. */
export function archiveOf({ functions }: Release, codeUri: string): string {
  const name = codeUri.replace(/^.*\/functions\/|\/$/g, '');
  const sha256 = functions[name];
  if (sha256 === undefined) throw new Error(`The release has no archive of ${name}`);
  return sha256;
}

function archive(folder: string, into: string): string {
  const bytes = zip(
    filesBelow(folder).map((name) => ({ name, content: readFileSync(join(folder, name)) })),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(into, `${sha256}.zip`), bytes);
  return sha256;
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of filesBelow(folder))
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0');
  return hash.digest('hex');
}

/** With `/` between folders, in order. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

if (import.meta.main) {
  const { version, functions, portal } = buildRelease(join(root, 'dist'));
  const codes = new Set(Object.values(functions)).size;
  console.log(
    `release ${version}: ${String(Object.keys(functions).length)} functions in ${String(codes)} archives`,
  );
  console.log(`portal ${portal}`);
}
