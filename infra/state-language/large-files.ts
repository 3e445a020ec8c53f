import { readFileSync } from 'node:fs';
import type { Definition } from './definition.ts';

const path = new URL('large-files.asl.json', import.meta.url);

/** The state machine of large files, as it is deployed. Its resources are the names of what stands for them: `${PlanParts}`. */
export function largeFiles(): Definition {
  return JSON.parse(readFileSync(path, 'utf8')) as Definition;
}
