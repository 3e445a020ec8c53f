import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { openArtifactStore } from './artifact-store.ts';
import { defaultPartnerClients } from './clients.ts';
import type { BffKeys, PartnerClient } from './clients.ts';
import { apiResourceServer, configurationOf, signInPath } from './configuration.ts';
import type { ProviderOptions } from './configuration.ts';
import { loadSecrets, rotateSigningKey } from './secrets.ts';
import type { IssuerSecrets } from './secrets.ts';
import { serveSignIn } from './sign-in.ts';
import { registerTokenExchange } from './token-exchange.ts';

export interface IssuerOptions {
  /** The issuer identifier, path and all: `http://localhost:4400/oauth2/default`. */
  readonly issuer: string;
  /** Where keys, sessions and refresh tokens are kept over restarts. */
  readonly dataDir: string;
  /** The portal's origins, without a trailing slash. */
  readonly portalOrigins: readonly string[];
  readonly partnerClients?: readonly PartnerClient[];
  /** The public keys that the BFF proves itself with, or the address where it publishes them. */
  readonly bffKeys: BffKeys;
  /** JWT header `typ` of access tokens. Okta's own value differs from RFC 9068's. */
  readonly tokenType?: string;
  /** Seconds an access token lives; at most ten minutes. */
  readonly tokenTtl?: number;
  /** Seconds a sign-in and its refresh tokens live without use. */
  readonly sessionTtl?: number;
}

export interface Issuer {
  /** Listens on 127.0.0.1 at the port of the issuer identifier. Rejects when it is taken. */
  listen(): Promise<void>;
  /** Signs with a new key from now on; the one before it stays published. */
  rotateKeys(): void;
  close(): Promise<void>;
}

const longestTokenTtl = 600;
const twelveHours = 12 * 60 * 60;

/** A local OpenID provider with the shapes of an Okta custom authorization server. */
export function createIssuer(options: IssuerOptions): Issuer {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const issuer = new URL(options.issuer);
  const epochSeconds = () => Math.floor(Date.now() / 1000);
  const store = openArtifactStore(join(options.dataDir, 'sessions.sqlite'), epochSeconds);
  const settings = {
    tokenType: 'at+jwt',
    sessionTtl: twelveHours,
    partnerClients: defaultPartnerClients,
    ...options,
    tokenTtl: Math.min(options.tokenTtl ?? longestTokenTtl, longestTokenTtl),
    issuer,
    adapter: store.adapter,
  };
  let secrets = loadSecrets(options.dataDir);
  let provider = providerOf({ ...settings, secrets });
  let handle = provider.callback();

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error('issuer: request failed', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    // Endpoints are told by the Host header; the issuer has one name, however it was reached.
    request.headers.host = issuer.host;
    if (url === '/healthz') {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"status":"ok","service":"waybill-issuer"}');
    } else if (url.startsWith(`${issuer.pathname}${signInPath}/`)) {
      await serveSignIn(provider, request, response, settings);
    } else if (url.startsWith(`${issuer.pathname}/`)) {
      Object.assign(request, { originalUrl: url, url: url.slice(issuer.pathname.length) });
      await handle(request, response);
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end(`The issuer is ${issuer.href}\n`);
    }
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(Number(issuer.port), '127.0.0.1', resolve);
      }),
    rotateKeys() {
      secrets = rotateSigningKey(options.dataDir, secrets);
      provider = providerOf({ ...settings, secrets });
      handle = provider.callback();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function providerOf(options: ProviderOptions & { secrets: IssuerSecrets }): Provider {
  const provider = new Provider(options.issuer.href, configurationOf(options));
  registerTokenExchange(provider, {
    publicKeys: {
      keys: options.secrets.keys.map(({ kty, kid, alg, n, e }) => ({
        kty: kty ?? '',
        kid,
        alg,
        n,
        e,
      })),
    },
    tokenType: options.tokenType,
    resourceServer: () => apiResourceServer(options.tokenTtl),
  });
  provider.on('server_error', (_ctx, error) => {
    console.error('issuer: server error', error);
  });
  return provider;
}
