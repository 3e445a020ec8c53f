import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a function did with one event: what it returned, or how it failed. */
export type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** Lambda's side of one execution environment: hands out events and takes in what became of them. */
export interface RuntimeApi {
  /** For `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Resolves when the function asks for its first event. Rejects with what it reported instead. */
  readonly ready: Promise<{ initCpuMs: number }>;
  invoke(event: unknown): Promise<Outcome>;
  close(): Promise<void>;
}

const deadlineMs = 30_000;

interface Invocation {
  readonly event: unknown;
  readonly settle: (outcome: Outcome) => void;
}

/** The Runtime API of Lambda, version 2018-06-01, for one execution environment. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  const ready = Promise.withResolvers<{ initCpuMs: number }>();
  ready.promise.catch(() => undefined);
  let idle: ServerResponse | null = null;

  const handOut = () => {
    const invocation = idle && waiting.shift();
    if (!idle || !invocation) return;
    const id = randomUUID();
    running.set(id, invocation);
    idle.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + deadlineMs),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:test',
      'lambda-runtime-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
    });
    idle.end(JSON.stringify(invocation.event));
    idle = null;
  };

  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace('/2018-06-01/runtime/', '') ?? '';
    if (request.method === 'GET' && path === 'invocation/next') {
      ready.resolve({ initCpuMs: Number(request.headers['waybill-init-cpu-ms']) });
      idle = response;
      handOut();
      return;
    }
    const body: unknown = JSON.parse(await textOf(request));
    const [, id, what] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const invocation = id === undefined ? undefined : running.get(id);
    if (path === 'init/error') ready.reject(new Error(`Init failed: ${JSON.stringify(body)}`));
    else if (invocation && id !== undefined) {
      running.delete(id);
      invocation.settle(what === 'response' ? { result: body } : { error: body });
    } else {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(202).end('{"status":"OK"}');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${String(port)}`,
    ready: ready.promise,
    invoke: (event) =>
      new Promise((settle) => {
        waiting.push({ event, settle });
        handOut();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
