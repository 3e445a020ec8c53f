import { readJson } from '../request/json-text.ts';
import { InvalidToken } from './invalid-token.ts';
import type { TokenVerifier } from './token-verifier.ts';

const formOfJws = /^[\w-]+\.([\w-]+)\.[\w-]+$/;

/**
 * Verifies a token by the rules and keys of the issuer that it names, when that is one of these. What it says of itself chooses only which
 * of them has to vouch for it; a token of any other issuer, or of none, is refused without asking anybody.
 *
 * @param verifiers by issuer, exactly as in the tokens
 */
export function createIssuersVerifier(
  verifiers: ReadonlyMap<string, TokenVerifier>,
): TokenVerifier {
  return {
    async verify(token) {
      const verifier = verifiers.get(issuerOf(token));
      if (!verifier) throw new InvalidToken('issuer');
      return verifier.verify(token);
    },
  };
}

function issuerOf(token: string): string {
  const [, body] = formOfJws.exec(token) ?? [];
  if (body === undefined) throw new InvalidToken('form');
  const claims = readJson(Buffer.from(body, 'base64url').toString());
  if (!claims.ok) throw new InvalidToken('form');
  const issuer: unknown = Reflect.get(Object(claims.value), 'iss');
  if (typeof issuer !== 'string') throw new InvalidToken('issuer');
  return issuer;
}
