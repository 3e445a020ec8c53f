import { readFile } from 'node:fs/promises';
import type { Settings } from './settings.ts';

export interface Health {
  readonly status: 'ok' | 'starting';
  /** What does not answer yet. */
  readonly missing: readonly string[];
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Whether everything a person needs is there: API, issuer, object store and worker. */
export async function healthOf(settings: Settings, fetcher: Fetch = fetch): Promise<Health> {
  const answers = async (url: string, isWell: (status: number) => boolean) => {
    try {
      const response = await fetcher(url, { signal: AbortSignal.timeout(2000) });
      await response.body?.cancel();
      return isWell(response.status);
    } catch {
      return false;
    }
  };
  const parts = await Promise.all([
    part('api', answers(`${settings.apiOrigin}/healthz`, isOk)),
    part('issuer', answers(`${settings.issuer}/.well-known/openid-configuration`, isOk)),
    // S3 has no health check and refuses an unsigned request; that it refuses is all we want to know.
    part(
      'object-store',
      answers(settings.objectStore, (status) => status < 500),
    ),
    part('worker', isAlive(settings.workerPidFile)),
  ]);
  const missing = parts.flatMap(({ name, well }) => (well ? [] : [name]));
  return { status: missing.length === 0 ? 'ok' : 'starting', missing };
}

const isOk = (status: number) => status === 200;

async function part(name: string, well: Promise<boolean>) {
  return { name, well: await well };
}

async function isAlive(pidFile: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(pidFile, 'utf8'));
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
