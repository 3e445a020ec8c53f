import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Refusal } from './refusal.ts';

const text = z.string().min(1);
const config = z.strictObject({
  issuer: z.url(),
  clientId: text,
  scope: text,
  environment: text,
  apiUrl: z.url(),
});

const environmentSchema = z.strictObject({
  /** Outputs `PortalBucket` and `Distribution` of the portal's stack. */
  bucket: text,
  distribution: text,
  /** Where people open the portal. */
  address: z.url().transform((address) => address.replace(/\/$/, '')),
  region: text.default('us-east-1'),
  /** What the portal reads as `config.json`; the tool adds the version. */
  config,
});

export type Environment = z.infer<typeof environmentSchema>;
export type PortalConfig = z.infer<typeof config>;

/** An environment as its file says. Throws a Refusal that names what is missing or wrong in it. */
export async function readEnvironment(path: string): Promise<Environment> {
  const contents = await readFile(path, 'utf8').catch(() => {
    throw new Refusal(`${path} cannot be read.`);
  });
  const found = environmentSchema.safeParse(parsed(path, contents));
  if (found.success) return found.data;
  const issues = found.error.issues.map((each) => `  ${each.path.join('.')}: ${each.message}`);
  throw new Refusal(`${path} does not describe an environment:\n${issues.join('\n')}`);
}

function parsed(path: string, contents: string): unknown {
  try {
    return JSON.parse(contents);
  } catch (error) {
    throw new Refusal(`${path} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
