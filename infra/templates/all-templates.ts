import { generatedTemplates } from './generated-templates.ts';
import type { Templates } from './template.ts';
import { writtenTemplates } from './written-templates.ts';

/** Everything that is deployed, root first. */
export function allTemplates(): Templates {
  return { ...writtenTemplates(), ...generatedTemplates() };
}
