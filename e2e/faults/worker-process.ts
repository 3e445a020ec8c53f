import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '@waybill/pipeline';
import { leaseS, shortSettings } from './drain.ts';
import type { World } from './world.ts';

const file = fileURLToPath(
  new URL('../../apps/local/src/worker/testing/crashing-worker.ts', import.meta.url),
);

const compileCache = join(tmpdir(), 'waybill-faults-compile-cache');

/** Where and how a worker comes to a halt: at the point when it is reached for the k-th time, or as the k-th COMMIT leaves. */
export interface Crash {
  readonly point: CrashPoint | 'commit';
  readonly k: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** A worker process that is started and waits for its orders. */
export interface StandingBy {
  /** Sets it going on a world. */
  order(world: World, crash: Crash | null, env?: Readonly<Record<string, string>>): void;
  readonly child: ChildProcess;
  /** Resolves with the signal that ended it, or null when it ended otherwise. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

export async function standBy(): Promise<StandingBy> {
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  const child = fork(file, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => {
      process.off('exit', killAtExit);
      resolve(signal);
    });
  });
  await new Promise((resolve) => child.once('message', resolve));
  return {
    child,
    ended,
    order: (world, crash, env = {}) => {
      child.send({ env: { ...environmentOf(world), ...env }, settings: shortSettings, crash });
    },
  };
}

function environmentOf(world: World): Record<string, string> {
  return {
    WAYBILL_DATABASE_URL: world.databaseUrl,
    WAYBILL_S3_PORT: String(world.port),
    WAYBILL_S3_ENDPOINT: world.endpoint,
    WAYBILL_LEASE_S: String(leaseS),
    WAYBILL_RESCAN_S: '1',
    WAYBILL_WORKER_RUNS: '1',
  };
}
