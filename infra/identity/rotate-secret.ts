import { clientKeys, newClientKeys, rotateClientKeys } from '@waybill/bff';
import * as z from 'zod';

const entry = 'WAYBILL_BFF_CLIENT_KEYS';
const secretText = z.record(z.string(), z.unknown());

/**
 * The text of a secret with the client keys in it rotated, or made when there are none yet; its other entries stay.
 *
 * @returns the new text, and the `kid` that signs
 * @throws Error that repeats nothing of the secret
 */
export function rotateSecret(text: string): { secret: string; signing: string } {
  const read = secretText.safeParse(jsonOf(text));
  if (!read.success) throw new Error('The secret is not a JSON object. Nothing was changed.');
  const known = read.data[entry];
  const keys = known === undefined ? null : clientKeys.safeParse(known);
  if (keys && !keys.success) throw new Error(`${entry} is no set of keys. Nothing was changed.`);
  const rotated = keys ? rotateClientKeys(keys.data) : newClientKeys();
  return {
    secret: JSON.stringify({ ...read.data, [entry]: JSON.stringify(rotated) }),
    signing: rotated.keys[0]?.kid ?? '',
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
