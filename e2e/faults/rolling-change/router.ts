import { Agent, createServer, request as outgoing } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@waybill/contracts';

/** The API as callers see it: each operation is an alias that leads to two releases, by weight. */
export interface Router {
  readonly port: number;
  /** How much of the calls of an operation goes to the next release, from 0 to 1. */
  shift(operation: string, share: number): void;
  /** Where calls go to: the release that is live, and the next one. */
  between(livePort: number, nextPort: number): void;
  /** Calls answered so far, by port. */
  readonly answered: ReadonlyMap<number, number>;
  /** Resolves when no call to this port is under way. */
  quiet(port: number): Promise<void>;
  close(): Promise<void>;
}

export const operationNames: readonly string[] = Object.values(operations).map(({ name }) => name);

const routes = Object.values(operations).map(({ name, method, path }) => ({
  name,
  method: String(method),
  address: new RegExp(`^/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

function operationOf(method: string, path: string): string | undefined {
  return routes.find((route) => route.method === method && route.address.test(path))?.name;
}

export async function startRouter(): Promise<Router> {
  const agent = new Agent({ keepAlive: true });
  const shares = new Map<string, number>();
  const underWay = new Map<number, number>();
  const answered = new Map<number, number>();
  let [live, next] = [0, 0];
  let calls = 0;

  const portOf = ({ method = '', url = '' }: IncomingMessage) => {
    const share = shares.get(operationOf(method, url.split('?')[0] ?? '') ?? '') ?? 0;
    // Every tenth, twentieth …: as a weight, and the same each time.
    calls += 1;
    return Math.floor(calls * share) > Math.floor((calls - 1) * share) ? next : live;
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const port = portOf(request);
    add(underWay, port, 1);
    response.once('close', () => {
      add(underWay, port, -1);
    });
    const { method, url: path, headers } = request;
    const call = outgoing({ host: '127.0.0.1', port, method, path, headers, agent }, (reply) => {
      add(answered, port, 1);
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    call.on('error', (error) => {
      response.writeHead(502, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ router: String(error) }));
    });
    request.pipe(call);
  };
  const server = createServer(answer);
  // As the gateway's own: a caller's connection is not closed under its next call.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    answered,
    shift: (operation, share) => shares.set(operation, share),
    between: (livePort, nextPort) => {
      shares.clear();
      [live, next] = [livePort, nextPort];
    },
    quiet: async (port) => {
      while ((underWay.get(port) ?? 0) > 0) await pause(10);
    },
    close: async () => {
      agent.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function add(counts: Map<number, number>, port: number, more: number): void {
  counts.set(port, (counts.get(port) ?? 0) + more);
}
