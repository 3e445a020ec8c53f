import { flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import type { CrashPoint, CrashPoints, PipelineSettings } from '@waybill/pipeline';
import { runWorkerProcess } from '../run-worker-process.ts';

/**
 * The real worker, with a way to die: waits for its orders over IPC, so that it may be started in advance, and sends itself the
 * signal when the point is reached for the k-th time. Nothing of this is in the worker that ships.
 */
export interface CrashOrders {
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Partial<PipelineSettings>;
  readonly crash: {
    readonly point: CrashPoint | 'commit';
    readonly k: number;
    readonly signal: 'SIGKILL' | 'SIGSTOP';
  } | null;
}

// A killed process never gets to write what it compiled, so that the next one starts in half the time.
flushCompileCache();

const orders = await new Promise<CrashOrders>((resolve) => {
  process.once('message', (message) => {
    resolve(message as CrashOrders);
  });
  process.send?.('standing by');
});
Object.assign(process.env, orders.env);

let left = orders.crash?.k ?? Infinity;
function reached(): void {
  if (--left === 0 && orders.crash) process.kill(process.pid, orders.crash.signal);
}

const crashPoints: CrashPoints = {
  reach: (point) => {
    if (point === orders.crash?.point) reached();
  },
};
if (orders.crash?.point === 'commit') dieOnCommit();
await runWorkerProcess({ crashPoints, settings: orders.settings });

/** Dies when a COMMIT has left for the MySQL server and before its answer can be read. */
function dieOnCommit(): void {
  const write = Reflect.get(Socket.prototype, 'write') as (...args: unknown[]) => boolean;
  const queryCommand = 3;
  Reflect.set(Socket.prototype, 'write', function (this: Socket, ...args: unknown[]): boolean {
    const [data] = args;
    const isCommit =
      Buffer.isBuffer(data) &&
      data.length < 16 &&
      data[4] === queryCommand &&
      data.toString('latin1', 5).toLowerCase() === 'commit';
    const sent = write.apply(this, args);
    if (isCommit) reached();
    return sent;
  });
}
