/** `npm start [-- --reset --empty]`: set-up, portal and the whole hub on one machine. */
import { buildPortal, hasPortal, isPortalBuilt } from './portal-build.mjs';
import { runNode } from './run-node.mjs';
import { ensureSetUp, stop } from './setup.mjs';

const node = await ensureSetUp();
if (hasPortal() && !isPortalBuilt()) {
  console.log('Building the portal (about half a minute, when its sources changed) …');
  if (!buildPortal(node)) stop('The portal could not be built; the reason is above.');
}
process.exitCode = await runNode(node, [
  'apps/local/src/launcher/main.ts',
  ...process.argv.slice(2),
]);
