import type { Diagnostic } from '../diagnostic.ts';
import { readJson } from './read-json.ts';
import type { RuleSetDocument } from './rule-set-document.ts';
import { ruleSetShape } from './rule-set-shape.ts';

export type ParsedRuleSet =
  | { readonly ok: true; readonly document: RuleSetDocument }
  | { readonly ok: false; readonly diagnostics: Diagnostic[] };

/** At most so many findings are listed; the rest follows from them. */
const findingsMax = 100;

/**
 * Reads a rule set from JSON text, or from a value that was already read. Prefer the text: only there are keys seen that appear twice.
 * The document that comes back is a fresh copy with known properties only.
 */
export function parseRuleSet(json: unknown): ParsedRuleSet {
  if (typeof json !== 'string') return readDocument(json);
  const read = readJson(json);
  return read.ok ? readDocument(read.value) : read;
}

function readDocument(json: unknown): ParsedRuleSet {
  const diagnostics: Diagnostic[] = [];
  const document = ruleSetShape(json, '', (code, pointer, message) => {
    if (diagnostics.length < findingsMax)
      diagnostics.push({ severity: 'error', code, pointer, message });
    return undefined;
  });
  return document === undefined ? { ok: false, diagnostics } : { ok: true, document };
}
