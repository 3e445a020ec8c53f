import { resolve } from 'node:path';

/** Everything a start of the hub can be told, read once from the environment and the command line. */
export interface Configuration {
  /** Absolute path of the state folder. */
  readonly home: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** `mysql://…`, or undefined for the embedded SQLite. */
  readonly databaseUrl: string | undefined;
  readonly s3: Endpoint;
  readonly issuer: Endpoint;
  /** Seconds between sweeps for files whose event was lost. */
  readonly rescanSeconds: number;
  /** Seconds a worker's lease on a run lasts. */
  readonly leaseSeconds: number;
  /** Begin with an empty state folder. */
  readonly reset: boolean;
  /** Begin without the demo story. */
  readonly empty: boolean;
}

export interface Endpoint {
  readonly url: string;
  /** Whether the hub brings it along itself. */
  readonly builtIn: boolean;
}

/** The ports of the hub, with the variable that moves each. */
export const portVariables = {
  portal: { variable: 'WAYBILL_PORT', standard: 4200 },
  api: { variable: 'WAYBILL_API_PORT', standard: 4300 },
  'object-store': { variable: 'WAYBILL_S3_PORT', standard: 4566 },
  issuer: { variable: 'WAYBILL_ISSUER_PORT', standard: 4400 },
} as const;

export type PortName = keyof typeof portVariables;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Says in one sentence what to change; shown to the person as it is. */
export class ConfigurationProblem extends Error {}

/** Reads the configuration. Throws a ConfigurationProblem for the first value that makes no sense. */
export function readConfiguration(env: Environment, args: readonly string[]): Configuration {
  const unknown = args.find((arg) => arg !== '--reset' && arg !== '--empty');
  if (unknown !== undefined) {
    throw new ConfigurationProblem(`Unknown option ${unknown}. There are --reset and --empty.`);
  }
  const ports = {
    portal: portOf(env, 'portal'),
    api: portOf(env, 'api'),
    'object-store': portOf(env, 'object-store'),
    issuer: portOf(env, 'issuer'),
  };
  return {
    home: resolve(env['WAYBILL_HOME'] || '.waybill'),
    ports,
    databaseUrl: databaseUrlOf(env),
    s3: endpointOf(env, 'WAYBILL_S3_ENDPOINT', `http://127.0.0.1:${ports['object-store']}`),
    issuer: endpointOf(env, 'WAYBILL_ISSUER', `http://localhost:${ports.issuer}/oauth2/default`),
    rescanSeconds: wholeNumber(env, 'WAYBILL_RESCAN_S', 60, 86_400),
    leaseSeconds: wholeNumber(env, 'WAYBILL_LEASE_S', 30, 3600),
    reset: args.includes('--reset'),
    empty: args.includes('--empty') || env['WAYBILL_EMPTY'] === '1',
  };
}

/** The environment a process of the hub is started with: the given one, with every default filled in. */
export function childEnvironment(
  configuration: Configuration,
  env: Environment,
): Record<string, string | undefined> {
  const { ports, databaseUrl } = configuration;
  return {
    ...env,
    WAYBILL_HOME: configuration.home,
    WAYBILL_PORT: String(ports.portal),
    WAYBILL_API_PORT: String(ports.api),
    WAYBILL_S3_PORT: String(ports['object-store']),
    WAYBILL_ISSUER_PORT: String(ports.issuer),
    WAYBILL_S3_ENDPOINT: configuration.s3.url,
    WAYBILL_ISSUER: configuration.issuer.url,
    WAYBILL_RESCAN_S: String(configuration.rescanSeconds),
    WAYBILL_LEASE_S: String(configuration.leaseSeconds),
    ...(databaseUrl ? { WAYBILL_DATABASE_URL: databaseUrl } : {}),
    ...(configuration.empty ? { WAYBILL_EMPTY: '1' } : {}),
  };
}

function portOf(env: Environment, name: PortName): number {
  const { variable, standard } = portVariables[name];
  return wholeNumber(env, variable, standard, 65_535);
}

function wholeNumber(env: Environment, variable: string, standard: number, most: number): number {
  const text = env[variable];
  if (text === undefined || text === '') return standard;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw new ConfigurationProblem(
    `${variable} must be a whole number from 1 to ${most}; it is “${text}”.`,
  );
}

function endpointOf(env: Environment, variable: string, builtInUrl: string): Endpoint {
  const url = env[variable];
  if (!url) return { url: builtInUrl, builtIn: true };
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return { url, builtIn: false };
  throw new ConfigurationProblem(`${variable} must be an http or https address; it is “${url}”.`);
}

function databaseUrlOf(env: Environment): string | undefined {
  const url = env['WAYBILL_DATABASE_URL'];
  if (!url) return undefined;
  if (URL.parse(url)?.protocol === 'mysql:') return url;
  // The value is not repeated: it may hold a password.
  throw new ConfigurationProblem(
    'WAYBILL_DATABASE_URL must look like mysql://user:password@host:3306/waybill.',
  );
}
