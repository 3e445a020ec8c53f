import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenMint, issuerUrl } from './token-mint.ts';
import type { TokenMint } from './token-mint.ts';
import { poolClient, poolIssuer, poolMachine } from './token-table.ts';

/** Two issuers with their published keys, and the settings of an API that trusts both. */
export interface TrustedIssuers {
  readonly okta: TokenMint;
  readonly pool: TokenMint;
  readonly settings: Readonly<Record<string, string>>;
  /** How often keys were asked for. */
  readonly reads: () => number;
  /** Whether they answer. */
  isUp: boolean;
  close(): void;
}

export async function trustedIssuers(now?: () => Date): Promise<TrustedIssuers> {
  const [okta, pool] = await Promise.all([createTokenMint(now), createTokenMint(now)]);
  let reads = 0;
  const server = createServer(({ url }, response) => {
    reads += 1;
    if (!issuers.isUp) response.writeHead(503);
    response.end(JSON.stringify(url === '/pool' ? pool.keySet : okta.keySet));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = `http://127.0.0.1:${port}`;
  const issuers: TrustedIssuers = {
    okta,
    pool,
    settings: {
      WAYBILL_ISSUER: issuerUrl,
      WAYBILL_JWKS_URL: `${at}/okta`,
      WAYBILL_COGNITO_ISSUER: poolIssuer,
      WAYBILL_COGNITO_JWKS_URL: `${at}/pool`,
      WAYBILL_COGNITO_CLIENTS: poolClient,
      WAYBILL_COGNITO_MACHINES: poolMachine,
    },
    reads: () => reads,
    isUp: true,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return issuers;
}
