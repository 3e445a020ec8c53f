import { OwnWorker as Worker } from './own-worker.ts';
import { codePolicy } from './trusted-types.ts';

/** Tells Monaco where its workers are and whom to ask for trust. It asks while it is loaded, so this comes first. */
export function prepareEnvironment(): void {
  self.MonacoEnvironment = {
    getWorker: (_, label) =>
      label === 'json'
        ? new Worker(new URL('./json.worker', import.meta.url), { type: 'module', name: label })
        : new Worker(new URL('./editor.worker', import.meta.url), { type: 'module', name: label }),
    createTrustedTypesPolicy: (name, options) => ({
      name,
      createHTML: (html: string) =>
        codePolicy.createHTML(options?.createHTML ? options.createHTML(html) : html),
      createScriptURL: (url: string) => codePolicy.createScriptURL(url),
    }),
  };
}
