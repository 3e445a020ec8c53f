#!/usr/bin/env node
/** `npm run waybill -- …`, `npx waybill …`: set-up included, runs the tool on Node 24 in the folder where it was asked for. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureSetUp } from '../../../infra/workspace/setup.mjs';

const node = await ensureSetUp();
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
// npm runs a script in the folder of package.json and says where it was called.
const cwd = process.env.npm_lifecycle_event === 'waybill' ? process.env.INIT_CWD : undefined;
const { status, error } = spawnSync(node, [main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd,
});
if (error) throw error;
process.exitCode = status ?? 1;
