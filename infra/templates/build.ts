/** `npm run infra`: writes every template below `dist/infra`, ready for `aws cloudformation package` beside `dist/functions`. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipelineTemplate } from '../delivery/pipeline-template.ts';
import { generatedTemplates } from './generated-templates.ts';
import { roleMatrixText } from './role-matrix.ts';
import { templateText } from './template.ts';
import { writtenTemplates } from './written-templates.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @returns the files written, relative to the workspace */
export function buildTemplates(): string[] {
  rmSync(join(root, 'dist/infra'), { recursive: true, force: true });
  const written = Object.keys(writtenTemplates());
  for (const file of written) {
    mkdirSync(dirname(join(root, 'dist/infra', file)), { recursive: true });
    cpSync(join(root, 'infra', file), join(root, 'dist/infra', file));
  }
  mkdirSync(join(root, 'dist/infra/state-language'), { recursive: true });
  for (const definition of ['state-language/large-files.asl.json'])
    cpSync(join(root, 'infra', definition), join(root, 'dist/infra', definition));
  const generated = Object.entries(generatedTemplates());
  for (const [file, template] of generated)
    writeFileSync(join(root, 'dist/infra', file), templateText(template));
  writeFileSync(join(root, 'dist/infra/role-matrix.md'), roleMatrixText());
  // Of its own, since it is what deploys all of these.
  writeFileSync(join(root, 'dist/infra/delivery.json'), templateText(pipelineTemplate()));
  return [...written, ...generated.map(([file]) => file), 'delivery.json'].map((file) =>
    join('dist/infra', file),
  );
}

if (import.meta.main) {
  for (const file of buildTemplates()) console.log(file);
}
