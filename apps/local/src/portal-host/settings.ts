import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../../../dist/portal/browser', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  readonly port: number;
  /** The one address of the portal; the issuer sends people back to no other. */
  readonly origin: string;
  readonly apiOrigin: string;
  readonly issuer: string;
  readonly objectStore: string;
  /** The build of the portal that is served. */
  readonly portalFolder: string;
  /** The state folder. */
  readonly home: string;
  /** Holds the id of the worker's process while it lives. */
  readonly workerPidFile: string;
  /** What the browser reads as /config.json. */
  readonly browserConfig: Readonly<Record<string, string>>;
  /** What the BFF reads as its environment. */
  readonly bffEnvironment: Environment;
}

/**
 * The host's settings, from the environment the launcher fills in.
 *
 * @param clientKeys the keys that the BFF proves itself with, as JSON
 */
export function settingsFrom(env: Environment, version: string, clientKeys: string): Settings {
  const port = Number(env['WAYBILL_PORT'] ?? 4200);
  const apiOrigin = `http://127.0.0.1:${env['WAYBILL_API_PORT'] ?? '4300'}`;
  const issuer =
    env['WAYBILL_ISSUER'] ??
    `http://localhost:${env['WAYBILL_ISSUER_PORT'] ?? '4400'}/oauth2/default`;
  const home = resolve(env['WAYBILL_HOME'] ?? '.waybill');
  const clientId = env['WAYBILL_PORTAL_CLIENT_ID'] ?? 'waybill-portal';
  return {
    port,
    origin: `http://localhost:${port}`,
    apiOrigin,
    issuer,
    objectStore:
      env['WAYBILL_S3_ENDPOINT'] ?? `http://127.0.0.1:${env['WAYBILL_S3_PORT'] ?? '4566'}`,
    portalFolder: env['WAYBILL_PORTAL_FOLDER'] ?? built,
    home,
    workerPidFile: join(home, 'run/worker.pid'),
    browserConfig: {
      issuer,
      clientId,
      scope: env['WAYBILL_PORTAL_SCOPE'] ?? 'openid profile email groups offline_access portal',
      environment: env['WAYBILL_ENVIRONMENT'] ?? 'local',
      version,
      apiUrl: `http://localhost:${env['WAYBILL_API_PORT'] ?? '4300'}/v1`,
    },
    bffEnvironment: {
      WAYBILL_BFF_CLIENT_KEYS: clientKeys,
      ...env,
      WAYBILL_ISSUER: issuer,
      WAYBILL_API_URL: `${apiOrigin}/v1`,
      WAYBILL_PORTAL_CLIENT_ID: clientId,
    },
  };
}
