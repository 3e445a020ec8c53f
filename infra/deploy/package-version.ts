import { readFileSync } from 'node:fs';
import * as z from 'zod';

const packageSchema = z.looseObject({ version: z.string() });

/** The version of this repository. */
export function readPackageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
