import { join, resolve } from 'node:path';
import { defaultPartnerClients } from './clients.ts';
import { createIssuer } from './issuer.ts';

const { env } = process;
const port = env['WAYBILL_ISSUER_PORT'] ?? '4400';
const portalPort = env['WAYBILL_PORT'] ?? '4200';
/** Where the portal is reached besides, as behind a proxy: addresses with a comma between them. */
const portalOrigins = (env['WAYBILL_PORTAL_ORIGINS'] ?? '').split(',').filter(Boolean);
const tokenTtl = env['WAYBILL_TOKEN_TTL_S'];
const sessionTtl = env['WAYBILL_SESSION_TTL_S'];
const partners = env['WAYBILL_PARTNER_CLIENTS'];
const bffJwksUrl =
  env['WAYBILL_BFF_JWKS_URL'] ?? `http://localhost:${portalPort}/bff/.well-known/jwks.json`;

const issuer = createIssuer({
  issuer: `http://localhost:${port}/oauth2/default`,
  dataDir: join(resolve(env['WAYBILL_HOME'] ?? '.waybill'), 'issuer'),
  portalOrigins: [`http://localhost:${portalPort}`, ...portalOrigins],
  partnerClients: [...defaultPartnerClients, ...(partners ? JSON.parse(partners) : [])],
  bffKeys: { jwks_uri: bffJwksUrl },
  ...(tokenTtl ? { tokenTtl: Number(tokenTtl) } : {}),
  ...(sessionTtl ? { sessionTtl: Number(sessionTtl) } : {}),
});

await issuer.listen();
console.log(`issuer ready on http://localhost:${port}/oauth2/default`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await issuer.close();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => void stop());
