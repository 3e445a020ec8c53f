import { codePolicy } from './trusted-types.ts';

/**
 * A worker whose script the portal's policy lets run. The bundler looks for `new Worker(new URL('…', import.meta.url))` to build the script, so
 * import it as `Worker`.
 */
export class OwnWorker extends Worker {
  constructor(url: URL, options: WorkerOptions) {
    super(codePolicy.createScriptURL(url.href), options);
  }
}
