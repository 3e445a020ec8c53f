export { aFoundation, tokenRules } from './a-foundation.ts';
export { anEvent } from './an-event.ts';
export type { Sent } from './an-event.ts';
export { memoryIdempotency } from './memory-idempotency.ts';
export { createTokenMint, issuerUrl } from './token-mint.ts';
export type { TokenMint } from './token-mint.ts';
