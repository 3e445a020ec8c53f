import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Template, Templates } from './template.ts';

const infra = new URL('../', import.meta.url);

/** Templates written by hand: what holds state or identity, and what is there once. */
export function writtenTemplates(): Templates {
  const stacks = readdirSync(new URL('stacks/', infra)).map((file) => `stacks/${file}`);
  return Object.fromEntries([...roots(), ...stacks].map((file) => [file, read(file)]));
}

/** Those that are deployed by themselves, each as often as there is need: an environment, its edge, a partner's drop. */
export function roots(): string[] {
  return readdirSync(infra).filter((file) => file.endsWith('.yaml'));
}

function read(file: string): Template {
  // Intrinsic functions are written in full (`Fn::Sub`), so the files are plain YAML to every reader.
  return parse(readFileSync(new URL(file, infra), 'utf8')) as Template;
}
