import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';

export interface MariaDbOptions {
  /** Keeps the data in this folder; a temporary one that is removed at the end when left out. */
  readonly dir?: string;
  /** 1 is durable over a power cut, 2 over a killed server only and several times faster. */
  readonly flushLogAtCommit?: 0 | 1 | 2;
  /** Megabytes of buffer pool; 64 unless given. */
  readonly bufferPoolMb?: number;
  /** Allows LOAD DATA LOCAL, which production does not. */
  readonly localInfile?: boolean;
  /** A small redo log starts fast; a large one keeps long loads from waiting for checkpoints. */
  readonly redoLogMb?: number;
  /** Takes TLS only, with these PEM files. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string };
}

export interface MariaDb {
  /** `mysql://…` of an empty database of its own. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const startLimitMs = 30_000;
const stopLimitMs = 15_000;

/**
 * Starts a private MariaDB on a free port of 127.0.0.1, set up as production is: strict, utf8mb4,
 * UTC, READ COMMITTED. Throws when MariaDB is not installed or does not come up.
 */
export async function startMariaDb(options: MariaDbOptions = {}): Promise<MariaDb> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'waybill-mariadb-'));
  mkdirSync(dir, { recursive: true });
  const runAs = userFor(dir);
  const data = join(dir, 'data');
  // Small files and the same for both programs, or the server does not find its own tables.
  const files = [
    '--no-defaults',
    `--datadir=${data}`,
    // A server that starts deletes what it takes for its own leftovers in the shared one: temporary tables of all others.
    `--tmpdir=${dir}`,
    `--innodb-log-file-size=${options.redoLogMb ?? 32}M`,
    '--innodb-data-file-path=ibdata1:10M:autoextend',
    '--innodb-undo-tablespaces=0',
    ...runAs,
  ];
  if (!existsSync(data)) {
    const install = ['--auth-root-authentication-method=normal', '--skip-test-db'];
    execFileSync(program('mariadb-install-db'), [...files, ...install], { stdio: 'pipe' });
  }
  const port = await freePort();
  const socket = join(dir, 'socket');
  const server = spawn(
    program('mariadbd'),
    [...files, `--port=${port}`, `--socket=${socket}`, ...settings(options)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log = lastLines(server);
  const killAtExit = () => server.kill('SIGKILL');
  process.once('exit', killAtExit);

  try {
    await prepare(socket, server);
  } catch (error) {
    server.kill('SIGKILL');
    throw new Error(`MariaDB did not start:\n${log()}`, { cause: error });
  }
  return {
    url: `mysql://waybill:waybill@127.0.0.1:${port}/waybill`,
    pid: server.pid ?? 0,
    async stop() {
      process.off('exit', killAtExit);
      await ended(server);
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function settings(options: MariaDbOptions): string[] {
  const { flushLogAtCommit = 2, bufferPoolMb = 64, localInfile = false } = options;
  return [
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--skip-log-bin',
    '--performance-schema=OFF',
    `--innodb-flush-log-at-trx-commit=${flushLogAtCommit}`,
    `--innodb-buffer-pool-size=${bufferPoolMb}M`,
    '--innodb-lock-wait-timeout=5',
    '--transaction-isolation=READ-COMMITTED',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_bin',
    '--sql-mode=STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY',
    '--default-time-zone=+00:00',
    '--max-connections=300',
    `--local-infile=${localInfile ? 1 : 0}`,
    ...tlsSettings(options),
  ];
}

function tlsSettings({ tls }: MariaDbOptions): string[] {
  if (!tls) return [];
  const files = [`--ssl-ca=${tls.ca}`, `--ssl-cert=${tls.cert}`, `--ssl-key=${tls.key}`];
  return ['--require-secure-transport=ON', '--tls-version=TLSv1.2,TLSv1.3', ...files];
}

/** Waits until the server answers, then makes the database and its user. */
async function prepare(socketPath: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    try {
      const root = await mysql.createConnection({ socketPath, user: 'root' });
      await root.query('create database if not exists waybill');
      await root.query(
        "create user if not exists waybill@'127.0.0.1' identified by 'waybill', waybill@localhost identified by 'waybill'",
      );
      await root.query(
        "grant all on *.* to waybill@'127.0.0.1', waybill@localhost with grant option",
      );
      await root.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

/** MariaDB refuses root unless told to: Debian's own user when there is one, else root itself. */
function userFor(dir: string): string[] {
  if (process.getuid?.() !== 0) return [];
  try {
    execFileSync('chown', ['mysql', dir], { stdio: 'ignore' });
    return ['--user=mysql'];
  } catch {
    return ['--user=root'];
  }
}

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
function program(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found) {
    throw new Error(
      `${name} is not installed: apt-get install --no-install-recommends mariadb-server-core mariadb-client mariadb-client-core`,
    );
  }
  return found;
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), stopLimitMs);
  await exit;
  clearTimeout(timer);
}

function lastLines(server: ChildProcess): () => string {
  let text = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-4000);
  });
  return () => text;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
