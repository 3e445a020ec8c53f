import { checkRuleSet } from '../check/check-rule-set.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { Slot } from '../value.ts';
import { lowerRuleSet } from './lower-rule-set.ts';
import type { Program } from './program.ts';
import { createProgram } from './program.ts';

export type CompilationResult =
  | { readonly ok: true; readonly program: Program; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks a document against the fields of a feed and makes it runnable. `slots` describe the values that the program will be given,
 * in their order. Without success the diagnostics are errors and warnings.
 */
export function compileRuleSet(
  document: RuleSetDocument,
  slots: readonly Slot[],
): CompilationResult {
  const { ruleSet, diagnostics, ok } = checkRuleSet(document, slots);
  if (!ok) return { ok: false, diagnostics };
  return { ok: true, program: createProgram(lowerRuleSet(ruleSet)), warnings: diagnostics };
}
