import { describeNames, diagnoseRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, NameReading, Slot } from '@waybill/rules';
import { placeFindings } from '@waybill/rules/text';
import type { Finding } from '@waybill/rules/text';

/** What was found in a text, for views that show the document and for those that show the text. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** The same with their places in the text. */
  readonly placed: readonly Finding[];
  /** Null while the text is no rule set. */
  readonly names: readonly NameReading[] | null;
}

/** What is wrong with a text as the rules of a feed with these fields, and where. */
export function findingsOf(text: string, slots: readonly Slot[]): Findings {
  const parsed = parseRuleSet(text);
  const diagnostics = parsed.ok ? diagnoseRuleSet(parsed.document, slots) : parsed.diagnostics;
  return {
    diagnostics,
    placed: placeFindings(text, diagnostics),
    names: parsed.ok ? describeNames(parsed.document, slots) : null,
  };
}
