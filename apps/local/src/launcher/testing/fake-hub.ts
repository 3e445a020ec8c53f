/** A launcher that supervises one fake process, to be killed by a spec. */
import { fileURLToPath } from 'node:url';
import { createHub } from '../hub.ts';
import { openStateFolder } from '../state-folder.ts';

const file = fileURLToPath(new URL('./fake-process.ts', import.meta.url));
const state = openStateFolder(process.argv[2] ?? '');
const hub = createHub([[{ name: 'fake', file }]], { state, env: process.env, say: console.error });
await hub.start();
console.log('started');
