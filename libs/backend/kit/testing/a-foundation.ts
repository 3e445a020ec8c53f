import type { Deed } from '../src/audit-trail.ts';
import type { Foundation } from '../src/define-operation.ts';
import { callerOf } from '../src/identity/caller-of.ts';
import { createSigningKeys } from '../src/identity/signing-keys.ts';
import { createTokenVerifier } from '../src/identity/token-verifier.ts';
import type { TokenRules } from '../src/identity/token-verifier.ts';
import type { LogLine } from '../src/log.ts';
import { createCursorSeal } from '../src/request/cursors.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { issuerUrl } from './token-mint.ts';
import type { TokenMint } from './token-mint.ts';

/** A foundation that trusts the mint's tokens and keeps its log and denials where a spec can read them. */
export function aFoundation(
  mint: Pick<TokenMint, 'keySet'>,
  clock = { now: () => new Date() },
): Foundation & { lines: LogLine[]; denied: Deed[] } {
  const lines: LogLine[] = [];
  const denied: Deed[] = [];
  const keys = createSigningKeys(async () => mint.keySet, clock);
  return {
    clock,
    lines,
    denied,
    log: { write: (line) => lines.push(line) },
    tokens: createTokenVerifier(keys, tokenRules, clock),
    idempotency: memoryIdempotency(),
    cursors: createCursorSeal('a key for specs only'),
    isTransient: () => false,
    denials: {
      record: async (denial) => {
        denied.push(denial);
      },
    },
  };
}

const trust = { actors: ['waybill-bff'], machines: ['waybill-machine'] };

export const tokenRules: TokenRules = {
  issuer: issuerUrl,
  audience: 'api://waybill',
  type: 'at+jwt',
  lifetimeMaxS: 3600,
  callerOf: (claims) => callerOf(claims, trust),
};
