/** `node infra/workspace/run.mjs <file.ts> …`: set-up included, runs the file on Node 24. */
import { runNode } from './run-node.mjs';
import { ensureSetUp, stop } from './setup.mjs';

const [file, ...rest] = process.argv.slice(2);
if (!file) stop('Usage: node infra/workspace/run.mjs <file.ts> [arguments]');

process.exitCode = await runNode(await ensureSetUp(), [file, ...rest]);
