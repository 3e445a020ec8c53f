/** `npm run infra:check`: builds the templates, counts what is in them, asserts what they must hold, and has cfn-lint read them. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allTemplates } from './all-templates.ts';
import { buildTemplates } from './build.ts';
import { limits } from './template.ts';
import type { Template } from './template.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const files = buildTemplates();
printCounts();
const isSound = [assertionsHold(), linterAgrees()].every(Boolean);
process.exitCode = isSound ? 0 : 1;

function printCounts(): void {
  const templates = Object.entries(allTemplates());
  console.log(`${'template'.padEnd(32)}resources  of ${limits.resources}    bytes`);
  for (const [file, { Resources }] of templates) {
    const count = Object.keys(Resources).length;
    const share = `${((100 * count) / limits.resources).toFixed(0)} %`;
    const { size } = statSync(join(root, 'dist/infra', file));
    console.log(
      file.padEnd(32) + String(count).padStart(9) + share.padStart(8) + String(size).padStart(9),
    );
  }
  const resources = templates.flatMap(([, { Resources }]) => Object.keys(Resources)).length;
  const functions = templates.reduce((sum, [, template]) => sum + functionsIn(template), 0);
  console.log(`${files.length} templates, ${resources} resources, ${functions} functions`);
}

function functionsIn({ Resources }: Template): number {
  return Object.values(Resources).filter(({ Type }) => Type === 'AWS::Serverless::Function').length;
}

function assertionsHold(): boolean {
  const specs = ['node_modules/vitest/vitest.mjs', 'run', 'infra/templates'];
  return spawnSync(process.execPath, specs, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** CloudFormation's own checks of properties. It is no package of npm, so a machine may be without it; the assertions are not. */
function linterAgrees(): boolean {
  const linter = 'cfn-lint';
  // Says that a path must be packaged first, which is what is done with these templates.
  const options = ['--regions', 'us-east-1', '--ignore-checks', 'W3002', '--'];
  const lint = spawnSync(linter, [...options, ...files], { cwd: root, encoding: 'utf8' });
  if (lint.error) {
    console.log(`not linted: there is no ${linter} here (pip install cfn-lint==1.51.0)`);
    return true;
  }
  console.log(lint.stdout + lint.stderr || `${linter}: nothing found`);
  return lint.status === 0;
}
