import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasPortal } from './portal-build.mjs';
import { root } from './setup.mjs';

/**
 * A step is commands run one after the other until one fails. `result` names a file in test-results
 * that holds the counts; a step without one counts as one. `machine` needs Chromium and MariaDB; what is `oneCore` takes no more
 * than that and measures nothing, so that others of its kind may run at the same time.
 * @typedef {{ name: string, commands: string[][], env?: Record<string, string>, result?: string, machine?: boolean, oneCore?: boolean, when?: () => boolean }} Step
 */

const bin = (name) => join('node_modules', name);

/** Journeys whose answers the database works out; the others run on SQLite unless `WAYBILL_E2E_ENGINE` says otherwise. */
const bothDatabases = [
  'export-what-i-see',
  'give-a-file-to-its-feed',
  'mend-what-failed',
  'replay-and-prove',
  'replay-by-query',
  'settle-row-errors',
  'two-at-once',
  'why-these-points',
];

/** @type {(name: string, files?: string[], env?: Record<string, string>) => Step} all journeys, or those of some files */
function journeys(name, files = [], env = {}) {
  const cli = bin('@playwright/test/cli.js');
  return {
    name,
    machine: true,
    result: `${name}.json`,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: join('test-results', `${name}.json`) },
    commands: [
      [cli, 'test', '--config=e2e/playwright.config.ts', `--output=test-results/${name}`, ...files],
    ],
  };
}

/** @type {readonly Step[]} what `npm test` runs, in this order; arguments of Node 24 */
export const steps = [
  {
    name: 'lint',
    oneCore: true,
    commands: [
      [bin('nx/dist/bin/nx.js'), 'show', 'projects'],
      [bin('eslint/bin/eslint.js'), '.'],
    ],
  },
  {
    name: 'format',
    oneCore: true,
    commands: [[bin('prettier/bin/prettier.cjs'), '--check', '.']],
  },
  {
    name: 'types',
    oneCore: true,
    commands: [[bin('typescript/bin/tsc'), '-p', 'tsconfig.node.json']],
  },
  {
    name: 'portal-build',
    oneCore: true,
    when: hasPortal,
    commands: [['infra/workspace/build-portal.mjs']],
  },
  {
    name: 'specs',
    machine: true,
    result: 'specs.json',
    commands: [
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        '--outputFile=test-results/specs.json',
      ],
    ],
  },
  {
    name: 'portal-specs',
    when: hasPortal,
    result: 'portal-specs.json',
    commands: [
      [
        bin('@angular/cli/bin/ng.js'),
        'test',
        'portal',
        '--no-watch',
        '--reporters=default',
        '--reporters=json',
        '--output-file=test-results/portal-specs.json',
      ],
    ],
  },
  {
    name: 'hub',
    machine: true,
    result: 'hub.json',
    commands: [
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--config=e2e/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        '--outputFile=test-results/hub.json',
      ],
    ],
  },
  {
    name: 'faults',
    machine: true,
    result: 'faults.json',
    // Every crash point twice, and once with bad events; by itself the command takes five and two, and as many as it is told.
    commands: [
      [
        'e2e/faults/main.ts',
        '--seeds',
        '2',
        '--bad-seeds',
        '1',
        '--out',
        'test-results/faults.json',
      ],
    ],
  },
  journeys('journeys'),
  journeys('journeys-mariadb', bothDatabases, { WAYBILL_E2E_ENGINE: 'mariadb' }),
];

/**
 * Which steps run at the same time: neighbours that take one core each.
 * @param {readonly Step[]} chosen
 * @returns {Step[][]}
 */
export function groupsOf(chosen) {
  const groups = [];
  for (const step of chosen) {
    const group = groups.at(-1);
    if (step.oneCore && group?.[0].oneCore) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** @param {Step} step */
export function forgetCounts({ result }) {
  if (result) rmSync(join(root, 'test-results', result), { force: true });
}

/**
 * The counts of a step that has run. A step that fails without a failed test, or that ran none,
 * counts as a failure: a green tick must mean that something was looked at.
 * @param {Step} step
 * @param {boolean} ended whether every command ended with 0
 * @returns {{ passed: number, failed: number }}
 */
export function countsOf({ result }, ended) {
  if (!result) return ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = readCounts(join(root, 'test-results', result));
  const nothingRan = passed + failed === 0;
  return { passed, failed: Math.max(failed, ended && !nothingRan ? 0 : 1) };
}

/** Reads Vitest's or Playwright's JSON report, or `{passed, failed}` as our own runners write it. */
function readCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.passed ?? report.numPassedTests ?? report.stats?.expected ?? 0,
    failed: report.failed ?? report.numFailedTests ?? report.stats?.unexpected ?? 0,
  };
}
