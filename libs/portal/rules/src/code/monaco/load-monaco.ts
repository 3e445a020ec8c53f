import type * as Loaded from './monaco.ts';

export type MonacoModule = typeof Loaded;
export type Monaco = MonacoModule['monaco'];

let loading: Promise<MonacoModule> | null = null;

/** Monaco with its styling, fetched when a code view is first opened. Rejects when either cannot be fetched; then it may be asked again. */
export function loadMonaco(): Promise<MonacoModule> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<MonacoModule> {
  const { prepareEnvironment } = await import('./environment.ts');
  prepareEnvironment();
  const [module] = await Promise.all([import('./monaco.ts'), linkStyles()]);
  return module;
}

/** The bundler leaves the styles of Monaco's own modules out; angular.json builds them as one file. */
function linkStyles(): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL('monaco.css', document.baseURI).href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => {
      resolve();
    });
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error('The styling of the editor could not be fetched.'));
    });
    document.head.append(link);
  });
}
