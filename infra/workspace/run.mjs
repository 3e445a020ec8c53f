/** `node infra/workspace/run.mjs [--needs=portal,<program>,…] <file.ts> …`: set-up included, runs the file on Node 24. */
import { ensureMachine } from './machine.mjs';
import { buildPortal, isPortalBuilt } from './portal-build.mjs';
import { runNode } from './run-node.mjs';
import { ensureSetUp, stop } from './setup.mjs';

const [first = '', ...others] = process.argv.slice(2);
const needs = first.startsWith('--needs=') ? first.slice('--needs='.length).split(',') : [];
const [file, ...rest] = needs.length > 0 ? others : [first, ...others];
if (!file) stop('Usage: node infra/workspace/run.mjs [--needs=…] <file.ts> [arguments]');

const missing = ensureMachine(needs.filter((program) => program !== 'portal'));
if (missing !== '') stop(missing);
const node = await ensureSetUp();
if (needs.includes('portal') && !isPortalBuilt() && !buildPortal(node)) {
  stop('The portal could not be built; the reason is above.');
}
process.exitCode = await runNode(node, [file, ...rest]);
