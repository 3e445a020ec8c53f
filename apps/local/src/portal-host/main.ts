import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bffFromEnvironment } from '@waybill/bff';
import * as z from 'zod';
import { clientKeysIn } from './client-keys.ts';
import { createHost } from './host.ts';
import { settingsFrom } from './settings.ts';
import { watchStaticFiles } from './static-files.ts';

const root = new URL('../../../../', import.meta.url);
const { version } = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));

const home = resolve(process.env['WAYBILL_HOME'] ?? '.waybill');
const settings = settingsFrom(process.env, version, clientKeysIn(home));
const host = createHost({
  settings,
  files: watchStaticFiles(settings.portalFolder),
  bff: bffFromEnvironment(settings.bffEnvironment, process.stdout),
});

host.listen(settings.port, '127.0.0.1', () => {
  console.log(`portal ready on ${settings.origin}`);
  process.send?.({ ready: true });
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  host.close(() => process.exit(0));
  host.closeIdleConnections();
  setTimeout(() => {
    host.closeAllConnections();
  }, 2000).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, stop);
