import type { Bundle } from '../build-bundles.ts';
import { startFunction } from './execution-environment.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

/** So many at a time as there are cores to measure on. */
const atOnce = 2;

/** Starts each function, does something with it and stops it. Answers by name, in no order. */
export async function startEach<T>(
  bundles: readonly Bundle[],
  variablesOf: (name: string) => Readonly<Record<string, string>>,
  visit: (environment: ExecutionEnvironment, bundle: Bundle) => Promise<T>,
): Promise<Map<string, T>> {
  const visited = new Map<string, T>();
  const waiting = bundles.values();
  const lane = async () => {
    for (const bundle of waiting) {
      const environment = await startFunction(bundle.folder, variablesOf(bundle.name));
      try {
        visited.set(bundle.name, await visit(environment, bundle));
      } finally {
        await environment.stop();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return visited;
}
