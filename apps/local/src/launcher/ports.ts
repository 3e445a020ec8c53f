import { createServer } from 'node:net';
import type { Configuration, PortName } from './configuration.ts';
import { ConfigurationProblem, portVariables } from './configuration.ts';
import { runningHub } from './state-folder.ts';

/** Throws a ConfigurationProblem that names every port that is taken and the variable that moves it. */
export async function checkPorts(configuration: Configuration): Promise<void> {
  const taken: PortName[] = [];
  for (const name of portsNeeded(configuration)) {
    if (await isTaken(configuration.ports[name])) taken.push(name);
  }
  if (taken.length === 0) return;

  const lines = taken.map(
    (name) =>
      `Port ${configuration.ports[name]} for the ${name} is taken; ${portVariables[name].variable} moves it.`,
  );
  throw new ConfigurationProblem([...lines, await whoIsThere(configuration)].join('\n').trim());
}

function portsNeeded({ s3, issuer }: Configuration): PortName[] {
  return [
    'portal',
    'api',
    ...(s3.builtIn ? (['object-store'] as const) : []),
    ...(issuer.builtIn ? (['issuer'] as const) : []),
  ];
}

async function whoIsThere({ home, ports }: Configuration): Promise<string> {
  const pid = runningHub(home);
  if (pid !== undefined) return `Waybill is already running on ${home} (process ${pid}).`;
  try {
    const answer = await fetch(`http://127.0.0.1:${ports.issuer}/healthz`, {
      signal: AbortSignal.timeout(1000),
    });
    const { service } = await answer.json();
    return service === 'waybill-issuer' ? 'Another Waybill is running on this machine.' : '';
  } catch {
    return '';
  }
}

/** A port is taken when something listens on it, be it on IPv4, IPv6 or every address. */
async function isTaken(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    const problem = await listenProblem(port, host);
    if (problem === 'EADDRINUSE' || problem === 'EACCES') return true;
  }
  return false;
}

function listenProblem(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code);
    });
    server.listen({ port, host }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
