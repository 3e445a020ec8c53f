import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { operations } from '@waybill/contracts';
import { anEvent } from '@waybill/kit/testing';
import { openAccount } from '../bundles/runtime/account.ts';
import type { Account } from '../bundles/runtime/account.ts';
import { startFunction } from '../bundles/runtime/execution-environment.ts';
import { prepare } from './prepare.ts';
import type { Release } from './release.ts';
import { unzip } from './testing/unzip.ts';

const rows = new Map(Object.values(operations).map((row) => [row.name, row]));

/**
 * Whether a release can be deployed: every archive is what its name says, loads and answers through Lambda's runtime interface, and the
 * templates of every environment name nothing that is not there.
 *
 * @returns what is wrong, a sentence each; and how much was looked at
 */
export async function checkRelease(folder: string): Promise<{ wrong: string[]; looked: string[] }> {
  const release = JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')) as Release;
  const scratch = mkdtempSync(join(tmpdir(), 'waybill-release-'));
  try {
    const functions = await wrongFunctions(folder, release, scratch);
    const environments = readdirSync(join(folder, 'environments')).map((file) =>
      file.replace('.json', ''),
    );
    const templates = environments.flatMap((environment) =>
      wrongTemplates(folder, environment, scratch),
    );
    return {
      wrong: [...functions, ...templates],
      looked: [
        `${String(Object.keys(release.functions).length)} functions unpacked, started and asked`,
        `templates of ${environments.join(', ')}`,
      ],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function wrongFunctions(folder: string, { functions }: Release, scratch: string) {
  const wrong: string[] = [];
  const waiting = Object.entries(functions).values();
  const account = await openAccount();
  const lane = async () => {
    for (const [name, sha256] of waiting) {
      const archive = readFileSync(join(folder, 'code', `${sha256}.zip`));
      if (createHash('sha256').update(archive).digest('hex') !== sha256)
        wrong.push(`${name}: its archive is another one`);
      else wrong.push(...(await wrongAnswer(name, archive, join(scratch, name), account)));
    }
  };
  await Promise.all([lane(), lane()]);
  await account.close();
  return wrong;
}

/** An operation refuses who has no token; of the others it is enough that they take an event and come back with an outcome. */
async function wrongAnswer(
  name: string,
  archive: Buffer,
  folder: string,
  account: Account,
): Promise<string[]> {
  for (const [file, content] of unzip(archive)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  const row = rows.get(name);
  try {
    const environment = await startFunction(folder, account.variablesOf(name));
    try {
      const outcome = await environment.invoke(row ? anEvent(row) : { Records: [] });
      if (!row) return [];
      const status =
        'result' in outcome ? (outcome.result as { statusCode?: number }).statusCode : 0;
      return status === 401 ? [] : [`${name} answered ${String(status)} to a call without a token`];
    } finally {
      await environment.stop();
    }
  } catch (error) {
    return [`${name}: ${String(error)}`];
  }
}

function wrongTemplates(folder: string, environment: string, scratch: string): string[] {
  const out = join(scratch, `prepared-${environment}`);
  const bucket = 'waybill-releases';
  prepare({ environment, bucket, region: 'us-east-1', release: folder, out });
  const files = readdirSync(join(out, 'objects/templates')).map(
    (file) => `objects/templates/${file}`,
  );
  const text = ['template.json', ...files]
    .map((file) => readFileSync(join(out, file), 'utf8'))
    .join('\n');
  const keys = [
    ...text.matchAll(
      /"((?:code|templates)\/\w+\.(?:zip|json))"|amazonaws\.com\/(templates\/\w+\.json)/g,
    ),
  ].map(([, archive, template]) => archive ?? template ?? '');
  if (keys.length === 0) return [`${environment}: its templates name nothing`];
  return [...new Set(keys)]
    .filter((key) => !existsSync(join(out, 'objects', key)))
    .map((key) => `${environment}: there is no ${key}`);
}
