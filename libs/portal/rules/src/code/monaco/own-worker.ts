import { codePolicy } from './trusted-types.ts';

/**
 * A worker whose script the portal's policy lets run. The bundler looks for `new Worker(new URL('…', import.meta.url))` to build the script, so
 * import it as `Worker`. No subclass, since specs import it where there are no workers.
 */
export const OwnWorker = function (url: URL, options: WorkerOptions): Worker {
  return new globalThis.Worker(codePolicy.createScriptURL(url.href), options);
} as unknown as new (url: URL, options: WorkerOptions) => Worker;
