import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Template, Templates, Value } from '../templates/template.ts';

/** What a release says of the stacks, by where it is written below its `templates`. */
export interface ReleaseTexts {
  readonly templates: Templates;
  /** State machines in the Amazon States Language. */
  readonly definitions: Readonly<Record<string, Value>>;
}

export function readReleaseTexts(folder: string): ReleaseTexts {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(?:ya?ml|json)$/.test(file));
  const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));
  const isDefinition = (file: string) => file.endsWith('.asl.json');
  return {
    templates: Object.fromEntries(
      files.filter((file) => !isDefinition(file)).map((file) => [file, read(file) as Template]),
    ),
    definitions: Object.fromEntries(
      files.filter(isDefinition).map((file) => [file, read(file) as Value]),
    ),
  };
}
