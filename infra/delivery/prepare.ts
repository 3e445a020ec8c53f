/**
 * `node infra/delivery/prepare.ts --environment dev --bucket B --region us-east-1 [--release dist/release] [--current live.json] [--out dist/prepared]`
 *
 * What CloudFormation takes to bring one environment to a release: `template.json`, `parameters.json`, below `objects/` what has to be in
 * the bucket first, and `live.json`, which is kept as `environments/<environment>/live.json` when the release is through.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LiveVersions } from './live-versions.ts';
import { packageTemplates } from './package-templates.ts';
import { readReleaseTexts } from './release-texts.ts';
import type { Release } from './release.ts';

export interface Preparation {
  readonly environment: string;
  readonly bucket: string;
  readonly region: string;
  /** Folders. */
  readonly release: string;
  readonly out: string;
  /** A file with what the aliases lead to; before the first release there is none. */
  readonly current?: string;
}

/** Writes what is deployed. @throws when the environment or a part of the release is missing */
export function prepare(asked: Preparation): void {
  const { environment, bucket, region, release: folder, out } = asked;
  const release = read(join(folder, 'release.json')) as Release;
  const configuration = read(join(folder, 'environments', `${environment}.json`)) as {
    Parameters: Record<string, string>;
  };
  const current =
    asked.current !== undefined && existsSync(asked.current)
      ? (read(asked.current) as LiveVersions)
      : {};
  const { Parameters: parameters } = configuration;
  const texts = readReleaseTexts(join(folder, 'templates'));
  const packaged = packageTemplates(texts, { release, bucket, region, parameters, current });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'objects/templates'), { recursive: true });
  cpSync(join(folder, 'code'), join(out, 'objects/code'), { recursive: true });
  for (const [key, text] of packaged.objects) writeFileSync(join(out, 'objects', key), text);
  writeFileSync(join(out, 'template.json'), packaged.root);
  writeFileSync(join(out, 'parameters.json'), JSON.stringify(configuration, null, 2));
  writeFileSync(join(out, 'live.json'), JSON.stringify(packaged.next, null, 2));
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      environment: { type: 'string', default: 'dev' },
      bucket: { type: 'string', default: 'waybill-releases' },
      region: { type: 'string', default: 'us-east-1' },
      release: { type: 'string', default: 'dist/release' },
      current: { type: 'string' },
      out: { type: 'string', default: 'dist/prepared' },
    },
  });
  const { current, ...rest } = values;
  prepare(current === undefined ? rest : { ...rest, current });
  console.log(`${values.out}: ${values.environment} from ${values.release}`);
}
