import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ruleSetJsonSchema, ruleSetSchemaUrl } from '@waybill/rules';
import type { PortalConfig } from '../environment.ts';
import { Refusal } from '../refusal.ts';
import { contentTypeOf, kindOf } from './file-kinds.ts';
import type { BuiltFile } from './release.ts';

export interface Build {
  readonly id: string;
  readonly version: string;
  readonly files: readonly BuiltFile[];
}

/**
 * A build of the portal with what an environment adds to it: `config.json`, and the schema that rule documents name.
 *
 * @param packageVersion what the version of the release begins with; what was built follows: `1.4.0+3f2a90c1`
 * @throws Refusal when the folder is no build, or has a file whose ending nobody knows
 */
export async function readBuild(
  folder: string,
  config: PortalConfig,
  packageVersion: string,
): Promise<Build> {
  const built = [...(await filesBelow(folder)), ruleSchema()];
  if (!built.some(({ path }) => path === 'index.html'))
    throw new Refusal(`${folder} has no index.html. Build the portal first: npm run build:portal`);
  const unknown = built.find(({ path }) => contentTypeOf(path) === undefined);
  if (unknown)
    throw new Refusal(
      `${unknown.path} has an ending without a content type; infra/deploy/release/file-kinds.ts has the list.`,
    );
  const version = `${packageVersion}+${digestOf(built).slice(0, 8)}`;
  const files = [...built, configFile({ ...config, version })].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  return { id: digestOf(files).slice(0, 12), version, files };
}

async function filesBelow(folder: string): Promise<BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Refusal(`${folder} cannot be read. Build the portal first: npm run build:portal`);
  });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    names.map(async (name) =>
      builtFile(relative(folder, name).split(sep).join('/'), await readFile(name)),
    ),
  );
}

function ruleSchema(): BuiltFile {
  const path = new URL(ruleSetSchemaUrl).pathname.slice(1);
  return builtFile(path, Buffer.from(JSON.stringify(ruleSetJsonSchema())));
}

function configFile(config: PortalConfig & { readonly version: string }): BuiltFile {
  return builtFile('config.json', Buffer.from(`${JSON.stringify(config, null, 2)}\n`));
}

function builtFile(path: string, contents: Buffer): BuiltFile {
  return {
    path,
    kind: kindOf(path),
    sha256: sha256(contents),
    bytes: contents.byteLength,
    read: () => Promise.resolve(contents),
  };
}

export function sha256(contents: Uint8Array | string): string {
  return createHash('sha256').update(contents).digest('hex');
}

function digestOf(files: readonly BuiltFile[]): string {
  const lines = files.map((file) => `${file.path}\0${file.sha256}\n`).sort();
  return sha256(lines.join(''));
}
