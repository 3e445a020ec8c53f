import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { repositoryRoot } from '../fixtures/hub.ts';
import { benchPortalSpeed } from './portal-speed.ts';

const initialBudgetKb = 170;

/** What a browser fetches before the first screen shows, compressed as the host serves it, against the budget. */
export async function benchPortal(): Promise<void> {
  const folder = join(repositoryRoot, 'dist/portal/browser');
  const index = await readFile(join(folder, 'index.html'), 'utf8');
  const initial = [...index.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(
    ([, name]) => name ?? '',
  );
  const chunks = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
  const size = async (name: string) =>
    brotliCompressSync(await readFile(join(folder, name))).length / 1000;
  let total = 0;
  for (const name of initial) total += await size(name);
  console.log(`\nPortal, brotli`);
  console.log(
    `initial transfer      ${total.toFixed(1).padStart(7)} kB of ${initialBudgetKb} kB  (${initial.length} files)`,
  );
  for (const name of chunks.filter((chunk) => !initial.includes(chunk))) {
    const kb = await size(name);
    if (kb > 5) console.log(`lazy ${name.padEnd(32)} ${kb.toFixed(1).padStart(7)} kB`);
  }
  await benchPortalSpeed();
}
