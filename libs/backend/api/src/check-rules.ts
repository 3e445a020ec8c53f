import type { ProblemDetail } from '@waybill/contracts';
import { compileRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, RuleSetDocument } from '@waybill/rules';
import { compileFeed } from '@waybill/tabular';
import type { FeedFormat } from '@waybill/tabular';

/** A document that can be run on the rows of a feed, or what is wrong with it. Warnings are listed either way. */
export type CheckedRules =
  | { ok: true; document: RuleSetDocument; diagnostics: readonly Diagnostic[] }
  | { ok: false; document: RuleSetDocument | null; diagnostics: readonly Diagnostic[] };

/** @param rules JSON text, or a value that was read already */
export function checkRules(rules: unknown, format: FeedFormat): CheckedRules {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) return { ok: false, document: null, diagnostics: parsed.diagnostics };
  const { document } = parsed;
  const compiled = compileRuleSet(document, slotsOf(format));
  if (!compiled.ok) return { ok: false, document, diagnostics: compiled.diagnostics };
  return { ok: true, document, diagnostics: compiled.warnings };
}

/** The fields that rows of a feed have, in the order in which rules are given them. */
export function slotsOf(format: FeedFormat) {
  return compileFeed(format, { sha256Hex: () => '', fileSha256: '', today: 0 }).slots;
}

/** The errors among findings, as details of a problem. @param parent JSON pointer of the document in what was sent */
export function errorsOf(diagnostics: readonly Diagnostic[], parent: string): ProblemDetail[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, code, message, suggestion }) => ({
      pointer: `${parent}${pointer}`,
      code,
      message,
      ...(suggestion === undefined ? {} : { expected: suggestion }),
    }));
}
