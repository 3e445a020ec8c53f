/**
 * `npm run smoke -- --environment infra/environments/dev.json`, or `-- --portal https://… --api https://…/v1`: looks at a deployed environment
 * in Chromium. Ends with 0 when it is well.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    environment: { type: 'string' },
    portal: { type: 'string' },
    api: { type: 'string' },
  },
});

const { portal, api } = values.environment === undefined ? values : addressesIn(values.environment);
if (!portal || !api) {
  console.error('Say where it is: --environment <file>, or --portal and --api.');
  process.exit(2);
}
const root = fileURLToPath(new URL('../../', import.meta.url));
const playwright = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config=e2e/smoke/playwright.config.ts',
];
const env = { ...process.env, WAYBILL_SMOKE_PORTAL: portal, WAYBILL_SMOKE_API: api };
process.exitCode =
  spawnSync(process.execPath, playwright, { cwd: root, env, stdio: 'inherit' }).status ?? 1;

/** The parameters of an environment's stack. */
function addressesIn(file: string) {
  const { Parameters } = JSON.parse(readFileSync(file, 'utf8')) as {
    Parameters: { PortalDomainName: string; ApiDomainName: string };
  };
  return {
    portal: `https://${Parameters.PortalDomainName}`,
    api: `https://${Parameters.ApiDomainName}/v1`,
  };
}
