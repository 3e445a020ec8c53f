import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const startLimitMs = 60_000;

/**
 * The address of one MariaDB that all spec files of a test run share, since starting it costs more than most specs. The first to ask
 * starts a keeper, which stops the server when the test run (the parent of the workers) has ended, however it ended.
 * Throws when MariaDB cannot be started; specs fail then, they never skip.
 */
export async function sharedMariaDb(): Promise<string> {
  const run = process.ppid;
  const folder = join(tmpdir(), `waybill-mariadb-of-${String(run)}`);
  const [url, problem] = [join(folder, 'url'), join(folder, 'problem')];
  if (becomesFirst(folder)) {
    const keeper = fileURLToPath(new URL('./mariadb-keeper.ts', import.meta.url));
    const argv = [keeper, folder, String(run)];
    spawn(process.execPath, argv, { detached: true, stdio: 'ignore' }).unref();
  }
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if (existsSync(url)) return readFileSync(url, 'utf8');
    if (existsSync(problem)) throw new Error(readFileSync(problem, 'utf8'));
    await pause(30);
  }
  throw new Error('MariaDB did not come up within a minute');
}

function becomesFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
