/** `node mariadb-keeper.ts <folder> <pid>`: keeps a MariaDB running as long as that process lives. See shared-mariadb.ts. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMariaDb } from './mariadb.ts';

const [folder = '', pid = ''] = process.argv.slice(2);
const lookEveryMs = 500;
const problemReadableForMs = 5_000;

try {
  const server = await startMariaDb({ flushLogAtCommit: 2 });
  publish('url', server.url);
  const timer = setInterval(() => {
    if (isAlive(Number(pid))) return;
    clearInterval(timer);
    void server.stop().finally(() => {
      rmSync(folder, { recursive: true, force: true });
    });
  }, lookEveryMs);
} catch (error) {
  publish('problem', error instanceof Error ? error.message : String(error));
  setTimeout(() => {
    rmSync(folder, { recursive: true, force: true });
  }, problemReadableForMs);
}

/** Whole or not at all: readers poll for the name. */
function publish(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.part`), text);
  renameSync(join(folder, `${name}.part`), join(folder, name));
}

function isAlive(parent: number): boolean {
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}
