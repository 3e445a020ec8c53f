/** `npm run infra:check`: builds the templates, counts what is in them, asserts what they must hold, and has linters read them. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allTemplates } from './all-templates.ts';
import { buildTemplates } from './build.ts';
import { lint } from './lint/lint.ts';
import { limits } from './template.ts';
import type { Template } from './template.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Of the templates' own, each named after a line of what the case study asks. */
const assertionsAtLeast = 60;

const files = buildTemplates();
printCounts();
const isSound = [assertionsHold(), describedAsAws(), linterAgrees()].every(Boolean);
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
  console.log('who may call what: dist/infra/role-matrix.md');
}

function functionsIn({ Resources }: Template): number {
  return Object.values(Resources).filter(({ Type }) => Type === 'AWS::Serverless::Function').length;
}

function assertionsHold(): boolean {
  const report = join(root, 'dist/infra-assertions.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const specs = ['node_modules/vitest/vitest.mjs', 'run', 'infra/templates', ...reporters];
  const { status } = spawnSync(process.execPath, specs, { cwd: root, stdio: 'inherit' });
  const { asserted, broken } = countsIn(readFileSync(report, 'utf8'));
  console.log(`${asserted} assertions by line, seen failing on ${broken} sets of broken templates`);
  if (asserted < assertionsAtLeast) console.log(`fewer than ${assertionsAtLeast} assertions`);
  return status === 0 && asserted >= assertionsAtLeast;
}

/** Assertions are those that were seen failing: `22 …` and `22 …: is seen failing (1)`. */
function countsIn(report: string): { asserted: number; broken: number } {
  const { testResults } = JSON.parse(report) as {
    testResults: { assertionResults: { title: string }[] }[];
  };
  const failing = testResults
    .flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title))
    .filter((title) => /^\d.*: is seen failing/.test(title));
  const asserted = new Set(failing.map((title) => title.replace(/: is seen failing.*$/, '')));
  return { asserted: asserted.size, broken: failing.length };
}

/** By AWS's own description of its resources, which npm brings, so that no machine is without a linter. */
function describedAsAws(): boolean {
  const found = lint(allTemplates());
  console.log(found.join('\n') || '@aws-cdk/aws-service-spec: nothing found');
  return found.length === 0;
}

/** CloudFormation's linter, which knows more. It is no package of npm, so a machine may be without it. */
function linterAgrees(): boolean {
  const linter = 'cfn-lint';
  // Says that a path must be packaged first, which is what is done with these templates.
  const options = ['--regions', 'us-east-1', '--ignore-checks', 'W3002', '--'];
  const found = spawnSync(linter, [...options, ...files], { cwd: root, encoding: 'utf8' });
  if (found.error) {
    console.log(`not read by ${linter}, which is not here (pip install cfn-lint==1.51.0)`);
    return true;
  }
  const { stdout: version } = spawnSync(linter, ['--version'], { encoding: 'utf8' });
  console.log(found.stdout + found.stderr || `${version.trim()}: nothing found`);
  return found.status === 0;
}
