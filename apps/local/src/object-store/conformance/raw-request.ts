import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';

import { canonicalRequest, signingKey, signRequest } from '../protocol/signature.ts';
import { parseTarget } from '../protocol/target.ts';

/** What a signature needs to know of a store. */
export interface SigningSubject {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Goes into `x-amz-content-sha256`; default the hash of the body. */
  readonly payloadHash?: string;
  readonly secretAccessKey?: string;
  readonly accessKeyId?: string;
  readonly region?: string;
  readonly at?: Date;
  /** Sent after signing, so not covered by the signature. */
  readonly unsigned?: Readonly<Record<string, string>>;
}

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The `<Code>` of an error document. */
  readonly code: string | undefined;
}

export interface Signed {
  readonly headers: Record<string, string>;
  readonly key: Buffer;
  readonly scope: string;
  readonly amzDate: string;
  readonly signature: string;
}

/** Signs a request by hand, for what the SDK will not send. */
export function sign(subject: SigningSubject, raw: RawRequest): Signed {
  const amzDate = (raw.at ?? new Date()).toISOString().replace(/[-:]|\.\d{3}/gu, '');
  const scope = `${amzDate.slice(0, 8)}/${raw.region ?? subject.region}/s3/aws4_request`;
  const payloadHash =
    raw.payloadHash ??
    createHash('sha256')
      .update(raw.body ?? '')
      .digest('hex');
  const headers: Record<string, string> = {
    host: new URL(subject.endpoint).host,
    'x-amz-date': amzDate,
    'x-amz-content-sha256': payloadHash,
    ...raw.headers,
  };
  const signedHeaders = Object.keys(headers).sort();
  const { path, query } = parseTarget(raw.target);
  const key = signingKey(raw.secretAccessKey ?? subject.secretAccessKey, scope);
  const canonical = canonicalRequest({
    method: raw.method,
    path,
    query,
    headers,
    signedHeaders,
    payloadHash,
  });
  const signature = signRequest(key, amzDate, scope, canonical);
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${raw.accessKeyId ?? subject.accessKeyId}/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return { headers, key, scope, amzDate, signature };
}

/** Signs and sends. */
export async function sendRaw(subject: SigningSubject, raw: RawRequest): Promise<RawReply> {
  const { headers } = sign(subject, raw);
  return send(subject, raw.method, raw.target, { ...headers, ...raw.unsigned }, raw.body);
}

/** Sends exactly this; `fetch` would tidy the path up. */
export async function send(
  subject: SigningSubject,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string = '',
): Promise<RawReply> {
  const { hostname, port } = new URL(subject.endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method, path: target, headers, agent: false },
      (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on('data', (piece: Buffer) => pieces.push(piece));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: text,
            code: /<Code>(\w+)<\/Code>/u.exec(text)?.[1],
          });
        });
      },
    );
    outgoing.on('error', reject);
    if (!('transfer-encoding' in headers) && !('content-length' in headers) && method !== 'GET') {
      outgoing.setHeader('content-length', Buffer.byteLength(body));
    }
    outgoing.end(body);
  });
}
