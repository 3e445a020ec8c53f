export { aFoundation, tokenRules } from './a-foundation.ts';
export { anEvent, requestContext } from './an-event.ts';
export type { Sent } from './an-event.ts';
export { poolClient, poolIssuer, poolMachine, tokenTable } from './token-table.ts';
export type { TokenCase } from './token-table.ts';
export { trustedIssuers } from './trusted-issuers.ts';
export type { TrustedIssuers } from './trusted-issuers.ts';
export { createTokenMint, issuerUrl } from './token-mint.ts';
export type { TokenMint } from './token-mint.ts';
