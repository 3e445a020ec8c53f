import { createHash } from 'node:crypto';

/**
 * SHA-256 (hex) of a bundle's content as JSON with sorted keys: the same format and rules have the same digest, whatever the
 * order in which they were written.
 */
export function bundleDigest(format: unknown, rules: unknown): string {
  return createHash('sha256').update(canonicalJson({ format, rules })).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${entries.join(',')}}`;
}
