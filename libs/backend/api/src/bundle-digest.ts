import { createHash } from 'node:crypto';
import { canonicalJson } from '@waybill/rules';

/**
 * SHA-256 (hex) of a bundle's content as JSON with sorted keys: the same format and rules have the same digest, whatever the
 * order in which they were written.
 */
export function bundleDigest(format: unknown, rules: unknown): string {
  return createHash('sha256').update(canonicalJson({ format, rules })).digest('hex');
}

/** Of a format alone: rules go with it to another hub when both feeds are read the same way. */
export function formatDigest(format: unknown): string {
  return createHash('sha256').update(canonicalJson(format)).digest('hex');
}
