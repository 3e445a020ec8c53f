import { createServer, request as ask } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An action on a bucket or its objects, as a policy would name it: `s3:GetObject waybill-archive`. */
export type StoreAction = string;

export interface RecordingStore {
  readonly endpoint: string;
  /** What has been asked since it was last called. */
  taken(): Set<StoreAction>;
  close(): Promise<void>;
}

/** Stands before an object store, hands everything on as it is, and notes which rights S3 would have asked for. */
export async function recordingStore(behind: { readonly port: number }): Promise<RecordingStore> {
  let seen = new Set<StoreAction>();
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = ask(
      { host: '127.0.0.1', port: behind.port, method, path, headers },
      (answer) => {
        for (const action of actionsOf(incoming, answer.statusCode ?? 0)) seen.add(action);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    taken: () => {
      const all = seen;
      seen = new Set();
      return all;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** What IAM is asked for a request, by the reference of S3's actions. */
function actionsOf({ method, url = '', headers }: IncomingMessage, status: number): StoreAction[] {
  const { pathname, searchParams: query } = new URL(url, 'http://store');
  const [, bucket = '', ...key] = pathname.split('/');
  const on = (...actions: string[]) => actions.map((action) => `s3:${action} ${bucket}`);
  if (key.join('/') === '') return on('ListBucket');
  const version = query.has('versionId') ? 'Version' : '';
  switch (method) {
    case 'GET':
    case 'HEAD':
      // Without the right to list S3 does not say that there is nothing.
      return on(`GetObject${version}`, ...(status === 404 ? ['ListBucket'] : []));
    case 'PUT':
    case 'POST':
      return [...on('PutObject'), ...readBy(headers['x-amz-copy-source'])];
    case 'DELETE':
      if (query.has('uploadId')) return on('AbortMultipartUpload');
      // An ETag is told to nobody who may not read, nor compared for them.
      return on(`DeleteObject${version}`, ...('if-match' in headers ? ['GetObject'] : []));
    default:
      return on(String(method));
  }
}

function readBy(source: string | string[] | undefined): StoreAction[] {
  if (typeof source !== 'string') return [];
  const bucket = source.replace(/^\//, '').split('/', 1)[0] ?? '';
  return [`s3:GetObject${source.includes('versionId=') ? 'Version' : ''} ${bucket}`];
}
