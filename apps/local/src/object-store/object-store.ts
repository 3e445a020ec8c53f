import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { corsHeaders, preflightHeaders } from './cors.ts';
import { answerEvents } from './events/event-routes.ts';
import { Outbox } from './events/outbox.ts';
import type { Faults } from './faults/faults.ts';
import { checkBucketName } from './operations/buckets.ts';
import { authenticate } from './protocol/authenticate.ts';
import { S3Error } from './protocol/s3-error.ts';
import { parseTarget } from './protocol/target.ts';
import { route } from './routes.ts';
import { BlobFolder } from './storage/blob-folder.ts';
import { BucketTable } from './storage/bucket-table.ts';
import { Database } from './storage/database.ts';
import { ObjectTable } from './storage/object-table.ts';
import { UploadTable } from './storage/upload-table.ts';
import type { Store } from './store.ts';
import { writeError, writeReply } from './write-reply.ts';

export interface BucketSetup {
  readonly name: string;
  readonly versioned?: boolean;
  /** Whether changes are announced in the event queue. */
  readonly announced?: boolean;
}

export interface ObjectStoreOptions {
  /** Folder of the index and the blobs; made when missing, used by one store at a time. */
  readonly dataDir: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** Made at start when missing. */
  readonly buckets: readonly BucketSetup[];
  readonly clock?: () => Date;
  /** Origins a browser may call from; default the portal's, `http://localhost:4200`. */
  readonly allowedOrigins?: readonly string[];
  /** Wait for the disk before saying yes (default); without it a power cut can lose the last writes. */
  readonly durable?: boolean;
  /** For tests only. */
  readonly faults?: Faults;
}

export interface ObjectStore {
  /** Port 0 takes a free one. Rejects with `EADDRINUSE` when the port is taken. */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** Answers what is under way, for up to two seconds, then lets go of the folder. */
  close(): Promise<void>;
}

/** An S3-compatible store in one folder. Throws when another store is using the folder. */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const store = openStore(options);
  const server = createServer();
  // An upload may take longer than any request timeout; dead connections are the socket's business.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 65_000;
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    void answer(store, options, request, response).catch(() => response.destroy());
  };
  server.on('request', serve);
  // Refuse before the body is sent: the body reader says "continue" when it starts to read.
  server.on('checkContinue', serve);
  return {
    listen: (port, host = '127.0.0.1') => listen(server, port, host),
    async close() {
      store.outbox.close();
      await stop(server);
      store.database.close();
    },
  };
}

function openStore(options: ObjectStoreOptions): Store {
  const durable = options.durable ?? true;
  const clock = options.clock ?? (() => new Date());
  const database = new Database(options.dataDir, durable);
  const store: Store = {
    database,
    buckets: new BucketTable(database),
    objects: new ObjectTable(database),
    uploads: new UploadTable(database),
    blobs: new BlobFolder(options.dataDir, durable),
    outbox: new Outbox(database, clock, options.faults),
    clock,
    region: options.region,
    accessKeyId: options.accessKeyId,
    announced: new Set(
      options.buckets.filter((bucket) => bucket.announced).map(({ name }) => name),
    ),
    faults: options.faults,
  };
  store.blobs.sweep(new Set([...store.objects.blobs(), ...store.uploads.blobs()]));
  for (const { name, versioned } of options.buckets) {
    checkBucketName(name);
    if (store.buckets.add(name, clock()) && versioned) store.buckets.setVersioning(name, 'Enabled');
  }
  return store;
}

async function answer(
  store: Store,
  options: ObjectStoreOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const headers = joinedHeaders(request);
  const url = request.url ?? '/';
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', requestId);
  if (url === '/_health') {
    response.end('ok');
    return;
  }
  if (url.startsWith('/_events/')) {
    await answerQueue(store, options, request, response);
    return;
  }
  const allowedOrigins = options.allowedOrigins ?? ['http://localhost:4200'];
  try {
    if (request.method === 'OPTIONS') {
      await writeReply(
        response,
        { status: 200, headers: preflightHeaders(headers, allowedOrigins) },
        false,
      );
      return;
    }
    for (const [name, value] of Object.entries(corsHeaders(headers['origin'], allowedOrigins))) {
      response.setHeader(name, value);
    }
    await operate(store, options, requestId, headers, request, response);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const context = {
      requestId,
      resource: url.split('?', 1)[0] ?? '/',
      headOnly: request.method === 'HEAD',
    };
    // A body that was not asked for yet ("expect: 100-continue") must not follow on this connection.
    if (headers['expect'] !== undefined && !request.complete)
      response.setHeader('connection', 'close');
    writeError(response, error instanceof S3Error ? error : new S3Error('InternalError'), context);
  }
}

async function operate(
  store: Store,
  options: ObjectStoreOptions,
  requestId: string,
  headers: Readonly<Record<string, string>>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = incoming.method ?? 'GET';
  const target = parseTarget(incoming.url ?? '/');
  const auth = authenticate({ method, target, headers }, options, store.clock());
  const { name, run } = route(method, target, headers);
  const { bucket, key, query } = target;
  const fault = store.faults?.strike({ operation: name, bucket, key });
  if (fault?.kind === 'error') throw new S3Error(fault.code);
  if (fault?.kind === 'stall') await sleep(fault.ms);
  const body = bytesOf(incoming, response);
  const reply = await run(store, {
    requestId,
    method,
    bucket,
    key,
    query,
    headers,
    auth,
    body,
    fault,
  });
  if (fault?.kind === 'lose-reply') {
    if (typeof reply.body === 'object') reply.body.release();
    response.destroy();
    return;
  }
  await writeReply(
    response,
    reply,
    method === 'HEAD',
    store.faults && { fault, faults: store.faults },
  );
}

async function answerQueue(
  store: Store,
  options: ObjectStoreOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const { status, json } = await answerEvents(
    request,
    store.outbox,
    options.secretAccessKey,
    gone.signal,
  );
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}

/** The raw body. The request is left whole when reading stops early, so that it can be answered. */
async function* bytesOf(
  request: IncomingMessage,
  response: ServerResponse,
): AsyncGenerator<Uint8Array> {
  if (request.headers.expect !== undefined) response.writeContinue();
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (piece instanceof Uint8Array) yield piece;
  }
}

/** Repeated headers joined by a comma, as SigV4 wants them. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) joined[name] = values.join(',');
  }
  return joined;
}

async function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : port };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection that was busy a moment ago is idle only once its answer is out.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  const patience = setTimeout(() => {
    server.closeAllConnections();
  }, 2000);
  await closed;
  clearInterval(sweep);
  clearTimeout(patience);
}
