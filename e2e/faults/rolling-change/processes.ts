import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const nextRelease = file('next-release.mjs');
const mains = {
  issuer: file('../../../apps/local/src/issuer/main.ts'),
  gateway: file('../../../apps/local/src/gateway/main.ts'),
  worker: file('../../../apps/local/src/worker/main.ts'),
  migrate: file('migrate.ts'),
};

export interface Started {
  /** Tells it to end what it has in hand, and resolves when it is gone with how it ended. */
  end(): Promise<string>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts a process of the hub as one release of it, and waits until it is ready. */
export async function start(
  what: 'issuer' | 'gateway' | 'worker',
  release: number,
  env: Environment,
): Promise<Started> {
  const child = forked(what, release, env);
  const gone = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => {
      resolve(signal ?? String(code));
    }),
  );
  await Promise.race([
    isReady(what, child, env),
    gone.then((how) =>
      Promise.reject(new Error(`${what} of release ${String(release)} ended with ${how}`)),
    ),
  ]);
  return {
    end: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

/** Runs the migrations of a release to their end. @throws when they fail */
export async function migrate(release: number, env: Environment): Promise<void> {
  const child = forked('migrate', release, env);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0)
    throw new Error(`Migrations of release ${String(release)} ended with ${String(code)}`);
}

function forked(what: keyof typeof mains, release: number, env: Environment): ChildProcess {
  const child = fork(mains[what], {
    execArgv: ['--import', nextRelease],
    env: { ...process.env, ...env, WAYBILL_STAND_IN: String(release) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  return child;
}

/** Gateway and worker say so; the issuer is asked. */
async function isReady(what: string, child: ChildProcess, env: Environment): Promise<void> {
  if (what !== 'issuer') {
    await new Promise((resolve) => child.once('message', resolve));
    return;
  }
  const address = `http://localhost:${env['WAYBILL_ISSUER_PORT'] ?? ''}/healthz`;
  const answers = () =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) await pause(50);
}
