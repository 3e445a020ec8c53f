import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startRuntimeApi } from './runtime-api.ts';
import type { Outcome } from './runtime-api.ts';

const runtime = fileURLToPath(new URL('node-runtime.mjs', import.meta.url));
const startLimitMs = 60_000;

export interface ExecutionEnvironment {
  /** CPU of all threads from the import of the bundle until it can take events. */
  readonly initCpuMs: number;
  invoke(event: unknown): Promise<Outcome>;
  /** What the function has written to its log so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a bundled function in a process of its own that has nothing but these variables and reaches the outside through the Runtime API.
 *
 * @param folder holds `index.mjs`
 * @throws when the function fails before it can take events, with what it said
 */
export async function startFunction(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<ExecutionEnvironment> {
  const api = await startRuntimeApi();
  const child = spawn(process.execPath, [runtime], {
    cwd: folder,
    env: {
      ...env,
      AWS_LAMBDA_RUNTIME_API: api.address,
      AWS_LAMBDA_FUNCTION_NAME: 'test',
      AWS_REGION: 'us-east-1',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const gone = exited.then(() => Promise.reject(new Error(`The function ended. ${log}`)));
  gone.catch(() => undefined);
  const late = setTimeout(() => child.kill('SIGKILL'), startLimitMs);

  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    await api.close();
  };
  try {
    const { initCpuMs } = await Promise.race([api.ready, gone]);
    return {
      initCpuMs,
      invoke: (event) => Promise.race([api.invoke(event), gone]),
      log: () => log,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(late);
  }
}
