import { InjectionToken } from '@angular/core';

/** What differs between places the same build runs in; served by the host as `/config.json`. */
export interface RuntimeConfig {
  /** OpenID issuer, exactly as its discovery document names itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes to ask for, separated by spaces. */
  readonly scope: string;
  /** Shown in the frame: `local`, `test`, `production`. */
  readonly environment: string;
  readonly version: string;
  /** Address of the integration API, for commands people copy; the portal itself never calls it. */
  readonly apiUrl: string;
  /** How many days of the first start's story are told; absent once it is complete, and where there is none. */
  readonly history?: HistoryProgress;
}

export interface HistoryProgress {
  readonly told: number;
  readonly days: number;
}

export const RUNTIME_CONFIG = new InjectionToken<RuntimeConfig>('runtime config');

/**
 * Reads `/config.json` before the application starts.
 *
 * @throws Error naming the missing key, because a portal with half a configuration fails in odd places.
 */
export async function loadRuntimeConfig(fetcher: typeof fetch = fetch): Promise<RuntimeConfig> {
  const response = await fetcher('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  const config: unknown = await response.json();
  return {
    issuer: textAt(config, 'issuer'),
    clientId: textAt(config, 'clientId'),
    scope: textAt(config, 'scope'),
    environment: textAt(config, 'environment'),
    version: textAt(config, 'version'),
    apiUrl: textAt(config, 'apiUrl'),
    ...historyIn(config),
  };
}

function historyIn(config: unknown): Pick<RuntimeConfig, 'history'> {
  const history = valueAt(config, 'history');
  const [told, days] = [valueAt(history, 'told'), valueAt(history, 'days')];
  return typeof told === 'number' && typeof days === 'number' ? { history: { told, days } } : {};
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textAt(config: unknown, key: keyof RuntimeConfig): string {
  const value = valueAt(config, key);
  if (typeof value !== 'string' || value === '') throw new Error(`/config.json has no "${key}"`);
  return value;
}
