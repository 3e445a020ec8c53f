import { randomUUID } from 'node:crypto';
import type { Clock } from '@waybill/kit';
import { SignJWT, importJWK } from 'jose';
import type { ClientKeySet } from './client-keys.ts';

/** Seconds an assertion may be used. Longer than clocks differ, shorter than anybody would need to make use of a stolen one. */
const lifetimeS = 120;

/**
 * Proves to the issuer that the BFF asks (RFC 7523, `private_key_jwt`). Each assertion has a name of its own, since issuers take each once.
 * It says nothing of when it was made: an issuer whose clock is behind would refuse it as of the future.
 *
 * @returns the assertion for one token endpoint
 */
export function createClientAssertion(
  clientId: string,
  { keys }: ClientKeySet,
  clock: Clock,
): (tokenEndpoint: string) => Promise<string> {
  const [signing] = keys;
  const key = signing && importJWK(signing, 'ES256');
  return async (tokenEndpoint) => {
    if (!signing || !key) throw new Error('There is no key to sign with.');
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: signing.kid, typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenEndpoint)
      .setJti(randomUUID())
      .setExpirationTime(Math.floor(clock.now().getTime() / 1000) + lifetimeS)
      .sign(await key);
  };
}
