import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { Behavior, Origin, PortalTemplate } from './portal-template.ts';
import { viewerRequest } from './viewer-request.ts';

export interface EdgeOptions {
  readonly template: PortalTemplate;
  readonly s3: S3Client;
  readonly bucket: string;
  /** Stands in for the gateway of the BFF: `http://localhost:4200`. */
  readonly bff: string;
}

export interface LocalEdge {
  readonly address: string;
  close(): Promise<void>;
}

// By their names at AWS: CachingOptimized, CachingDisabled, AllViewerExceptHostHeader.
const known = {
  cached: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  uncached: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allButHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
};

/**
 * Serves the bucket as the distribution of the template would: its behaviours, its function, its headers, its rights on the
 * bucket. It keeps no cache and speaks plain HTTP, which browsers trust on this machine alone.
 */
export async function startLocalEdge(options: EdgeOptions, port = 0): Promise<LocalEdge> {
  const { template } = options;
  const { DefaultCacheBehavior, CacheBehaviors } = template.distribution;
  if (DefaultCacheBehavior.CachePolicyId !== known.cached) throw new Error('not CachingOptimized');
  const rewrite = viewerRequest(template.functionCode);
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const behavior = CacheBehaviors.find((each) => fits(each, path)) ?? DefaultCacheBehavior;
    void answer(options, behavior, rewrite, request, response).catch((error: unknown) => {
      console.error('edge: request failed', error);
      response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    address: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: EdgeOptions,
  behavior: Behavior,
  rewrite: ReturnType<typeof viewerRequest>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET' } = request;
  const { distribution } = options.template;
  setAll(response, headersFor(options.template, behavior));
  if (!behavior.AllowedMethods.includes(method)) {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>403 ERROR</h1>');
    return;
  }
  const origin = distribution.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
  if (!origin) throw new Error(`no origin ${behavior.TargetOriginId}`);
  if (origin.S3OriginConfig === undefined) {
    passOn(options, behavior, origin, request, response);
    return;
  }
  const [path = '/'] = (request.url ?? '/').split('?');
  const headers = flat(request.headers);
  const uri =
    behavior.FunctionAssociations.length > 0 ? rewrite({ method, uri: path, headers }) : path;
  const asked = uri === '/' ? `/${distribution.DefaultRootObject}` : uri;
  await sendObject(options, behavior, origin.OriginPath + asked, request, response);
}

/** To the gateway, with everything of the viewer's but the name of the host and what the distribution says in its place. */
function passOn(
  { bff, template }: EdgeOptions,
  behavior: Behavior,
  origin: Origin,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { CachePolicyId, OriginRequestPolicyId } = behavior;
  if (CachePolicyId !== known.uncached || OriginRequestPolicyId !== known.allButHost)
    throw new Error('the BFF is to be asked each time, with all that the viewer sent but its host');
  const { host: _, ...sent } = request.headers;
  const own = Object.fromEntries<string>(
    origin.OriginCustomHeaders.map((each) => [each.HeaderName.toLowerCase(), each.HeaderValue]),
  );
  const headers = { ...sent, ...own };
  const onward = httpRequest(new URL(request.url ?? '/', bff), { method: request.method, headers });
  onward.once('response', (answer) => {
    const {
      connection: _,
      'keep-alive': __,
      'transfer-encoding': ___,
      ...headers
    } = answer.headers;
    // The policy's headers override those of the origin.
    setAll(response, { ...flat(headers), ...headersFor(template, behavior) });
    response.writeHead(answer.statusCode ?? 502);
    answer.pipe(response);
  });
  onward.once('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  request.pipe(onward);
}

async function sendObject(
  { template, s3, bucket }: EdgeOptions,
  behavior: Behavior,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = mayRead(template, path)
    ? await objectAt(s3, bucket, keyOf(path), request.headers['if-none-match'])
    : 403;
  if (typeof found === 'number') {
    const status = found === 404 && !template.mayList ? 403 : found;
    response.writeHead(status, { 'content-type': 'application/xml' }).end();
    return;
  }
  const body = Buffer.from((await found.Body?.transformToByteArray()) ?? []);
  const encoding = behavior.Compress ? edgeEncoding(found, body, request) : undefined;
  setAll(response, {
    'content-type': found.ContentType,
    'cache-control': found.CacheControl,
    etag: encoding ? `W/${found.ETag ?? ''}` : found.ETag,
    'content-encoding': found.ContentEncoding ?? encoding,
    ...(encoding ? { vary: 'Accept-Encoding' } : {}),
  });
  const sent = encoding ? compressed[encoding](body) : body;
  response.writeHead(200, { 'content-length': sent.byteLength });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

async function objectAt(
  s3: S3Client,
  Bucket: string,
  Key: string,
  known: string | undefined,
): Promise<GetObjectCommandOutput | number> {
  const IfNoneMatch = known?.replace(/^W\//, '');
  try {
    return await s3.send(new GetObjectCommand({ Bucket, Key, ...(known ? { IfNoneMatch } : {}) }));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 304 || status === 403 || status === 404) return status;
    throw error;
  }
}

// What of the types that CloudFront compresses by itself lies in this bucket.
const compressible =
  /^(?:text\/(?:css|html|javascript|plain)|application\/(?:json|wasm)|image\/svg\+xml|font\/ttf)\b/;

/** As fast as an edge has to be. */
const compressed = {
  br: (body: Buffer) =>
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => gzipSync(body),
};

/** CloudFront compresses what lies there uncompressed, is between 1,000 and 10,000,000 bytes long and of a type that it knows. */
function edgeEncoding(
  { ContentType = '', ContentEncoding }: GetObjectCommandOutput,
  { byteLength }: Buffer,
  request: IncomingMessage,
): 'br' | 'gzip' | undefined {
  if (ContentEncoding !== undefined || byteLength < 1000 || byteLength > 10_000_000)
    return undefined;
  if (!compressible.test(ContentType)) return undefined;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function headersFor({ pageHeaders }: PortalTemplate, { ResponseHeadersPolicyId }: Behavior) {
  return ResponseHeadersPolicyId === undefined ? {} : pageHeaders;
}

function mayRead({ mayRead }: PortalTemplate, path: string): boolean {
  return mayRead.some((arn) => {
    const pattern = arn.replace('${PortalBucket.Arn}', '');
    return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  });
}

function fits({ PathPattern = '*' }: Behavior, path: string): boolean {
  const [start = '', rest] = PathPattern.split('*');
  return rest === undefined ? path === start : path.startsWith(start) && path.endsWith(rest);
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
}

function setAll(
  response: ServerResponse,
  headers: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
}
