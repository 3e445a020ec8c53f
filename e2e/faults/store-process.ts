import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(
  new URL('../../apps/local/src/worker/testing/faulty-object-store.ts', import.meta.url),
);

/** As the object store's own fault rules; kept loose, since they only travel through. */
export interface Misfortune {
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly events?: Readonly<Record<string, unknown>>;
}

export interface StoreProcess {
  readonly endpoint: string;
  readonly port: number;
  /** Replaces what goes wrong from now on, nothing when left out; returns how often each fault has struck so far. */
  misfortune(what?: Misfortune): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

interface Answer {
  readonly port?: number;
  readonly injected?: Readonly<Record<string, number>>;
}

/** An object store of its own, in a process of its own. */
export async function startStore(dataDir: string, seed: number): Promise<StoreProcess> {
  const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ask = (orders: object) =>
    new Promise<Answer>((resolve) => {
      child.once('message', (answer) => {
        resolve(answer as Answer);
      });
      child.send(orders);
    });
  const { port = 0 } = await ask({ start: { dataDir, seed } });
  return {
    port,
    endpoint: `http://127.0.0.1:${String(port)}`,
    misfortune: async ({ rules = [], events = {} } = {}) =>
      (await ask({ faults: { rules, events } })).injected ?? {},
    stop: async () => {
      process.off('exit', killAtExit);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
