import { createHash } from 'node:crypto';
import { canonicalJson } from '@waybill/rules';

/**
 * SHA-256 (hex) of a bundle's content as JSON with sorted keys: the same format and rules have the same digest, whatever the
 * order in which they were written.
 */
export function bundleDigest(format: unknown, rules: unknown): string {
  return createHash('sha256').update(canonicalJson({ format, rules })).digest('hex');
}
