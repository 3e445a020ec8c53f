import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask } from './asks.ts';

const plan = join(import.meta.dirname, 'plan.jmx');

/** Where users sign in and what they ask. */
export interface Target {
  /** Up to and with the version. */
  readonly api: string;
  readonly tokenUrl: string;
  /** `id:secret` of a client that may do what users do. */
  readonly client: string;
  readonly scope: string;
}

export interface Users {
  readonly users: number;
  readonly seconds: number;
  readonly rampS: number;
  /** Mean of the pause before each request; each is between a half and one and a half of it. */
  readonly pauseMs: number;
}

/** Columns as the plan names them; JMeter reads quotes as in CSV. */
export function writeAsks(file: string, asks: readonly Ask[]): void {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = asks.map(({ operation, method, path, body, status, holds }) =>
    [operation, body === '' ? 'read' : 'write', method, path, body, String(status), holds]
      .map(cell)
      .join(','),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/**
 * Runs the plan without its window; results go to `results`, one line a request.
 *
 * @throws when JMeter ends with an error, with what it logged
 */
export async function runPlan(
  target: Target,
  users: Users,
  files: { asks: string; results: string; log: string },
): Promise<void> {
  const properties = { ...settings(target, users), asks: files.asks, ...saved };
  const given = Object.entries(properties).map(([name, value]) => `-J${name}=${value}`);
  const [command, ...first] = startCommand();
  const run = ['-n', '-t', plan, '-l', files.results, '-j', files.log];
  const jmeter = spawn(command, [...first, ...run, ...given], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(jmeter, 'exit')) as [number | null];
  // JMeter ends with 0 also where it could not read its plan.
  if (code !== 0 || !existsSync(files.results))
    throw new Error(`JMeter asked nothing and ended with ${code}; see ${files.log}.`);
}

function settings(target: Target, users: Users): Record<string, string> {
  const api = new URL(target.api);
  const token = new URL(target.tokenUrl);
  return {
    users: String(users.users),
    seconds: String(users.seconds),
    rampS: String(users.rampS),
    pauseMinMs: String(Math.round(users.pauseMs / 2)),
    pauseRangeMs: String(Math.round(users.pauseMs)),
    scope: target.scope,
    client: Buffer.from(target.client).toString('base64'),
    apiProtocol: api.protocol.slice(0, -1),
    apiHost: api.hostname,
    apiPort: api.port,
    apiPath: api.pathname,
    issuerProtocol: token.protocol.slice(0, -1),
    issuerHost: token.hostname,
    issuerPort: token.port,
    tokenPath: token.pathname,
  };
}

const debian = '/usr/share/jmeter';

/** That of `JMETER_HOME`, or else of Debian's packages. */
function startCommand(): [string, ...string[]] {
  const home = process.env['JMETER_HOME'];
  if (home) return [join(home, 'bin/jmeter')];
  if (!existsSync(join(debian, 'lib/ext/ApacheJMeter_http.jar'))) return ['jmeter'];
  const classes = `${debian}/bin/ApacheJMeter.jar:/usr/share/java/bsh.jar`;
  const starter = join(import.meta.dirname, 'debian-jmeter.bsh');
  return [
    'java',
    `-Djmeter.home=${debian}`,
    '-Xmx256m',
    '-cp',
    classes,
    'bsh.Interpreter',
    starter,
  ];
}

const save = 'jmeter.save.saveservice';

const saved = {
  [`${save}.output_format`]: 'csv',
  [`${save}.print_field_names`]: 'true',
  [`${save}.timestamp_format`]: 'ms',
  [`${save}.assertion_results_failure_message`]: 'true',
  [`${save}.thread_name`]: 'false',
  [`${save}.data_type`]: 'false',
  'summariser.name': 'users',
};
