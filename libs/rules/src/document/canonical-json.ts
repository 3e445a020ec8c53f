import type { RuleSetDocument } from './rule-set-document.ts';

/**
 * The document as JSON text with sorted keys and no spaces: equal documents give equal text, whatever the order in which keys were
 * written. Its SHA-256 (the caller's to compute, over UTF-8) identifies a version. Keys sort by UTF-16 units, as RFC 8785 asks.
 */
export function canonicalHashInput(document: RuleSetDocument): string {
  return canonical(document);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
