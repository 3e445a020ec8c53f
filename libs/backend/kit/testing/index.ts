export { aFoundation, tokenRules } from './a-foundation.ts';
export { anEvent, requestContext } from './an-event.ts';
export type { Sent } from './an-event.ts';
export { createTokenMint, issuerUrl } from './token-mint.ts';
export type { TokenMint } from './token-mint.ts';
